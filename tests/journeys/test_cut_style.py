"""No rule of Tabler's style that any page could need was cut away."""

from pathlib import Path

import pytest

from tests.journeys.reader import Reader
from tests.journeys.test_every_page import pages

ROOT = Path(__file__).parents[2]
WHOLE = ROOT / "node_modules/@tabler/core/dist/css/tabler.min.css"
CUT = ROOT / "src/bonbrug/ui/static/vendor/tabler.min.css"

# What of the whole sheet is not in the cut one and chooses something here, whatever state it is in:
# under the mouse, in focus, switched off, ticked.
LOST = r"""([whole, cut]) => {
  const state = "hover|focus|focus-visible|focus-within|active|disabled|checked|indeterminate|" +
    "invalid|valid|visited|target|autofill|-webkit-autofill|placeholder-shown|read-only";
  const selectors = (rules) => [...rules].flatMap((rule) => rule.selectorText
    ? rule.selectorText.split(/,(?![^(\[]*[)\]])/).map((one) => one.trim())
    : rule.cssRules && !(rule instanceof CSSKeyframesRule) ? selectors(rule.cssRules) : []);
  const read = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return new Set(selectors(sheet.cssRules));
  };
  const kept = read(cut);
  const still = (one) => one.replace(/::[\w-]+(\([^)]*\))?/g, "")
    .replace(new RegExp(`:not\\(:(${state})\\)|:(${state})(?![\\w-])`, "g"), "")
    .replace(/(^|[\s>+~])(?=$|[\s>+~])/g, "$1*");
  return [...read(whole)].filter((one) => !kept.has(one))
    .filter((one) => document.querySelector(still(one)));
}"""


@pytest.mark.timeout(400)
def test_every_rule_that_chooses_something_on_a_page_is_kept(reader: Reader) -> None:
    sheets = [WHOLE.read_text("utf-8"), CUT.read_text("utf-8")]
    lost = set()
    for path in pages(reader):
        reader.page.goto(path)
        lost |= {(rule, path) for rule in reader.page.evaluate(LOST, sheets)}
    assert lost == set()


def test_a_rule_that_is_lost_would_be_seen(reader: Reader) -> None:
    reader.page.goto("/")
    sheets = [".house-top:hover{color:red}.nowhere,body .card{color:red}", ".house-top{color:red}"]
    assert reader.page.evaluate(LOST, sheets) == [".house-top:hover", "body .card"]
