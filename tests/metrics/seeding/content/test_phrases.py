"""The text space of the metrics: every title of all repositories, and every wording around them."""

import re
from collections import Counter
from itertools import chain

import pytest

from apps.metrics.seeding.content import (
    REPOSITORIES,
    approval_text,
    author_refusal,
    author_reply,
    backlog_summary,
    change_request_comment,
    first_commit_message,
    fix_commit_message,
    follow_up_comment,
    next_commit_message,
    objection_text,
    remark_comment,
)
from apps.metrics.seeding.content.patterns import GROUPS
from apps.metrics.seeding.content.phrases import file_category
from apps.metrics.seeding.specification.comments import (
    APPROVALS,
    APPROVALS_ANY,
    FOLLOW_UPS,
    OBJECTIONS,
    OBJECTIONS_ANY,
    REFUSALS,
    REMARKS_BY_CATEGORY,
    REMARKS_BY_KIND,
    REPLIES,
    REPLIES_ANY,
    REQUESTS_BY_CATEGORY,
    REQUESTS_BY_KIND,
)
from apps.metrics.seeding.specification.commits import FIX, FIX_ANY, NEXT, NEXT_ANY
from apps.metrics.seeding.specification.titles import CONFIGURATION, DEPENDENCIES, REMOVAL, SCHEMA
from apps.metrics.seeding.specification.usual_work import CHECK_NAMES, LABELS_BY_KIND
from tests.rings import sampled

KIND_BANDS = {
    "feature": (0.32, 0.38),
    "fix": (0.27, 0.33),
    "performance": (0.06, 0.10),
    "refactor": (0.09, 0.14),
    "test": (0.05, 0.09),
    "docs": (0.03, 0.06),
    "chore": (0.03, 0.06),
}
CATEGORIES = ("backend", "frontend", "test", "config", "docs")

# Double blanks, slots left open, a word said twice in a row, a full stop at the end, an address or a mention.
FAULTS = re.compile(r"  |[{}]|\b(\w+) \1\b|[.?!]$|@|^\s|\s$", re.IGNORECASE)
WRONG_ARTICLE = re.compile(r"\ba [aeio]\w|\ban [bcdfgjklmnpqrstvwz]\w", re.IGNORECASE)

by_name = pytest.mark.parametrize("repository", REPOSITORIES, ids=lambda repository: repository.name)


@pytest.fixture(scope="module")
def space():
    """Every change and every backlog summary, by repository."""
    return {
        repository.name: [
            (repository.change(index), backlog_summary(repository, index)) for index in range(repository.size)
        ]
        for repository in REPOSITORIES
    }


def paths_of(repository):
    """Pairs of path and category."""
    for area in repository.areas:
        yield from ((path, "backend") for path in area.backend_paths)
        yield from ((path, "frontend") for path in area.frontend_paths)
        yield from ((path, "test") for path in area.test_paths)
    yield from ((path, "config") for path in (*repository.config_paths, repository.manifest, repository.lock))
    yield from ((path, "docs") for path in repository.docs_paths)


def every_wording(write):
    """All texts that `write(pick)` can give, one for each element it may pick."""
    texts, position, options = [], 0, 1
    while position < options:

        def pick(sequence, position=position):
            nonlocal options
            options = len(sequence)
            return sequence[position]

        texts.append(write(pick))
        position += 1
    return texts


def one_change_per_kind_and_subject(changes):
    return list({(change.kind, change.subject): change for change, _ in changes}.values())


def faults_in(texts):
    return [text for text in texts if FAULTS.search(text)]


def test_titles_are_distinct_over_all_repositories(space):
    titles = [change.title for change, _ in chain.from_iterable(space.values())]

    assert len(set(titles)) == len(titles)
    assert len(titles) == sum(repository.size for repository in REPOSITORIES)


@by_name
def test_repository_is_large_enough(repository):
    assert min(len(repository.indexes_of(area.name)) for area in repository.areas) >= 1_700
    assert 2 <= len(repository.areas) <= 4


@pytest.mark.parametrize("repository", sampled(REPOSITORIES, every=5), ids=lambda repository: repository.name)
def test_every_change_has_six_variants_that_no_other_has(repository):
    indexes = repository.indexes_of(repository.areas[0].name)
    variants = [repository.variant(index, number) for index in indexes for number in range(7)]

    assert repository.variant(3, 0) == repository.change(3)
    for texts in ([change.title for change in variants], [change.summary for change in variants]):
        assert len(set(texts)) == len(variants)
        assert faults_in(texts) == []
        assert max(map(len, texts)) <= 140


