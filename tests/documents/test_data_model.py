"""The page and the picture of the data model are those of the tables."""

from xml.etree import ElementTree as ET

from tools import data_model
from tools.data_model_layout import Edge, lay_out


def test_page_and_picture_are_those_of_the_tables() -> None:
    stale = [
        path.name
        for path, text in data_model.files().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run: make model"


def test_every_table_of_every_house_is_drawn() -> None:
    picture = ET.fromstring((data_model.DOCS / "data-model.svg").read_text("utf-8"))
    words = {element.text for element in picture.iter() if element.tag.endswith("text")}
    tables = data_model.tables()
    assert {table.house for table in tables} == set(data_model.HOUSES)
    assert {table.name for table in tables} <= words


def test_every_key_inside_a_house_is_a_line_or_a_mark() -> None:
    tables = data_model.tables()
    for house in data_model.HOUSES:
        names = [table.label for table in tables if table.house == house]
        edges = [
            Edge(table.label, column, target)
            for table in tables
            if table.house == house
            for column, target in table.keys
            if target in names and target != table.label
        ]
        layout = lay_out(names, edges)
        left_out = [edge for edge in edges if edge not in layout.edges]
        assert {edge.source for edge in left_out} == layout.on_hub
        assert len({edge.target for edge in left_out}) <= 1


def test_no_two_tables_stand_in_one_place_and_all_point_to_the_left() -> None:
    edges = [Edge("line", "of", "order"), Edge("order", "of", "firm"), Edge("line", "by", "firm")]
    places = lay_out(["firm", "line", "order"], edges).places
    assert places == {"firm": (0, 0), "order": (1, 0), "line": (2, 0)}


def test_a_meaning_that_django_wrote_itself_is_left_out() -> None:
    assert not [
        table for table in data_model.tables() if table.meaning.startswith(table.name + "(")
    ]
