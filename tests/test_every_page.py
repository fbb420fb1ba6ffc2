"""Every page, as it is seen by those who may see it: it opens, and its words are a reader's."""

import re
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from apps.accounts.models import User
from apps.metrics.seeding.scenarios import BaselineScenario, DetectiveGameScenario
from apps.notices.seeding.scenarios import LibraryNoticesScenario
from apps.projects.seeding.scenarios import SoftwareHouseScenario
from apps.tenants.seeding.scenarios import TenantConversationsScenario
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from tests.visible_text import mistakes_in, read_page

pytestmark = pytest.mark.check

ANCHOR = midnight(date(2026, 3, 12))
LEFT_OUT = re.compile(r"^/(admin|api|static|logout|notices/files/.)")
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d|\d+")
OF_A_KIND = 2
"""The number of pages of one kind that are opened."""


@pytest.fixture
def everything(db, settings):
    settings.DEBUG = True
    for scenario in (BaselineScenario, DetectiveGameScenario):
        run(Request(scenario(), 42, ANCHOR, {"no_github": True}))
    call_command("import_legacy_data", as_of="2026-03-12", verbosity=0)
    run(Request(SoftwareHouseScenario(), 42, ANCHOR, {"projects": 2, "issues_per_project": 50}))
    run(Request(TenantConversationsScenario(), 42, ANCHOR, {}))
    run(Request(LibraryNoticesScenario(), 42, ANCHOR, {}))
    return {"owner": User.objects.get(username="owner"), "ada": User.objects.create_superuser("ada")}


def crawl(client, start):
    """Each page that links lead to, as far as it is of a new kind: its address, status and HTML."""
    waiting, known, kinds = [start], {start}, Counter()
    while waiting:
        address = waiting.pop(0)
        response = client.get(address, follow=True)
        html = response.content.decode() if "html" in response["Content-Type"] else ""
        yield address, response.status_code, html
        for link in read_page(html)[1]:
            path = link.partition("#")[0]
            kind = KEY.sub("N", path)
            if path.startswith("/") and path not in known and not LEFT_OUT.match(path) and kinds[kind] < OF_A_KIND:
                known.add(path)
                kinds[kind] += 1
                waiting.append(path)


REFUSED = {"ada": {}, "owner": {"/notices/": 403, "/tenants/": 403}}
"""The pages that links lead to and that are for people of another role."""


@pytest.mark.parametrize("name", REFUSED)
def test_page_opens_and_has_no_keys_iso_dates_raw_hours_or_lonely_percent_signs(client, everything, name):
    client.force_login(everything[name])

    opened = list(crawl(client, "/"))

    assert {address: status for address, status, _ in opened if status != 200} == REFUSED[name]
    assert len(opened) > 40
    found = {(what, line): address for address, _, html in opened for what, line in mistakes_in(read_page(html)[0])}
    assert found == {}
