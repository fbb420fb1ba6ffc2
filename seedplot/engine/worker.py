"""The work of one worker process: plan a shard of a recorded run and write it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

_setting_up = Lock()


@dataclass(frozen=True)
class ShardJob:
    """A shard to be written, as it travels to a worker."""

    settings: str
    using: str
    run: int
    started_at: datetime
    """Tells the run from one of the same number in another database."""
    shard: str
    batch_size: int


def write_shard(job: ShardJob) -> str:
    """Plan one shard and write it, in one transaction, unless that is done already; its name. Run by workers."""
    set_up_django(job.settings)
    # Models can be imported only now.
    from seedplot.engine.shard_transactions import write_one

    write_one(job)
    return job.shard


def set_up_django(settings: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    import django
    from django.apps import apps

    with _setting_up:
        if not apps.ready:
            django.setup()
