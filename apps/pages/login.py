"""Logging in; where DEBUG is on, with a button for each account of the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

from apps.accounts.demo_roles import roles_that_are_there


class LoginPage(LoginView):
    template_name = "pages/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Outside DEBUG no account of these names has a password that is known.
        roles = roles_that_are_there() if settings.DEBUG else []
        return super().get_context_data(roles=roles, debug_is_on=settings.DEBUG, **kwargs)
