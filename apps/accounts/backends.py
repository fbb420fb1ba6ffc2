"""Logs people in by username or by e-mail address, on the pages, in the admin and for tokens."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from apps.accounts.client_address import client_address, network_of
from apps.accounts.models import User
from apps.accounts.throttling import begin_attempt, take_back_attempt


class UsernameOrEmailBackend(ModelBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **other_credentials: Any,
    ) -> User | None:
        """The active user whose username or e-mail address and password these are, else None.

        A network that has given too many wrong ones is refused, and `login_wait` of the request says for how many
        seconds. Without a request, as in a shell, nobody is.
        """
        if username is None or password is None:
            return None
        if request is None:
            return self._find(username, password)
        network = network_of(client_address(request))
        wait = begin_attempt(network)
        if wait:
            request.login_wait = wait
            raise PermissionDenied
        user = self._find(username, password)
        if user is not None:
            take_back_attempt(network)
        return user

    def _find(self, username: str, password: str) -> User | None:
        try:
            user = User.objects.get_by_login(username)
        except User.DoesNotExist:
            # Hashing takes nearly all of the time, so an unknown login must cost as much as a known one:
            # otherwise the answer's delay tells who has an account.
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    async def aauthenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        # ModelBackend's own looks up usernames only.
        return await sync_to_async(self.authenticate)(request, **credentials)
