"""Everything that `make demo` does with the database, in one process, so that Django starts once."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from django.core.management import call_command

from seedplot.commands import ConciseCommand

METRICS_STORIES = ("ai-success", "review-bottleneck", "baseline", "detective-game")
OTHER_STORIES = ("software-house", "tenant-conversations", "library-notices")


class Command(ConciseCommand):
    help = "Migrate the database, seed the stories of all five domains, and add an account for each role."

    def run(self, options: Mapping[str, Any]) -> None:
        using = {"database": options["database"], "stdout": self.stdout, "stderr": self.stderr}
        self.stdout.write("Preparing the database.")
        call_command("migrate", verbosity=0, **using)
        self.stdout.write("")
        call_command("seed_demo_data", scenario=METRICS_STORIES, no_github=True, verbosity=0, **using)
        self.stdout.write("")
        call_command("import_legacy_data", verbosity=0, **using)
        self.stdout.write("")
        call_command("seed_demo_data", scenario=OTHER_STORIES, verbosity=0, **using)
        using["stdout"] = StringIO()
        # The accounts first: to the guard, vectors are rows that no run wrote.
        call_command("create_demo_account", every_role=True, **using)
        call_command("sync_pinecone_vectors", mode="sync", confirm=True, **using)
