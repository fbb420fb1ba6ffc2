"""The sheet of all components in a real browser, at three widths, light and dark."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (390, 1024, 1360)
LEAST_GAP = 8
"""Pixels between two blocks of a page, one below the other."""

TOO_NEAR = """(least) => {
    const found = [];
    const parents = "main, main .part, main .stack, main .grid, main .panel, main .card";
    for (const parent of document.querySelectorAll(parents)) {
        const boxes = [...parent.children].filter((each) => each.offsetParent !== null && each.getClientRects().length)
            .map((each) => [each, each.getBoundingClientRect()]).filter(([, box]) => box.height > 0);
        for (const [first, a] of boxes) for (const [second, b] of boxes) {
            const isBelow = first !== second && b.top >= a.top && b.left < a.right && a.left < b.right;
            if (isBelow && b.top - a.bottom < least && b.bottom > a.bottom)
                found.push([parent.className, first.tagName, second.tagName, Math.round(b.top - a.bottom)]);
        }
    }
    return found;
}"""
UNEVEN = """() => [...document.querySelectorAll("form.filters > div")].map((each) => each.lastElementChild)
    .map((each) => Math.round(each.getBoundingClientRect().height))"""


@pytest.fixture
def sheet(visit, settings):
    settings.DEBUG = True
    return visit.open("/styles/")


@pytest.mark.parametrize("width", WIDTHS)
def test_components_keep_their_distance_and_fit_the_window(visit, sheet, width):
    sheet.set_viewport_size({"width": width, "height": 900})

    near = [each for each in sheet.evaluate(TOO_NEAR, LEAST_GAP) if each[0] not in CLOSE]

    assert near == []
    assert not sheet.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert len(set(sheet.evaluate(UNEVEN))) == 1
    assert visit.troubles == []


CLOSE = ("card slim", "card slim machine", "card slim machine good", "card slim machine warn", "card slim machine bad",
         "card story", "card story absent", "panel fold")  # fmt: skip
"""Components whose lines belong together, or that have rules of their own between their parts."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_painted_in_light_and_dark(sheet, width, scheme):
    sheet.set_viewport_size({"width": width, "height": 900})
    sheet.emulate_media(color_scheme=scheme)

    parts = sheet.locator("[data-component]")
    pictures = {
        parts.nth(number).get_attribute("data-component"): parts.nth(number).screenshot()
        for number in range(parts.count())
    }
    ground = sheet.evaluate("getComputedStyle(document.body).backgroundColor")

    assert len(pictures) >= 15
    # A part in which nothing is painted is a picture of one color, which hardly takes a byte.
    assert {name for name, picture in pictures.items() if len(picture) < 1_000} == set()
    assert ground == {"light": "rgb(247, 248, 246)", "dark": "rgb(17, 21, 19)"}[scheme]


def test_components_can_be_used_by_everybody(visit, sheet):
    sheet.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    assert visit.violations() == []
