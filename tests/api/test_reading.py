import io

import pytest
from django.http import QueryDict
from rest_framework.exceptions import ParseError, ValidationError

from apps.api.fields import Choice, WholeNumber
from apps.api.reading import Body, JsonBody, PageQuery, Query, read_key

UNKNOWN = "There is no such field. Known: kind, height."


class PlantBody(Body):
    kind = Choice(("herb", "tree"))
    height = WholeNumber(required=False)


class PlantQuery(PageQuery):
    kind = Choice(("herb", "tree"), required=False)


def refusal(read, given):
    with pytest.raises(ValidationError) as refused:
        read(given)
    return refused.value.detail


def test_body_gives_what_is_declared_and_given():
    assert PlantBody.read({"kind": "herb"}) == {"kind": "herb"}
    assert PlantBody.read({"kind": "herb", "height": 3}) == {"kind": "herb", "height": 3}


@pytest.mark.parametrize(
    ("given", "mistakes"),
    [
        ({}, {"kind": ["This field is required."]}),
        (
            {"kind": "weed", "color": "red"},
            {"kind": ["'weed' is not known. Known: herb, tree."], "color": UNKNOWN},
        ),
        ({"kind": "herb", "": 1}, {"": UNKNOWN}),
        ([], {"detail": "An array is not a JSON object."}),
        (None, {"detail": "'null' is not a JSON object."}),
        (5, {"detail": "'5' is not a JSON object."}),
    ],
)
def test_body_names_every_mistake(given, mistakes):
    assert refusal(PlantBody.read, given) == mistakes


def test_unknown_names_are_shortened_and_only_twenty_are_named():
    fifty = "&".join(f"p{number}=1" for number in range(50))

    assert list(refusal(PlantBody.read, {"kind": "herb", "x" * 100: 1})) == ["x" * 60 + "…"]
    assert list(refusal(Query.read, QueryDict(fifty))) == [f"p{number}" for number in range(20)]


def test_query_has_the_first_twenty_unless_it_says_otherwise():
    assert PlantQuery.read(QueryDict("")) == {"page": 1, "limit": 20}
    assert PlantQuery.read(QueryDict("kind=tree&page=3&limit=100")) == {"page": 3, "limit": 100, "kind": "tree"}


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("limit=101", {"limit": ["'101' is not a whole number from 1 to 100."]}),
        ("kind=", {"kind": ["'' is not known. Known: herb, tree."]}),
        ("kind", {"kind": ["'' is not known. Known: herb, tree."]}),
        ("kind=tree&kind=tree", {"kind": "Give it once."}),
        ("sort=kind", {"sort": "There is no such parameter. Known: page, limit, kind."}),
    ],
)
def test_query_refuses_what_it_does_not_declare(text, mistakes):
    assert refusal(PlantQuery.read, QueryDict(text)) == mistakes


def test_plain_query_knows_no_parameter():
    assert Query.read(QueryDict("")) == {}
    assert refusal(Query.read, QueryDict("page=1")) == {"page": "There is no such parameter. Known: none."}


def test_key_is_read_or_refused_as_the_id():
    assert read_key("12") == 12
    assert list(refusal(read_key, "twelve")) == ["id"]


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000])
def test_json_that_is_nested_too_deeply_is_a_mistake_of_the_client(body):
    with pytest.raises(ParseError, match=r"^The JSON is nested too deeply\.$"):
        JsonBody().parse(io.BytesIO(body))
