"""Everything that `save()` does beyond writing columns; the zoo has a run for each kind."""

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import post_init, post_save
from django.test.utils import isolate_apps

from apps.accounts.models import User as OwnUser
from apps.projects.models import IssueLink
from apps.tickets.models import MachineInstance
from seedplot import TimeStamped
from seedplot.engine.saving.losses import losses_of, losses_of_links
from tests.toy.models import Bed, Branch, Harvest
from tests.zoo.models import Bought, Preparing, Slugged, Team, Watched


@pytest.mark.parametrize("model", [Bed, Harvest, Permission, User, ContentType, Team])
def test_plain_models_and_those_of_django_lose_nothing(model):
    assert losses_of(model) == []


def test_models_of_the_reference_project_that_need_a_statement():
    assert losses_of(IssueLink) == ["has its own save() (apps.projects.models.links.IssueLink)"]
    assert losses_of(MachineInstance) == ["has its own save() (apps.tickets.models.machines.MachineInstance)"]
    assert losses_of(OwnUser) == ["has the field 'email' with its own pre_save() (OptionalEmailField)"]


def test_each_loss_is_named_with_its_place():
    zoo = "tests.zoo.models.saving"

    assert losses_of(Preparing) == [f"has its own __init__() ({zoo}.Preparing)"]
    assert losses_of(Watched) == [f"has a post_save receiver ({zoo}.count_watched)"]
    assert losses_of(Slugged) == ["has the field 'slug' with its own pre_save() (SlugOfNameField)"]
    assert losses_of(Bought) == ["has the field 'amount' that may set other columns (MoneyDescriptor)"]
    assert losses_of(Branch) == ["is a tree of paths, which add_root() and add_child() number"]
    assert losses_of_links(Team._meta.get_field("skills")) == [f"has a m2m_changed receiver ({zoo}.count_skills)"]


@isolate_apps("tests.toy")
def test_save_of_a_base_is_a_loss_even_below_that_of_timestamped():
    class Slugging(models.Model):
        def save(self, **options):
            super().save(**options)

        class Meta:
            abstract = True

    class Page(TimeStamped, Slugging):
        class Meta:
            app_label = "toy"

    class Plain(TimeStamped):
        class Meta:
            app_label = "toy"

    assert losses_of(Page) == [f"has its own save() ({__name__}.Slugging)"]
    assert losses_of(Plain) == []


def test_receivers_count_where_they_are_for_that_model_alone():
    def one(sender, **_):
        pass

    def every(sender, **_):
        pass

    class Other:
        def __call__(self, sender, **_):
            pass

    callable_object = Other()
    post_save.connect(one, sender=Bed)
    post_save.connect(every)
    post_init.connect(callable_object, sender=Bed)
    try:
        assert [each.partition(" (")[0] for each in losses_of(Bed)] == [
            "has a post_save receiver",
            "has a post_init receiver",
        ]
        assert losses_of(Harvest) == []
    finally:
        post_save.disconnect(one, sender=Bed)
        post_save.disconnect(every)
        post_init.disconnect(callable_object, sender=Bed)
    assert losses_of(Bed) == []
