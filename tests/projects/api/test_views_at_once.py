"""People who ask at the same moment: nobody gets another one's number, and nobody fills a column beyond its limit."""

import json

import pytest

PROGRAM = """
    import json
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier
    from django.db import connection
    from rest_framework.test import APIClient
    from apps.projects.models import BoardColumn, Issue, IssueLink, Sprint
    from tests.builders.scrum import build_scrum

    scrum = build_scrum()
    PEOPLE = 6

    def at_once(asks):
        barrier = Barrier(len(asks))

        def ask(method, address, body):
            client = APIClient(SERVER_NAME="localhost")
            client.force_authenticate(scrum.ada)
            barrier.wait()
            try:
                return getattr(client, method)(f"/api/projects/{address}", body, format="json").status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(len(asks)) as pool:
            return sorted(pool.map(lambda each: ask(*each), asks))

    found = {}
    body = {"project": str(scrum.project.pk), "title": "At once"}
    found["created"] = at_once([("post", "issues/", body)] * PEOPLE)
    found["keys"] = sorted(Issue.objects.values_list("key", flat=True))

    BoardColumn.objects.filter(pk=scrum.columns["In Progress"].pk).update(max_wip=2)
    column = {"column": str(scrum.columns["In Progress"].pk)}
    board = f"boards/{scrum.board.pk}/"
    found["moved"] = at_once([("patch", f"{board}issues/{each.pk}/move/", column) for each in Issue.objects.all()])
    found["held"] = scrum.columns["In Progress"].issue_count

    sprints = [scrum.add_sprint(number) for number in range(1, 4)]
    for sprint, issue in zip(sprints, Issue.objects.all()):
        Issue.objects.filter(pk=issue.pk).update(sprint=sprint)
    found["started"] = at_once([("post", f"sprints/{sprint.pk}/start/", {}) for sprint in sprints])
    found["active"] = Sprint.objects.filter(status="active").count()

    one, other = Issue.objects.all()[:2]
    there = ("post", f"issues/{one.pk}/links/", {"target_issue": str(other.pk), "link_type": "blocks"})
    back = ("post", f"issues/{other.pk}/links/", {"target_issue": str(one.pk), "link_type": "blocked_by"})
    found["linked"] = at_once([there, back, there, back])
    found["links"] = IssueLink.objects.count()
    status = {"workflow_status": str(scrum.statuses["Done"].pk)}
    found["columns"] = at_once([("post", f"{board}columns/", status)] * PEOPLE)
    print(json.dumps(found))
"""


@pytest.mark.check
def test_requests_at_once_are_answered_one_after_the_other(run_program, postgres_garden_url, tmp_path):
    finished = run_program(
        PROGRAM,
        DATABASE_URL=postgres_garden_url,
        DEBUG="0",
        SECRET_KEY="k",
        ALLOWED_HOSTS="localhost",
        STATIC_ROOT=str(tmp_path),
    )

    assert finished.stdout, finished.stderr[-2000:]
    assert json.loads(finished.stdout) == {
        "created": [201] * 6,
        "keys": ["1", "2", "3", "4", "5", "6"],
        "moved": [200, 200, 400, 400, 400, 400],
        "held": 2,
        "started": [200, 400, 400],
        "active": 1,
        "linked": [201, 400, 400, 400],
        "links": 2,
        "columns": [201] * 6,
    }
