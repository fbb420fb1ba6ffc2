import pytest
from django.db import DataError
from django.urls import include, path, re_path
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.response import Response
from rest_framework.test import APIClient

from apps.accounts.models import User
from apps.api.reading import Body
from apps.api.views import ApiView, ListView, UnknownAddressView, find_row


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ("username",)


class UsersView(ListView):
    serializer = UserSerializer

    @staticmethod
    def find():
        return User.objects.order_by("username")


class UserView(ApiView):
    def get(self, request, key):
        return Response(UserSerializer(find_row(User.objects.all(), key)).data)

    def patch(self, request, key):
        return Response(Body.read(request.data))


class BrokenLogin(BaseAuthentication):
    """What PostgreSQL says when a session's or a token's key holds a NUL character."""

    def authenticate(self, request):
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")

    def authenticate_header(self, request):
        return "Token"


class BrokenLoginView(UsersView):
    authentication_classes = (BrokenLogin,)


urlpatterns = [
    path(
        "garden/",
        include(
            [
                path("users/", UsersView.as_view()),
                path("users/<str:key>/", UserView.as_view()),
                path("broken/", BrokenLoginView.as_view()),
                re_path("", UnknownAddressView.as_view()),
            ]
        ),
    ),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def api(ada):
    client = APIClient()
    client.force_authenticate(ada)
    return client


def test_list_answers_a_page_of_what_is_found(api):
    for name in ("ben", "cho"):
        User.objects.create_user(name)

    assert api.get("/garden/users/?page=2&limit=2").json() == {
        "data": [{"username": "cho"}],
        "pagination": {"total": 3, "page": 2, "limit": 2, "totalPages": 2, "hasMore": False},
    }


@pytest.mark.parametrize(("page", "query_count"), [(1, 2), (2, 1), (2**63 - 1, 1)])
def test_list_asks_for_no_rows_past_its_end(django_assert_num_queries, api, page, query_count):
    with django_assert_num_queries(query_count):
        response = api.get("/garden/users/", {"page": page})

    assert response.status_code == 200


def test_row_is_found_by_the_key_in_the_address(api, ada):
    assert api.get(f"/garden/users/{ada.pk}/").json() == {"username": "ada"}
    assert api.get("/garden/users/999/").json() == {"detail": "There is no user 999."}
    assert list(api.get("/garden/users/ada/").json()) == ["id"]


def test_half_a_character_can_be_repeated_in_an_answer(api):
    response = api.patch("/garden/users/1/", b'{"\\ud800": 1}', content_type="application/json")

    assert (response.status_code, response.content) == (400, b'{"\\ud800":"There is no such field. Known: none."}')


def test_login_that_the_database_cannot_look_for_is_none(db):
    response = APIClient().get("/garden/broken/")

    assert (response.status_code, list(response.json())) == (401, ["detail"])


@pytest.mark.parametrize(
    ("address", "status"),
    [("users", 308), ("users/7", 308), ("plants", 404), ("plants/", 404), ("users/7/x", 404), ("", 404)],
)
def test_unknown_address_is_one_that_lacks_more_than_its_slash(api, address, status):
    response = api.get(f"/garden/{address}")

    assert (response.status_code, response.headers.get("Location")) == (
        status,
        f"/garden/{address}/" if status == 308 else None,
    )
