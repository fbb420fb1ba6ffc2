"""Bugs in the sizes, files and words of pull requests; each with the promises that notice it."""

from dataclasses import replace

from apps.metrics.seeding.content import REPOSITORIES
from tests.planted_bugs.metrics_runs import ai_success, borrowing, bug, instead, made, result


def one_size_for_all(sound, turn, number, change, stream):
    return sound(turn, number, change, stream)._replace(lines=80, files=3, commits=2)


def files_whatever_the_kind(sound, repository, change, *more):
    """The code of the area for documents and tests as well."""
    return sound(repository, replace(change, kind="fix", touches=""), *more)


def every_change_deletes(sound, *arguments):
    """The last of three files or more goes."""
    touched = sound(*arguments)
    return [*touched[:-1], touched[-1]._replace(status="removed")] if len(touched) > 2 else touched


def new_ones_of_the_base_tree(sound, *arguments):
    """What is new bears the name of a file that others change as well."""
    area, touched = arguments[0].area(arguments[1].area), sound(*arguments)
    others = {each.path for each in touched}
    there = {
        "backend": [path for path in area.backend_paths if path not in others],
        "test": [path for path in area.test_paths if path not in others],
    }
    return [
        each._replace(path=there[each.category].pop()) if each.status == "added" and there.get(each.category) else each
        for each in touched
    ]


def documents_of_another_area(sound, paths, area):
    areas = [other.name for each in REPOSITORIES if each.docs_paths == paths for other in each.areas]
    return sound(paths, areas[(areas.index(area) + 1) % len(areas)])


def says_nothing_of_the_change(sound, *arguments):
    """Sentences without a slot only, as far as there are any."""
    return tuple(each for each in sound(*arguments) if "{" not in each) or ("Could this be simpler?",)


def any_wording(sound, wordings, purpose):
    """The first of the list, again and again."""
    return lambda pool: pool[0]


BUGS = [
    bug("one_size_for_all", "planning.sizes:draw_size", made(one_size_for_all), "P045 P051 P059 P066"),
    bug("changes_of_a_thousand_lines", "planning.sizes:USUAL_LINES", instead(600), "P045 P059", ai_success),
    bug("sizes_all_alike", "planning.sizes:SPREAD_OF_LINES", instead((0.6, 0.6)), "P059", ai_success),
    bug("files_whatever_the_kind", "planning.touched_paths:touched_paths", made(files_whatever_the_kind), "P045 P060"),
    bug("no_tests", "planning.touched_paths:TESTED", lambda sound: dict.fromkeys(sound, 0.2), "P045 P060"),
    bug("every_change_deletes", "planning.touched_paths:touched_paths", made(every_change_deletes), "P045 P061 P062"),
    bug(
        "new_ones_of_the_base_tree",
        "planning.touched_paths:touched_paths",
        made(new_ones_of_the_base_tree),
        "P060 P062",
    ),
    bug("documents_of_another_area", "planning.touched_paths:_documents_of", made(documents_of_another_area), "P063"),
    bug("says_nothing_of_the_change", "content.phrases:_pool", made(says_nothing_of_the_change), "P026 P064 P065"),
    bug("any_wording", "planning.wordings:Wordings.pick", made(any_wording), "P065"),
    bug("any_wording_of_many", "planning.wordings:Wordings.pick", made(any_wording), "P043 P065", borrowing),
    bug(
        "reviews_without_words",
        "planning.comments:review_body",
        made(lambda sound, plan, review, *more: "" if review.state == "approved" else sound(plan, review, *more)),
        "P066",
    ),
    bug("descriptions_of_one_line", "content.descriptions:LINES_OF_PARAGRAPHS", instead((9_000,)), "P066"),
    bug("tickets_as_descriptions", "planning.rows:_description", result(lambda text: "See the ticket."), "P066"),
    bug(
        "labels_for_all",
        "planning.rows:_labels",
        instead(lambda plan, stream: ["documentation"]),
        "P026 P045 P060",
        ai_success,
    ),
]
