"""The picture of the tables: a block for each house, a box for each table, a line for each key."""

from collections.abc import Sequence
from itertools import count
from xml.etree import ElementTree as ET

from tools.data_model_layout import BOX, GAP, HEAD, LANE, Edge, Layout, lay_out

Keys = Sequence[tuple[str, str]]
ACCENTS = {"accounts": "#4b5563", "link": "#9a3412", "workorders": "#0f766e", "books": "#1d4ed8"}
LINES = ("#1d4ed8", "#b45309", "#0f766e", "#be185d", "#6d28d9", "#4d7c0f", "#0e7490")
INK, QUIET, PAPER = "#1f2937", "#6b7280", "#f6f8fb"
MARGIN = 20
LEGEND = (
    "A line leads from a table to the one that it points to. ● points to the first table of its "
    "house. ↓ points to a table of accounts. ↺ points to itself."
)


def picture(tables: Sequence[tuple[str, Keys]], houses: Sequence[str]) -> str:
    """Draw the tables; each is `house.Name` with its columns that point to others."""
    blocks = [(house, _layout(house, tables)) for house in houses]
    width = max(layout.columns for _house, layout in blocks) * (BOX[0] + GAP) + 2 * MARGIN
    height = 3 * MARGIN + sum(layout.height + MARGIN for _house, layout in blocks)
    svg = ET.Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        attrib={"role": "img", "font-family": "system-ui, sans-serif"},
    )
    ET.SubElement(svg, "title").text = "The tables of Bonbrug, house by house"
    _rect(svg, (0, 0), (width, height), fill="#fff")
    _text(svg, (MARGIN, 30), LEGEND, size=13, fill=QUIET)
    top = 2 * MARGIN + 8
    for house, layout in blocks:
        size = (width - 2 * MARGIN, layout.height)
        block = ET.SubElement(svg, "g", transform=f"translate({MARGIN} {top})")
        _block(block, house, size)
        _lines(block, layout)
        for label, keys in tables:
            if label.startswith(f"{house}."):
                _box(block, layout, label, keys)
        top += layout.height + MARGIN
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _layout(house: str, tables: Sequence[tuple[str, Keys]]) -> Layout:
    names = [label for label, _keys in tables if label.startswith(f"{house}.")]
    return lay_out(
        names,
        [
            Edge(label, column, target)
            for label, keys in tables
            for column, target in keys
            if label in names and target in names
        ],
    )


def _block(block: ET.Element, house: str, size: tuple[int, int]) -> None:
    accent = ACCENTS[house]
    _rect(block, (0, 0), size, fill=PAPER, stroke=accent, rx="12")
    _text(block, (GAP // 2, 28), house, size=17, fill=accent, weight="700")


def _box(block: ET.Element, layout: Layout, label: str, keys: Keys) -> None:
    x, y = layout.corner(label)
    house, name = label.split(".")
    group = ET.SubElement(block, "g")
    ET.SubElement(group, "title").text = (
        ", ".join(f"{one} → {other}" for one, other in keys) or name
    )
    _rect(group, (x, y), BOX, fill="#fff", stroke=ACCENTS[house], rx="6")
    _text(group, (x + 12, y + 23), name, size=14, fill=INK, weight="600")
    marks = {
        "●": label in layout.on_hub,
        "↓": any(other.split(".")[0] != house for _column, other in keys),
        "↺": any(other == label for _column, other in keys),
    }
    told = " ".join(mark for mark, holds in marks.items() if holds)
    _text(group, (x + BOX[0] - 10, y + 23), told, size=12, fill=QUIET, anchor="end")


def _lines(block: ET.Element, layout: Layout) -> None:
    channels: dict[tuple[int, str], int] = {}
    free = {column: count(1) for column in range(layout.columns + 1)}
    ports: dict[str, int] = {}
    targets = sorted({edge.target for edge in layout.edges}, key=lambda name: layout.places[name])
    for edge in sorted(layout.edges, key=lambda edge: (layout.places[edge.target], edge.source)):
        for column in {layout.places[edge.source][0], layout.places[edge.target][0] + 1}:
            if (column, edge.target) not in channels:
                channels[column, edge.target] = next(free[column])
        ports[edge.source] = ports.get(edge.source, 0) + 1
        colour = LINES[targets.index(edge.target) % len(LINES)]
        _line(block, layout, edge, channels, ports[edge.source], colour)


def _line(
    block: ET.Element,
    layout: Layout,
    edge: Edge,
    channels: dict[tuple[int, str], int],
    port: int,
    colour: str,
) -> None:
    x, y = layout.corner(edge.source)
    end_x, end_y = layout.corner(edge.target)
    end_x, end_y, y = end_x + BOX[0], end_y + BOX[1] // 2, y + 9 * port
    column = layout.places[edge.source][0]
    near = x - GAP + 7 * channels[column, edge.target]
    path = f"M{x} {y}H{near}"
    if layout.is_long(edge):
        lane = HEAD - 6 + LANE * layout.lanes.index(edge.target)
        far = end_x + 7 * channels[layout.places[edge.target][0] + 1, edge.target]
        path += f"V{lane}H{far}"
    drawn = ET.SubElement(
        block,
        "path",
        attrib={"d": f"{path}V{end_y}H{end_x}", "fill": "none", "stroke": colour},
    )
    ET.SubElement(drawn, "title").text = f"{edge.source}.{edge.column} → {edge.target}"
    ET.SubElement(block, "circle", cx=str(end_x), cy=str(end_y), r="3.5", fill=colour)


def _rect(parent: ET.Element, at: tuple[int, int], size: tuple[int, int], **more: str) -> None:
    place = {"x": str(at[0]), "y": str(at[1]), "width": str(size[0]), "height": str(size[1])}
    ET.SubElement(parent, "rect", attrib={**place, **more})


def _text(
    parent: ET.Element,
    at: tuple[int, int],
    words: str,
    *,
    size: int,
    fill: str,
    weight: str = "400",
    anchor: str = "start",
) -> None:
    look = {"font-size": str(size), "fill": fill, "font-weight": weight, "text-anchor": anchor}
    text = ET.SubElement(parent, "text", attrib={"x": str(at[0]), "y": str(at[1]), **look})
    text.text = words