def test_work_past_the_last_variant_is_another_part():
    repository = REPOSITORIES[0]
    change = repository.change(3)

    variants = [repository.variant(3, number) for number in range(80)]

    assert len({each.title for each in variants}) == len({each.summary for each in variants}) == 80
    assert variants[-1].title.startswith(f"{change.title}, part ")
    assert variants[-1].summary.startswith(f"{change.summary}, part ")


@by_name
def test_change_refuses_an_index_outside_the_space(repository):
    with pytest.raises(IndexError, match=f"has changes 0 to {repository.size - 1}, not {repository.size}"):
        repository.change(repository.size)
    with pytest.raises(IndexError, match="not -1"):
        repository.change(-1)


@by_name
def test_title_is_a_clean_line_of_readable_length(repository, space):
    titles = [change.title for change, _ in space[repository.name]]

    assert [title for title in titles if not 20 <= len(title) <= 90] == []
    assert faults_in(titles) == []
    assert [title for title in titles if not title[0].isupper()] == []


@by_name
def test_title_names_its_subject(repository, space):
    plurals = {subject.name: subject.plural for area in repository.areas for subject in area.subjects}

    strays = [
        change.title
        for change, _ in space[repository.name]
        if change.subject not in change.title and plurals[change.subject] not in change.title
    ]

    assert strays == []


@by_name
def test_articles_agree_with_the_word_that_follows(repository, space):
    texts = chain.from_iterable((change.title, change.summary, backlog) for change, backlog in space[repository.name])

    assert [text for text in texts if WRONG_ARTICLE.search(text)] == []


@by_name
def test_summaries_are_clean_lines_of_their_own(repository, space):
    changes = [change for change, _ in space[repository.name]]

    assert [change.title for change in changes if change.summary == change.title] == []
    assert faults_in(change.summary for change in changes) == []
    assert max(len(change.summary) for change in changes) <= 140


def test_summaries_never_equal_a_title_or_a_backlog_summary(space):
    changes = list(chain.from_iterable(space.values()))
    titles = {change.title for change, _ in changes}
    summaries = {change.summary for change, _ in changes}
    backlog = {text for _, text in changes}

    assert len(summaries) == len(backlog) == len(titles)
    assert titles & summaries == set()
    assert titles & backlog == set()
    assert summaries & backlog == set()


@by_name
def test_backlog_summary_is_a_clean_line(repository, space):
    texts = [text for _, text in space[repository.name]]

    assert faults_in(texts) == []
    assert max(map(len, texts)) <= 140


@by_name
def test_kinds_are_mixed_like_in_life(repository, space):
    counts = Counter(change.kind for change, _ in space[repository.name])

    shares = {kind: counts[kind] / repository.size for kind in counts}

    assert {
        kind: share for kind, share in shares.items() if not KIND_BANDS[kind][0] <= share <= KIND_BANDS[kind][1]
    } == {}
    assert set(shares) == set(KIND_BANDS)


def test_subjects_are_disjoint_between_repositories():
    names = [subject.name for repository in REPOSITORIES for area in repository.areas for subject in area.subjects]

    assert [name for name, count in Counter(names).items() if count > 1] == []


@by_name
def test_slots_hold_distinct_phrases(repository):
    for area in repository.areas:
        assert len(set(area.cases)) == len(area.cases)
        assert len(set(area.moments)) == len(area.moments)
        assert all(case.startswith("for ") for case in area.cases)
        for subject in area.subjects:
            assert subject.type in GROUPS
            assert len(set(subject.parts)) == len(subject.parts)


@by_name
def test_calculation_is_not_said_to_apply_to_its_own_part(repository):
    for area in repository.areas:
        cases = {case.removeprefix("for ") for case in area.cases}
        for subject in area.subjects:
            if subject.type in ("calculation", "decision"):
                assert cases & set(subject.parts) == set(), subject.name


@by_name
def test_paths_are_unique_and_show_their_category(repository):
    paths = list(paths_of(repository))

    assert [path for path, count in Counter(path for path, _ in paths).items() if count > 1] == []
    assert [(path, category) for path, category in paths if file_category(path) != category] == []


@by_name
def test_paths_are_plentiful(repository):
    assert len(repository.config_paths) >= 8
    assert len(repository.docs_paths) >= 10
    for area in repository.areas:
        assert min(len(area.backend_paths), len(area.frontend_paths), len(area.test_paths)) >= 8


