"""Gives API clients the token they send as `Authorization: Token <token>`."""

from django.contrib.auth import authenticate
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers, status
from rest_framework.authtoken.models import Token
from rest_framework.exceptions import APIException, Throttled
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.api.reading import JsonBody
from apps.api.schema import ERROR


class CredentialsSerializer(serializers.Serializer):
    login = serializers.CharField()
    password = serializers.CharField(trim_whitespace=False)


class LoginRefused(APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "login_refused"
    # The same sentence for an unknown login, a wrong password and an inactive user: accounts stay private.
    default_detail = "No active user has this login and password."


ANSWERS = {
    200: inline_serializer("Token", {"token": serializers.CharField()}),
    400: OpenApiResponse({"type": "object"}, "Not a login and a password, or not those of anybody who is active."),
    429: OpenApiResponse(ERROR, "Too many wrong ones from this network. `Retry-After` has the seconds to wait."),
}


class TokenView(APIView):
    """POST {login, password}, the login being a username or an e-mail address; answers {token}."""

    # A stale session or token must not keep anyone from getting a new token.
    authentication_classes = ()
    permission_classes = (AllowAny,)
    parser_classes = (JsonBody, FormParser, MultiPartParser)

    @extend_schema(request=CredentialsSerializer, responses=ANSWERS)
    def post(self, request: Request) -> Response:
        credentials = CredentialsSerializer(data=request.data)
        credentials.is_valid(raise_exception=True)
        login, password = credentials.validated_data["login"], credentials.validated_data["password"]
        user = authenticate(request, username=login, password=password)
        if user is None:
            if hasattr(request, "login_wait"):
                raise Throttled(request.login_wait)
            raise LoginRefused
        token, _ = Token.objects.get_or_create(user=user)
        return Response({"token": token.key})
