"""The rows that the imports wrote and those that they found in place, with the files as a run's record keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from apps.accounts.models import User
from apps.tickets.models import LogEntry, MachineInstance, MachineModel, Maintainer
from apps.tickets.seeding.rows.names import MachineBook, PeopleBook
from apps.tickets.seeding.rows.others import earlier_than_the_run
from seedplot.engine.run_rows import RunRows

T = TypeVar("T")


class RosterRows:
    """The people of the roster: the users and maintainers that are new, and the maintainers that there are."""

    def __init__(self, run: RunRows) -> None:
        self._run = run
        self.sources: Mapping[str, Any] = run.sources

    @cached_property
    def new_users(self) -> Sequence[User]:
        return list(self._run.rows(User).order_by("pk"))

    @cached_property
    def new_maintainers(self) -> Sequence[Maintainer]:
        return list(self._run.rows(Maintainer).select_related("user").order_by("pk"))

    @cached_property
    def usernames(self) -> frozenset[str]:
        """Those of all maintainers."""
        maintainers = Maintainer.objects.using(self._run.using)
        return frozenset(maintainers.values_list("user__username", flat=True))


class MachineRows:
    """The museum's machines: the models and instances that are new, and those that there are."""

    def __init__(self, run: RunRows) -> None:
        self._run = run
        self.models: Sequence[MachineModel] = list(MachineModel.objects.using(run.using).order_by("pk"))

    @cached_property
    def new_models(self) -> Sequence[MachineModel]:
        return list(self._run.rows(MachineModel).order_by("pk"))

    @cached_property
    def new_instances(self) -> Sequence[MachineInstance]:
        return list(self._run.rows(MachineInstance).order_by("pk").select_related("model"))

    @cached_property
    def models_of_instances(self) -> Sequence[tuple[int, int]]:
        """The key of each instance and of its model, oldest first."""
        instances = MachineInstance.objects.using(self._run.using).order_by("pk")
        return list(instances.values_list("pk", "model_id"))

    def value(self, row: Model, column: str) -> Any:
        """The column as the run wrote it: a story may have set another value since."""
        return self._run.replaced.get((row._meta.label, str(row.pk), column), getattr(row, column))


class BookRows:
    """The two legacy books: what came of them, and the machines, people and records that there were before."""

    def __init__(self, run: RunRows) -> None:
        self._run = run
        self.sources: Mapping[str, Any] = run.sources
        self._results: dict[Any, Any] = {}

    @cached_property
    def machines(self) -> MachineBook:
        """The machines that were there when the run began."""
        return MachineBook(self._known(MachineInstance).select_related("model"))

    @cached_property
    def people(self) -> PeopleBook:
        """The maintainers who were there when the run began."""
        return PeopleBook(self._known(Maintainer).select_related("user"))

    def new(self, model: type[Model]) -> QuerySet[Any]:
        """The rows that the run wrote, in their order."""
        return self._run.rows(model).order_by("pk")

    def before(self, model: type[Model]) -> QuerySet[Any]:
        """The rows that were there before the run wrote its first."""
        return model._base_manager.using(self._run.using).filter(earlier_than_the_run(self._run, model))

    def people_on(self, entries: Sequence[int]) -> dict[int, set[int]]:
        """The keys of the maintainers on each of these entries."""
        links: dict[int, set[int]] = {}
        through = LogEntry.maintainers.through._base_manager.using(self._run.using)
        for entry, person in through.filter(logentry__in=entries).values_list("logentry_id", "maintainer_id"):
            links.setdefault(entry, set()).add(person)
        return links

    def once(self, work: Callable[[BookRows], T]) -> T:
        """The result of that function of the books, worked out once."""
        if work not in self._results:
            self._results[work] = work(self)
        result: T = self._results[work]
        return result

    def _known(self, model: type[Model]) -> Any:
        """The rows of a model up to the newest that the run's record names; later ones are unknown to it."""
        newest = max((int(key) for key in self._run.world.get(model._meta.label, {})), default=0)
        return model._base_manager.using(self._run.using).filter(pk__lte=newest)
