"""A story planned and measured in memory: every promise, without a database."""

from collections import defaultdict
from datetime import UTC, datetime

from django.apps import apps

from seedplot.context import context_of
from seedplot.engine.compiled.reading import light_class
from seedplot.engine.run_rows import Block, RunRows
from seedplot.options import identity_of
from seedplot.plan import Row, World
from seedplot.promises import claims, verify


def measured(scenario, *, seed, anchor, **options):
    """The findings of all promises in the rows of the scenario's teams, and the number of rows by model."""
    options = {"no_github": True, **options}
    context = context_of(scenario, seed, anchor, options, World())
    source = _Memory()
    blocks = []
    for shard in scenario.shards(context.options):
        by_label = defaultdict(list)
        for row in scenario.plan(context, shard):
            by_label[row.shape.label].append(row)
        for label, rows in by_label.items():
            first = source.keep(label, rows)
            blocks.append(Block(shard.name, label, 0, len(rows), first))
    rows = RunRows(blocks, "default", options=identity_of(scenario, options), source=source)
    found = []
    for part, subject in scenario.subjects(rows, anchor):
        found += verify(claims(scenario.promises, scenario.moves), part, subject)
    return found, rows.counts


def broken(scenario, **request):
    """The promises that the rows break, as a report says them; empty if all are kept."""
    return [str(finding) for finding in measured(scenario, **request)[0] if not finding.kept]


class _Memory:
    """Planned rows under keys of their own, read as a proof reads them from the database."""

    def __init__(self):
        self._light = {}
        self._keys = {}
        self._next = defaultdict(lambda: 1)

    def keep(self, label, rows):
        """Number the rows, and return the first key."""
        first = self._next[label]
        self._next[label] += len(rows)
        model = apps.get_model(label)
        made = light_class(label, (model._meta.pk.attname, *(field.attname for field in rows[0].shape.fields)))
        for key, row in enumerate(rows, first):
            self._keys[row] = key
            self._light[label, key] = tuple.__new__(made, (key, *(self._value(each) for each in row.columns)))
        return first

    def light_rows(self, block):
        return [self._light[block.label, key] for key in block.every_key]

    def _value(self, value):
        if isinstance(value, Row):
            return self._keys[value]
        return value.astimezone(UTC) if isinstance(value, datetime) else value