@by_name
@pytest.mark.parametrize("write", [next_commit_message, fix_commit_message], ids=lambda write: write.__name__)
def test_every_wording_without_a_file_is_filled(repository, space, write):
    for change in one_change_per_kind_and_subject(space[repository.name]):
        texts = every_wording(lambda pick, change=change: write(change, pick))

        assert len(set(texts)) == len(texts) > 5
        assert [text for text in texts if re.search(r"  |[{}@]|\b(\w+) \1\b", text) or not text[0].isupper()] == []


@by_name
def test_commit_messages_have_a_short_first_line(repository, space):
    for change in one_change_per_kind_and_subject(space[repository.name]):
        for write in (next_commit_message, fix_commit_message):
            texts = every_wording(lambda pick, change=change, write=write: write(change, pick))

            assert [text for text in texts if len(text) > 72 or text.endswith(".")] == []


@by_name
def test_first_commit_message_stays_close_to_the_title(repository, space):
    for change, _ in space[repository.name]:
        for text in every_wording(lambda pick, change=change: first_commit_message(change, pick)):
            subject_line, _, body = text.partition("\n\n")

            assert len(subject_line) <= 72, text
            assert (body or subject_line).rstrip(".").lower().endswith(change.title.lower())


@by_name
@pytest.mark.parametrize(
    "write",
    [
        change_request_comment,
        remark_comment,
        author_reply,
        author_refusal,
        approval_text,
        objection_text,
        follow_up_comment,
    ],
    ids=lambda write: write.__name__,
)
def test_every_wording_about_a_file_is_filled(repository, space, write):
    one_path_per_sort = {(category, path.rpartition(".")[2]): path for path, category in paths_of(repository)}

    assert {category for category, _ in one_path_per_sort} == set(CATEGORIES)
    for change in one_change_per_kind_and_subject(space[repository.name]):
        for path in one_path_per_sort.values():
            texts = every_wording(lambda pick, change=change, path=path: write(change, path, pick))

            assert len(set(texts)) == len(texts) >= 5
            assert [text for text in texts if re.search(r"  |[{}@]|\b(\w+) \1\b", text)] == []


def test_wordings_are_plentiful_and_distinct():
    pools = {
        "requests": (40, [*chain(*REQUESTS_BY_CATEGORY.values(), *REQUESTS_BY_KIND.values())]),
        "remarks": (40, [*chain(*REMARKS_BY_CATEGORY.values(), *REMARKS_BY_KIND.values())]),
        "replies": (30, [*REPLIES_ANY, *chain(*REPLIES.values())]),
        "refusals": (25, REFUSALS),
        "approvals": (25, [*APPROVALS_ANY, *chain(*APPROVALS.values())]),
        "objections": (15, [*OBJECTIONS_ANY, *chain(*OBJECTIONS.values())]),
        "follow-ups": (25, FOLLOW_UPS),
        "next commits": (30, [*NEXT_ANY, *chain(*NEXT.values())]),
        "fix commits": (30, [*FIX_ANY, *chain(*FIX.values())]),
    }

    for name, (least, wordings) in pools.items():
        assert len(set(wordings)) == len(wordings) >= least, name


def test_labels_and_checks_cover_what_is_usual():
    assert set(LABELS_BY_KIND) == set(KIND_BANDS)
    assert all(LABELS_BY_KIND.values())
    assert 8 <= len(set(CHECK_NAMES)) == len(CHECK_NAMES) <= 12


def test_no_sentence_is_part_of_two_wordings():
    """Within a pull request no wording is used twice, so no sentence comes twice either."""
    wordings = [
        *chain(*REQUESTS_BY_CATEGORY.values(), *REQUESTS_BY_KIND.values()),
        *chain(*REMARKS_BY_CATEGORY.values(), *REMARKS_BY_KIND.values()),
        *chain(REPLIES_ANY, *REPLIES.values(), REFUSALS, FOLLOW_UPS),
        *chain(APPROVALS_ANY, *APPROVALS.values(), OBJECTIONS_ANY, *OBJECTIONS.values()),
    ]
    sentences = Counter(sentence for wording in wordings for sentence in re.split(r"(?<=[.!?]) +", wording))

    assert [each for each, count in sentences.items() if count > 1 and each.count(" ") >= 3] == []


def test_marks_of_the_patterns_are_those_that_the_proof_knows(space):
    """What touches the schema and so on is told by title to the proof, and by marks to planning."""
    told = {"schema": SCHEMA, "dependencies": DEPENDENCIES, "configuration": CONFIGURATION}

    wrong = [
        change.title
        for change, _ in chain.from_iterable(space.values())
        if {touches for touches, words in told.items() if re.match(words, change.title)} != {change.touches} & set(told)
        or (change.touches == "removal" and not re.match(REMOVAL, change.title))
    ]

    assert wrong == []
