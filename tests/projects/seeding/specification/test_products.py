"""The products of the house and what is said in them; a mistake in a file is named with file and line."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from apps.projects.seeding.planning.speaking import phrases_of
from apps.projects.seeding.specification import products
from apps.projects.seeding.specification.phrases import OF_KIND, PHRASES
from apps.projects.seeding.specification.products import KEYS, PRODUCTS
from apps.projects.seeding.specification.products.product import Fault, Wish, read_products
from seedplot.content import ContentError
from seedplot.errors import SeedError

FACTS = """
ECOM   | E-Commerce Platform  | scrum  | active    | high
HLTH   | Healthcare Portal    | scrum  | completed | critical
FIN    | Financial Dashboard  | kanban | active    | high
EDU    | Education Platform   | scrum  | active    | medium
BANK   | Mobile Banking App   | scrum  | planning  | critical
IOT    | IoT Monitoring       | kanban | active    | medium
SOCIAL | Social Network       | scrum  | active    | high
INV    | Inventory            | kanban | active    | medium
CRM    | Customer Relations   | scrum  | active    | high
ANLYT  | Analytics Engine     | scrum  | planning  | high
LOG    | Logistics            | kanban | active    | medium
HR     | Human Resources      | scrum  | active    | medium
REAL   | Real Estate          | kanban | planning  | low
BOOK   | Booking              | scrum  | active    | high
CMS    | Content Management   | kanban | completed | medium
VIDEO  | Video Streaming      | scrum  | active    | high
FOOD   | Food Delivery        | scrum  | active    | medium
FIT    | Fitness Tracker      | kanban | planning  | low
TRVL   | Travel Planner       | scrum  | active    | medium
PM     | Project Management   | scrum  | active    | high
"""
each_product = pytest.mark.parametrize("product", PRODUCTS, ids=KEYS)


def test_products_are_the_twenty_of_the_list_in_its_order():
    found = [[each.key, each.name, each.methodology, each.status, each.priority] for each in PRODUCTS]

    assert found == [[part.strip() for part in line.split("|")] for line in FACTS.strip().splitlines()]


def texts_of(product):
    for each in product.areas:
        yield from (each.epic, each.aim, *each.tasks, *each.improvements, *each.asks, *each.finds, *each.checks)
        yield from (wish.wish for wish in each.wishes)
        yield from (fault.symptom for fault in each.faults)


def test_no_project_borrows_the_words_of_another():
    found = Counter(text for product in PRODUCTS for text in texts_of(product))

    assert [text for text, count in found.items() if count > 1] == []


@each_product
def test_product_has_enough_to_say_of_fifty_issues_without_widening(product):
    assert sum(len(each.wishes) for each in product.areas) >= 26
    assert sum(len(each.tasks) for each in product.areas) >= 13
    assert sum(len(each.faults) for each in product.areas) >= 8
    assert len(product.areas) == 4
    assert len(product.scopes) == 5
    assert all(len(each.parts) >= 3 for each in product.areas)
    assert all(min(map(len, (each.asks, each.finds, each.checks))) >= 2 for each in product.areas)


@each_product
def test_nothing_speaks_of_a_merge(product):
    assert [text for text in texts_of(product) if "merge" in text.lower()] == []


def test_only_closing_words_speak_of_a_merge():
    frames = {what: frames for kind in (PHRASES, *OF_KIND.values()) for what, frames in kind.items()}

    assert {what for what, texts in frames.items() if any("merge" in text.lower() for text in texts)} <= {"closed"}


def test_epics_and_bugs_are_spoken_of_in_their_own_words():
    assert phrases_of("epic", "find")[1] == ()
    assert phrases_of("bug", "begin")[1] == ()
    assert phrases_of("story", "begin")[1] == PHRASES["begin"]
    assert phrases_of("sub_task", "find") == ((), PHRASES["find"])


FOLDER = Path(products.__file__).parent


@pytest.fixture
def folder(tmp_path):
    """A copy of the products, to be spoilt."""
    return shutil.copytree(FOLDER, tmp_path / "products", ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def spoil(folder, name, sound, spoilt):
    """Replace the first place of those words in a file; return the file and the line of the place."""
    path = folder / f"{name}.yaml"
    before, found, after = path.read_text(encoding="utf-8").partition(sound)
    assert found
    path.write_text(before + spoilt + after, encoding="utf-8")
    return f"{path}, line {before.count(chr(10)) + 1}"


def faults_of(folder):
    with pytest.raises(ContentError) as error:
        read_products(folder, KEYS)
    return list(error.value.faults)


def test_file_becomes_a_typed_product(folder):
    ecom = read_products(folder, ["ECOM"])[0]

    assert ecom == PRODUCTS[0]
    assert ecom.areas[0].parts == ("payment step", "address form", "order summary")
    assert ecom.areas[0].wishes[0] == Wish("shoppers", "pay with a saved card")
    assert ecom.areas[0].faults[0] == Fault("the voucher is deducted twice", "the total is recalculated")


MISTAKES = [
    ("methodology: scrum", "methodology: waterfall", "methodology: 'waterfall' is not known; known: scrum, kanban"),
    ("status: active", "status: on_hold", "status: 'on_hold' is not known; known: active, completed, planning"),
    ("place: in", "palce: in", "palce: there is no such field; known: key, name, methodology, status, priority, "),
    ("key: ECOM", "key: SHOP", "key: this file is of ECOM, not of 'SHOP'"),
    ("wish: pay with", "with: pay with", "areas 1, wishes 1, with: there is no such field; known: who, wish"),
    (
        "Rotate the keys of the payment provider",
        "Log declined payments with their reason code",
        "areas 1, tasks 5: 'Log declined payments with their reason code' stands in this file twice",
    ),
    (
        "Rotate the keys",
        "rotate the keys",
        "areas 1, tasks 5: 'rotate the keys of the payment provider' is",
    ),
    (
        "gift card pays in full?",
        "gift card pays in full",
        "areas 1, asks 1: 'Does this also hold for orders that",
    ),
    ("shoppers\n", "{who}\n", "areas 1, wishes 1, who: it must be a text, not keys with values"),
]


@pytest.mark.parametrize(("sound", "spoilt", "reason"), MISTAKES)
def test_mistake_is_named_with_file_line_and_place(folder, sound, spoilt, reason):
    place = spoil(folder, "ecom", sound, spoilt)

    assert [fault for fault in faults_of(folder) if fault.startswith(f"{place}: {reason}")]


def test_mistakes_of_all_files_are_named_together(folder):
    places = [spoil(folder, name, "methodology: ", "methodology: no ") for name in ("ecom", "pm")]

    assert [fault.partition(": ")[0] for fault in faults_of(folder)] == places


def test_file_that_is_missing_is_named(folder):
    (folder / "ecom.yaml").unlink()

    with pytest.raises(SeedError, match=r"ecom\.yaml cannot be read: No such file or directory"):
        read_products(folder, KEYS)
