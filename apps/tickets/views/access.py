"""Who may see what: the public some pages, maintainers and staff all of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest, HttpResponseBase

from apps.tickets.models import Maintainer


def is_of_the_workshop(user: Any) -> bool:
    """Whether somebody is logged in who looks after machines, or after the site."""
    return user.is_authenticated and (user.is_staff or maintainer_of(user) is not None)


def maintainer_of(user: Any) -> Maintainer | None:
    """The active maintainer that the user is; None for others."""
    found = getattr(user, "maintainer", None) if user.is_authenticated else None
    return found if found is not None and found.is_active else None


class WorkshopOnly(AccessMixin):
    """A page for maintainers and staff: others are asked to log in, or refused if they are somebody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_of_the_workshop(request.user):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)
