import re
from collections import Counter

import pytest

from apps.projects.seeding.planning.speaking import phrases_of
from apps.projects.seeding.specification.phrases import PHRASES
from apps.projects.seeding.specification.phrases_of_types import OF_KIND
from apps.projects.seeding.specification.templates import KEYS, TEMPLATES
from apps.projects.seeding.specification.templates.template import Fault, Wish, area

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
each_template = pytest.mark.parametrize("template", TEMPLATES, ids=KEYS)


def test_templates_are_the_twenty_of_the_list_in_its_order():
    found = [[each.key, each.name, each.methodology, each.status, each.priority] for each in TEMPLATES]

    assert found == [[part.strip() for part in line.split("|")] for line in FACTS.strip().splitlines()]


def texts_of(template):
    for each in template.areas:
        yield from (each.epic, each.aim, *each.tasks, *each.improvements, *each.asks, *each.finds, *each.checks)
        yield from (wish.wish for wish in each.wishes)
        yield from (fault.symptom for fault in each.faults)


def test_no_project_borrows_the_words_of_another():
    found = Counter(text for template in TEMPLATES for text in texts_of(template))

    assert [text for text, count in found.items() if count > 1] == []


@each_template
def test_template_has_enough_to_say_of_fifty_issues_without_widening(template):
    assert sum(len(each.wishes) for each in template.areas) >= 26
    assert sum(len(each.tasks) for each in template.areas) >= 13
    assert sum(len(each.faults) for each in template.areas) >= 8
    assert len(template.areas) == 4
    assert len(template.scopes) == 5
    assert all(len(each.parts) >= 3 for each in template.areas)
    assert all(min(map(len, (each.asks, each.finds, each.checks))) >= 2 for each in template.areas)


@each_template
def test_texts_have_the_form_that_their_frames_need(template):
    for each in template.areas:
        assert all(re.fullmatch(r"[A-Z].*[^.?!]", text) for text in (each.epic, each.aim, *each.tasks))
        assert all(re.fullmatch(r"[A-Z].*[^.?!]", text) for text in each.improvements)
        assert all(text.endswith("?") for text in each.asks)
        assert all(text.endswith((".", "!")) for text in (*each.finds, *each.checks))
        assert all(re.fullmatch(r"[a-z].*[^.?!]", wish.who + wish.wish) for wish in each.wishes)
        assert all(re.match(r"[a-zA-Z]", fault.symptom) and fault.when for fault in each.faults)


@each_template
def test_nothing_speaks_of_a_merge(template):
    assert [text for text in texts_of(template) if "merge" in text.lower()] == []


def test_only_closing_words_speak_of_a_merge():
    frames = {what: frames for kind in (PHRASES, *OF_KIND.values()) for what, frames in kind.items()}

    assert {what for what, texts in frames.items() if any("merge" in text.lower() for text in texts)} <= {"closed"}


def test_area_is_read_from_blocks_of_lines():
    found = area(
        "the pantry",
        epic="A pantry that counts",
        aim="Nobody knows what is left",
        parts="shelf, jar",
        wishes="""
            cooks: find the salt
        """,
        tasks="""
            Label the jars \
            by hand
        """,
        faults="""
            sugar is missing | a cake is baked
        """,
        improvements="Light the shelf",
        asks="Who has the key?",
        finds="The rice is old.",
        checks="Counted twice.",
    )

    assert found.parts == ("shelf", "jar")
    assert found.wishes == (Wish("cooks", "find the salt"),)
    assert found.tasks == ("Label the jars by hand",)
    assert found.faults == (Fault("sugar is missing", "a cake is baked"),)


def test_epics_and_bugs_are_spoken_of_in_their_own_words():
    assert phrases_of("epic", "find")[1] == ()
    assert phrases_of("bug", "begin")[1] == ()
    assert phrases_of("story", "begin")[1] == PHRASES["begin"]
    assert phrases_of("sub_task", "find") == ((), PHRASES["find"])
