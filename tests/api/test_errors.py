import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from rest_framework.exceptions import NotAuthenticated, NotFound, ValidationError

from apps.api.errors import answer_error


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (ValidationError("Too tall."), 400, {"detail": "Too tall."}),
        (ValidationError({"height": ["Too tall.", "Too old."]}), 400, {"height": "Too tall. Too old."}),
        (ValidationError({"non_field_errors": ["Nothing to do."]}), 400, {"detail": "Nothing to do."}),
        (ValidationError({"pot": {"size": ["Too small."]}}), 400, {"pot": "size: Too small."}),
        (RequestDataTooBig("Too large."), 400, {"detail": "Too large."}),
        (NotAuthenticated(), 401, {"detail": "Authentication credentials were not provided."}),
        (NotFound("There is no plant 7."), 404, {"detail": "There is no plant 7."}),
        (Http404(), 404, {"detail": "Not found."}),
    ],
)
def test_error_of_the_client_is_answered_by_one_text_for_each_field(error, status, text):
    response = answer_error(error, {})

    assert (response.status_code, response.data) == (status, text)


def test_error_of_ours_is_not_hidden():
    assert answer_error(KeyError("plant"), {}) is None
