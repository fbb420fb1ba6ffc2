"""Every text that planning can write is found again among the phrases, and read as what it is."""

import pytest

from apps.metrics.seeding.content import REPOSITORIES, phrases
from apps.metrics.seeding.measures import wordings
from apps.metrics.seeding.measures.files import category_of
from apps.metrics.seeding.measures.texts import place_of

WRITERS = {
    wordings.requests: phrases.change_request_comment,
    wordings.remarks: phrases.remark_comment,
    wordings.replies: phrases.author_reply,
    wordings.refusals: phrases.author_refusal,
    wordings.approvals: phrases.approval_text,
    wordings.objections: phrases.objection_text,
    wordings.follow_ups: phrases.follow_up_comment,
    wordings.next_commits: phrases.next_commit_message,
    wordings.fixing_commits: phrases.fix_commit_message,
}
COMMITS = (phrases.next_commit_message, phrases.fix_commit_message)
CHANGES = list({change.kind: change for change in map(REPOSITORIES[0].change, range(REPOSITORIES[0].size))}.values())
AREA = REPOSITORIES[0].area(CHANGES[0].area)
PATHS = [
    *AREA.backend_paths,
    *AREA.frontend_paths,
    *AREA.test_paths,
    *REPOSITORIES[0].config_paths[:1],
    *REPOSITORIES[0].docs_paths[:1],
]


def every_text(write):
    """Each text that the writer may pick, with its change and its path."""
    for change in CHANGES:
        for path in [""] if write in COMMITS else PATHS:
            position, options = 0, 1
            while position < options:

                def pick(wordings, position=position):
                    nonlocal options
                    options = len(wordings)
                    return wordings[position]

                yield change, path, write(change, path, pick) if path else write(change, pick)
                position += 1


@pytest.mark.parametrize("book", WRITERS, ids=lambda book: book.__name__)
def test_phrase_book_finds_what_its_writer_writes(book):
    texts = list(every_text(WRITERS[book]))

    lost = [text for _, _, text in texts if book().find(text) is None]

    assert texts
    assert lost == []


@pytest.mark.parametrize("book", WRITERS, ids=lambda book: book.__name__)
def test_wording_is_of_its_change_and_place(book):
    found = [(change, path, book().find(text)) for change, path, text in every_text(WRITERS[book])]

    assert [change for change, _, wording in found if change.kind not in wording.phrase.kinds] == []
    assert {wording.subject.lower() for change, _, wording in found} <= {
        "",
        *(change.subject.lower() for change in CHANGES),
    }
    assert {wording.file for _, path, wording in found if wording.file != path.rpartition("/")[2]} <= {""}
    assert [
        path for _, path, wording in found if wording.phrase.places and place_of(path) not in wording.phrase.places
    ] == []


def test_phrase_book_finds_nothing_else():
    assert wordings.requests().find("Looks good to me.") is None
    assert wordings.approvals().find("") is None
    assert wordings.fixing_commits().find("Use clearer names in the  code after review") is None


@pytest.mark.parametrize("repository", REPOSITORIES, ids=lambda repository: repository.name)
def test_path_shows_the_category_that_it_is_listed_under(repository):
    listed = dict.fromkeys(repository.config_paths, "config") | dict.fromkeys(repository.docs_paths, "docs")
    for area in repository.areas:
        listed |= dict.fromkeys(area.backend_paths, "backend")
        listed |= dict.fromkeys(area.frontend_paths, "frontend")
        listed |= dict.fromkeys(area.test_paths, "test")

    assert {path: category_of(path) for path in listed} == listed
