"""Django's admin in a real browser, in its theme."""

import pytest

from apps.accounts.models import User
from apps.metrics.factories import PullRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_admin_opens_with_list_filters_and_search(visit):
    User.objects.create_superuser("ada", "ada@example.com", "a good password")
    PullRequestFactory.create(title="Cache the price lookup")
    visit.log_in("ada", "a good password")

    index = visit.open("/admin/").locator("body").inner_text()
    page = visit.open("/admin/metrics/pullrequest/?q=price")

    assert "Pull requests" in index
    assert page.get_by_role("link", name="Cache the price lookup").count() == 1
    assert visit.troubles == []
