"""Every page that can be reached by links: narrow and wide, Dutch and English, light and dark."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.reader import Reader

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
MOST_PAGES = 140
NARROW = {"width": 360, "height": 780}
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADS = "() => document.querySelectorAll('h1').length"
RUN_AXE = """async () => (await axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
})).violations.map(found => `${found.id}: ${found.nodes[0].html.slice(0, 140)}`)"""

# A browser rounds what a table is high: a part of a pixel decides.
CAN_SCROLL = """() => [0, .1, .2, .3, .4, .5, .6, .7, .8, .9].filter(more => {
  const table = document.querySelector(".table-responsive");
  table.querySelector("td").style.paddingBottom = `${10 + more}px`;
  return table.scrollHeight > table.clientHeight; })"""
CAPTIONED = """<div class="table-responsive"><table class="table card-table stacks">
  <caption class="visually-hidden">Heard</caption><tbody><tr><td>Seen</td></tr></tbody>
</table></div>"""
STATIC = Path(__file__).parents[2] / "src/bonbrug/ui/static"
SHEETS = ("vendor/tabler.min.css", "ui/bonbrug.css")


def shape(path: str) -> str:
    """Records of one kind look alike: their numbers count as one page."""
    return "/".join("#" if part.isdigit() else part for part in path.split("/"))


def pages(reader: Reader) -> list[str]:
    """Walk over all links of the site, one address of each shape."""
    todo, seen = ["/"], {"/": "/"}
    while todo:
        reader.page.goto(todo.pop(0))
        for link in reader.page.evaluate(LINKS):
            parts = urlsplit(link)
            file = parts.path.endswith(
                (".pdf", "/pdf/", ".png", ".csv", ".json", "export/", "/ubl/", "/xml/")
            )
            inside = link.startswith(reader.program.address)
            if inside and not file and shape(parts.path) not in seen and len(seen) < MOST_PAGES:
                seen[shape(parts.path)] = parts.path
                todo.append(parts.path)
    return list(seen.values())


def look(page: Page, path: str) -> list[str]:
    page.goto(path)
    problems: list[Any] = []
    if (too_wide := page.evaluate(OVERFLOW)) > 0:
        problems.append(f"{too_wide} px wider than the screen")
    if (heads := page.evaluate(HEADS)) != 1:
        problems.append(f"{heads} main headings")
    page.evaluate(AXE.read_text("utf-8"))
    return [f"{path}: {problem}" for problem in [*problems, *page.evaluate(RUN_AXE)]]


def look_here(page: Page) -> list[str]:
    """Look at this page as it is: opening it again would ask for another one."""
    page.evaluate(AXE.read_text("utf-8"))
    wide = page.evaluate(OVERFLOW)
    return [*page.evaluate(RUN_AXE), *([f"{wide} px too wide"] if wide > 0 else [])]


@pytest.mark.timeout(400)
def test_every_page_fits_a_phone_and_can_be_used_without_eyes_or_mouse(reader: Reader) -> None:
    found = pages(reader)
    assert len(found) > 40
    reader.page.set_viewport_size({"width": 360, "height": 780})
    problems = [problem for path in found for problem in look(reader.page, path)]
    assert not problems, "\n".join(problems)


def test_the_two_statuses_of_a_work_order_fit_a_phone(reader: Reader) -> None:
    reader.house("werkbonnen", "Demo Installatie BV")
    reader.row("WB-1002").get_by_role("link").first.click()
    heading = reader.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("1 naar E-boekhouden")
    reader.page.set_viewport_size({"width": 360, "height": 780})
    assert reader.page.evaluate(OVERFLOW) <= 0


@pytest.mark.timeout(400)
def test_every_page_is_readable_in_the_dark(reader: Reader) -> None:
    found = pages(reader)
    cookie = {"name": "theme", "value": "dark", "url": reader.program.address}
    reader.context.add_cookies([cookie])  # type: ignore[list-item] # a plain dict is taken too
    problems = [problem for path in found for problem in look(reader.page, path)]
    assert not problems, "\n".join(problems)


def test_a_caption_that_nobody_sees_makes_no_table_scroll(browser: Browser) -> None:
    style = "".join((STATIC / sheet).read_text("utf-8") for sheet in SHEETS)
    page = browser.new_page()
    page.set_content(f"<style>{style}</style>{CAPTIONED}")
    assert page.evaluate(CAN_SCROLL) == []
    page.close()
