"""The records of the engine: runs, their blocks of rows, changed values and findings; and the mark of a database."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from seedplot.clock import project_zone


class SeedRun(models.Model):
    """One run of a scenario, a legacy seeding or an import."""

    class Status(models.TextChoices):
        RUNNING = "running"
        COMPLETE = "complete"

    kind = models.CharField(max_length=20, default="scenario")
    scenario = models.CharField(max_length=100)
    domain = models.CharField(max_length=100)
    exclusive_key = models.CharField(
        max_length=200, unique=True, help_text="What no two runs can share, such as a scenario's team."
    )
    options = models.JSONField(default=dict, help_text="The options that decided the rows.")
    seed = models.BigIntegerField()
    anchor = models.DateTimeField(help_text='Where "now" was for the run.')
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.RUNNING)
    fingerprint = models.CharField(max_length=64, blank=True)
    row_count = models.PositiveBigIntegerField(default=0)
    world = models.JSONField(default=dict, help_text="Planned names of rows that were there before, by model and key.")
    world_columns = models.JSONField(default=list, help_text="What the plan may read of those rows, by planned name.")
    sources = models.JSONField(default=dict, help_text="What the plan took from outside the database, by name.")
    facts = models.JSONField(
        default=dict, help_text="What tells the run's rows from others once the scenario's code is gone."
    )
    proven_at = models.DateTimeField(null=True, help_text="The moment of the last proof, whose findings are kept.")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    @property
    def using(self) -> str:
        """The database that the run is in."""
        return self._state.db or "default"

    def __str__(self) -> str:
        day = timezone.localtime(self.anchor, project_zone()).date()
        return f"{self.scenario}, seed {self.seed}, as of {day} (run {self.pk})"


class SeedShard(models.Model):
    """A shard that is written, of a run whose shards have a transaction each."""

    run = models.ForeignKey(SeedRun, on_delete=models.CASCADE, related_name="shards")
    name = models.CharField(max_length=100)
    row_count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="shard_written_once")]

    def __str__(self) -> str:
        return f"{self.name} of run {self.run_id}"


class SeedBlocks(models.QuerySet["SeedBlock"]):
    def holding(self, label: str, key: int) -> Self:
        """The ranges that hold that key of the model.

        A sum leads to them: MySQL takes the difference of a key and a count for unsigned, and fails below 0.
        """
        beyond = models.F("first_key") + models.F("count")
        return self.filter(model=label, first_key__lte=key).alias(beyond=beyond).filter(beyond__gt=key)


class SeedBlock(models.Model):
    """Rows of one model that follow each other in one shard's plan: a range of keys, or the keys themselves."""

    run = models.ForeignKey(SeedRun, on_delete=models.CASCADE, related_name="blocks")
    shard = models.CharField(max_length=100)
    model = models.CharField(max_length=200, help_text="Label of the model, such as metrics.PullRequest.")
    start = models.PositiveBigIntegerField(help_text="Position of the first row among the shard's rows of the model.")
    count = models.PositiveBigIntegerField()
    first_key = models.BigIntegerField(null=True)
    keys = models.JSONField(null=True, help_text="The keys, where the model does not number its rows.")
    digests = models.BinaryField(null=True, help_text="The first 8 bytes of each row's hash, as it was proven.")

    objects = SeedBlocks.as_manager()

    def __str__(self) -> str:
        return f"{self.count} of {self.model} in {self.shard}"


class SeedChange(models.Model):
    """A column of a row of the world that a run set, with the value it had."""

    run = models.ForeignKey(SeedRun, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200, help_text="The row's name in the plan.")
    column = models.CharField(max_length=100)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.model} {self.name}: {self.column}"


class SeedFinding(models.Model):
    """The result of a run's last proof for one promise in one part of the story."""

    run = models.ForeignKey(SeedRun, on_delete=models.CASCADE, related_name="findings")
    promise = models.CharField(max_length=100, help_text="Id of the promise, such as metrics.P101.")
    part = models.CharField(max_length=100, blank=True, help_text="The part of the story, such as a team.")
    expected = models.TextField()
    observed = models.TextField()
    kept = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.promise} {'kept' if self.kept else 'broken'}"


class SeedPermission(models.Model):
    """The mark of a database that may be seeded, although it is on another machine and holds rows of others."""

    given_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"may be seeded, since {timezone.localtime(self.given_at, project_zone()):%Y-%m-%d}"
