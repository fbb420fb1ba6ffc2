"""What the issues of a project are, apart from what becomes of them: number, kind, title, parent, links.

All this is decided issue by issue, looking back only: one more issue changes none of those before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from apps.projects.seeding.planning import quota
from apps.projects.seeding.planning.cast import Cast
from apps.projects.seeding.planning.titles import Subject, Subjects, repeated
from apps.projects.seeding.specification import workflow
from apps.projects.seeding.specification.products.product import Area, Product
from apps.projects.seeding.specification.shares import LINK_KINDS
from apps.projects.seeding.specification.workflow import ESTIMATES, POINTED
from seedplot.streams import DeterministicRandom

PLAIN_KINDS = ("story", "task", "bug", "improvement")
HOST_KINDS = ("story", "task", "bug")
HALF_HOUR = Decimal("0.5")
POINTS = dict(zip(workflow.POINTS, (2, 4, 5, 5, 3, 1), strict=True))
"""The points of the scale with their weights."""
PRIORITIES = {
    "bug": {"P1": 3, "P2": 5, "P3": 4, "P4": 1},
    "epic": {"P1": 1, "P2": 5, "P3": 3},
    "sub_task": {"P2": 1, "P3": 3, "P4": 2},
}
USUAL_PRIORITIES = {"P1": 1, "P2": 4, "P3": 8, "P4": 3}


@dataclass(eq=False)
class IssueSpec:
    """An issue before its life. `parent` is its epic or, for a sub-task, the issue that hosts it."""

    number: int
    kind: str
    area: Area
    subject: Subject
    stream: DeterministicRandom
    title: str
    reporter: str
    priority: str
    points: int | None
    estimate: Decimal | None
    parent: IssueSpec | None = None
    children: list[IssueSpec] = field(default_factory=list)
    twin_of: IssueSpec | None = None
    """The issue that this one reports a second time."""
    is_linked: bool = False

    @property
    def has_sub_task(self) -> bool:
        return any(child.kind == "sub_task" for child in self.children)


@dataclass(frozen=True)
class Link:
    """Two issues that have to do with each other; which is the source depends on what becomes of them."""

    number: int
    kind: str
    newer: IssueSpec
    older: IssueSpec
    stream: DeterministicRandom


@dataclass(frozen=True)
class Backlog:
    specs: Sequence[IssueSpec]
    links: Sequence[Link]


def plan_backlog(rng: DeterministicRandom, product: Product, cast: Cast, count: int) -> Backlog:
    """The issues 1 to count, and the links between them."""
    writer = _Writer(rng, product, cast, quota.kinds(count + 1))
    for number in range(1, count + 1):
        writer.write(number)
    return Backlog(writer.specs, [link for link in writer.links if last_number(link.number) <= count])


def last_number(turn: int) -> int:
    """The number of issues from which on there is a link more; it belongs to one of the ten issues up to that."""
    return 10 * turn + 5


class _Writer:
    def __init__(self, rng: DeterministicRandom, product: Product, cast: Cast, kinds: Sequence[str]) -> None:
        self.specs: list[IssueSpec] = []
        self.links: list[Link] = []
        self._rng, self._cast, self._kinds = rng, cast, kinds
        self._subjects = Subjects(rng, product)
        self._areas = rng.at("areas").shuffle(product.areas)
        self._epics: list[IssueSpec] = []
        turn = rng.at("link kinds").below(len(LINK_KINDS))
        self._link_kinds = LINK_KINDS[turn:] + LINK_KINDS[:turn]

    def write(self, number: int) -> None:
        kind = self._kinds[number - 1]
        stream = self._rng.at("issue", number)
        parent = self._host(stream) if kind == "sub_task" else None
        area = parent.area if parent else self._area(stream, number, kind)
        if kind in PLAIN_KINDS:
            parent = next((epic for epic in reversed(self._epics) if epic.area is area), None)
        linked = self._partner(number, kind, area)
        twin_of = linked[1] if linked and linked[0] == "duplicates" else None
        if twin_of is not None:
            area, parent = twin_of.area, twin_of.parent
        subject = twin_of.subject if twin_of else self._subjects.next(stream, kind, area)
        spec = IssueSpec(
            number=number,
            kind=kind,
            area=area,
            subject=subject,
            stream=stream,
            title=repeated(subject) if twin_of else subject.title,
            reporter=self._cast.reporter(stream.at("reporter"), kind),
            priority=stream.at("priority").weighted_choice(PRIORITIES.get(kind, USUAL_PRIORITIES)),
            points=stream.at("points").weighted_choice(POINTS) if kind in POINTED else None,
            estimate=stream.at("estimate").randint(*ESTIMATES) * HALF_HOUR if kind == "task" else None,
            parent=parent,
            twin_of=twin_of,
        )
        if parent is not None:
            parent.children.append(spec)
        if linked is not None:
            self._link(spec, *linked)
        if kind == "epic":
            self._epics.append(spec)
        self.specs.append(spec)

    def _area(self, stream: DeterministicRandom, number: int, kind: str) -> Area:
        """An epic takes the area of the issue before it, which was chosen for that; its first child follows at once."""
        if kind == "epic":
            return self.specs[-1].area
        left = {place: self._subjects.left(kind, area) for place, area in enumerate(self._areas)}
        if self._kinds[number] == "epic":
            taken = {epic.area.name for epic in self._epics[-len(self._areas) + 1 :]}
            free = [area for place, area in enumerate(self._areas) if area.name not in taken and left[place]]
            return (free or [self._areas[len(self._epics) % len(self._areas)]])[0]
        if self._epics and not self._epics[-1].children and left[self._areas.index(self._epics[-1].area)]:
            return self._epics[-1].area
        # An area is the likelier the more of its texts are left, so that all are told before any is widened.
        if not any(left.values()):
            left = dict.fromkeys(left, 1)
        return self._areas[stream.at("area").weighted_choice(left)]

    def _host(self, stream: DeterministicRandom) -> IssueSpec:
        """A sub-task belongs to one of the issues shortly before it that has none yet."""
        free = [spec for spec in self.specs if spec.kind in HOST_KINDS and not spec.has_sub_task and not spec.twin_of]
        return stream.at("host").choice(free[-8:])

    def _partner(self, number: int, kind: str, area: Area) -> tuple[str, IssueSpec] | None:
        """If the issue is to be linked to an older one: the kind of the link, and that one."""
        turn = (number + 4) // 10
        link_kind = self._link_kinds[turn % len(self._link_kinds)]
        if number != self._newer(turn, link_kind):
            return None
        same = [spec for spec in self.specs if spec.kind in (PLAIN_KINDS if link_kind != "duplicates" else (kind,))]
        repeated = {spec.twin_of for spec in same}
        same = [spec for spec in same if not spec.twin_of and spec not in repeated]
        free = [spec for spec in same if not spec.is_linked] or same
        near = [spec for spec in free if spec.area is area] or free
        return link_kind, self._rng.at("link", turn, "partner").choice(near[-6:])

    def _newer(self, turn: int, link_kind: str) -> int:
        """The number of the issue that brings the link of that turn: one of ten, such that an older one suits it."""
        kinds = quota.kinds(last_number(turn) + 1)
        fitting = ("story", "bug") if link_kind == "duplicates" else PLAIN_KINDS
        candidates = [
            number
            for number in range(max(2, last_number(turn) - 9), last_number(turn) + 1)
            if kinds[number - 1] in fitting and (link_kind != "duplicates" or self._can_repeat(kinds, number))
        ]
        return self._rng.at("link", turn, "newer").choice(candidates)

    def _can_repeat(self, kinds: Sequence[str], number: int) -> bool:
        """Whether there is something to repeat, and no epic that follows and needs an area of its own."""
        return kinds[number - 1] in kinds[: number - 1] and kinds[number] != "epic"

    def _link(self, spec: IssueSpec, kind: str, older: IssueSpec) -> None:
        spec.is_linked = older.is_linked = True
        number = len(self.links)
        self.links.append(Link(number, kind, spec, older, self._rng.at("link", number)))
