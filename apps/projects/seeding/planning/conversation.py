"""Comments on the issues: each belongs to something that happens to its issue at that moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.projects.seeding.planning import quota
from apps.projects.seeding.planning.cast import Cast
from apps.projects.seeding.planning.course import Course
from apps.projects.seeding.planning.issue_specs import IssueSpec
from apps.projects.seeding.planning.links import PlannedLink
from apps.projects.seeding.planning.lives import History, Life
from apps.projects.seeding.planning.office import Timeline
from apps.projects.seeding.planning.speaking import Beat, Speaker
from apps.projects.seeding.specification.products.product import Product
from seedplot.quotas import allot, apportion, ranked
from seedplot.streams import DeterministicRandom

HOW_MANY = {1: 26, 2: 30, 3: 24, 4: 12, 5: 8}
"""Weights of the five numbers of comments, once each has one issue."""
FEW = 5
RECENT = timedelta(days=21)


@dataclass(frozen=True)
class Comment:
    spec: IssueSpec
    number: int
    author: str
    content: str
    created_at: datetime


def plan_comments(
    rng: DeterministicRandom,
    product: Product,
    course: Course,
    histories: Mapping[IssueSpec, History],
    links: Sequence[PlannedLink],
    cast: Cast,
) -> list[Comment]:
    """60% of the issues have one to five comments each, and the further an issue has come, the more."""
    specs = list(course.lives)
    order = ranked(specs, lambda spec: spec.stream.at("commented").random() - _progress(course.lives[spec]))
    talked_about = order[: quota.commented(len(specs))]
    counts = allot(
        talked_about,
        _counts(len(talked_about)),
        lambda spec: spec.stream.at("talkative").random() + _progress(course.lives[spec]),
    )
    # Where issues are few, each weighs much in what is recent: then people speak of the present.
    present = course.timeline.at(course.timeline.end) - RECENT if len(specs) <= FEW else None
    speaker = Speaker(rng, product)
    found: list[Comment] = []
    for spec, count in sorted(counts, key=lambda pair: pair[0].number):
        possible = _beats(spec, course, histories, links, cast, product)
        beats = ranked(possible, lambda beat: beat.rank + (present is not None and beat.moment < present) * 9)[:count]
        for number, beat in enumerate(sorted(beats, key=lambda beat: beat.moment)):
            content = speaker.say(spec, beat, cast.other(spec.stream.at("peer", number), beat.author))
            found.append(Comment(spec, number, beat.author, content, beat.moment))
    return found


def _progress(life: Life) -> float:
    return 0.0 if life.started is None else 0.25


def _counts(commented: int) -> dict[int, int]:
    """How many issues have one comment, two and so on; each number occurs if there are five."""
    least = 1 if commented >= len(HOW_MANY) else 0
    found = apportion(HOW_MANY, commented - least * len(HOW_MANY))
    return {count: share + least for count, share in found.items()}


def _beats(
    spec: IssueSpec,
    course: Course,
    histories: Mapping[IssueSpec, History],
    links: Sequence[PlannedLink],
    cast: Cast,
    product: Product,
) -> Iterator[Beat]:
    """All that can be spoken about in the life of an issue; five at least."""
    life = course.lives[spec]
    stream = spec.stream.at("comments")
    worker = life.assignee or cast.lead
    for what, start, end, author, weight in (
        *_while_planned(life, course.timeline, cast, stream),
        *_while_at_work(life, course.timeline, cast, stream, worker),
    ):
        beat = stream.at(what)
        place = start + (end - start) * beat.random()
        words = {"points": _points(spec), "sprint": f"Sprint {life.sprints[0]}" if life.sprints else ""}
        yield Beat(what, course.timeline.at(place), author, beat.random() / weight, words)
    for before, after in zip(life.sprints, life.sprints[1:], strict=False):
        what = "carried" if life.started is not None and life.started < before + 1 else "not begun"
        beat = stream.at("carried", before)
        moment = course.timeline.at(before + 0.975 + 0.02 * beat.random())
        words = {"sprint": f"Sprint {before}", "next": f"Sprint {after}"}
        if spec.kind != "epic":
            yield Beat(what, moment, worker, beat.random() / 3, words)
    if spec.kind != "epic":
        yield from _about_links(spec, histories, links, cast, product)


def _while_planned(
    life: Life, timeline: Timeline, cast: Cast, stream: DeterministicRandom
) -> Iterator[tuple[str, float, float, str, float]]:
    """Before anybody begins: what, from when to when, who, and how much it is worth saying."""
    spec, start = life.spec, life.created
    end = timeline.end if life.started is None else life.started
    third = (end - start) / 3
    if spec.kind != "epic":
        yield "ask", start, start + third, cast.other(stream.at("asks"), spec.reporter), 1.0
        yield "answer", start + third, end - third, spec.reporter, 0.7
    yield "scope", start + third, end - third, cast.lead, 0.6
    yield "need", start, end, cast.other(stream.at("needs"), spec.reporter), 0.6
    if spec.points is not None:
        yield "size", start + third, end, cast.lead, 0.8
    if life.sprints and life.joined is not None:
        yield "plan", life.joined, min(end, max(life.joined, life.sprints[0] - 0.01)), cast.lead, 0.7
    if life.started is None and not life.sprints:
        yield "wait", end - third, end, cast.lead, 0.8
    if spec.kind == "epic":
        yield "answer", start + third, end, spec.reporter, 0.7
        yield "ask", start, start + third, cast.other(stream.at("asks"), spec.reporter), 0.9


def _while_at_work(
    life: Life, timeline: Timeline, cast: Cast, stream: DeterministicRandom, worker: str
) -> Iterator[tuple[str, float, float, str, float]]:
    """From its beginning to some days after its end."""
    if life.started is None:
        return
    end = timeline.end if life.reviewed is None else life.reviewed
    room = end - life.started
    yield "begin", life.started, life.started + 0.2 * room, worker, 1.6
    yield "find", life.started + 0.2 * room, life.started + 0.7 * room, worker, 1.8
    yield "progress", life.started + 0.5 * room, end, worker, 1.8
    if life.reviewed is None:
        return
    end = timeline.end if life.done is None else life.done
    room = end - life.reviewed
    yield "offer", life.reviewed, life.reviewed + 0.1 * room, worker, 1.8
    yield "remark", life.reviewed + 0.1 * room, life.reviewed + 0.6 * room, cast.other(stream.at("r"), worker), 1.8
    yield "check", life.reviewed + 0.5 * room, end, cast.other(stream.at("c"), worker), 1.8
    if life.done is None:
        return
    soon = min(life.done + 0.02, timeline.end)
    yield "closed", life.done, soon, cast.other(life.spec.stream.at("reviewer"), life.assignee), 1.8
    yield "after", soon, min(life.done + 0.2, timeline.end), cast.other(stream.at("a"), worker), 0.9


def _about_links(
    spec: IssueSpec,
    histories: Mapping[IssueSpec, History],
    links: Sequence[PlannedLink],
    cast: Cast,
    product: Product,
) -> Iterator[Beat]:
    """Where an issue waits for another one that is not done yet, is close to one, or is one once more."""
    for link in links:
        if spec not in (link.source, link.target):
            continue
        other = link.target if spec is link.source else link.source
        waits = (link.kind == "blocks" and spec is link.target) or (link.kind == "depends_on" and spec is link.source)
        what = "waits" if waits else "related" if link.kind == "relates_to" else ""
        if link.kind == "duplicates" and spec is link.source:
            what = "twice"
        began = histories[spec].moment_of("In Progress")
        is_late = began is not None and began < link.created_at
        ends = histories[other].resolved_at
        if not what or (what != "related" and (is_late or (ends is not None and ends <= link.created_at))):
            continue
        words = {"key": f"{product.key}-{other.number}", "title": other.title}
        beat = link.stream.at(what, spec.number)
        moment = link.created_at + timedelta(minutes=beat.randint(1, 15))
        yield Beat(what, moment, cast.lead, beat.random() / 4, words)


def _points(spec: IssueSpec) -> str:
    return "1 point" if spec.points == 1 else f"{spec.points} points"
