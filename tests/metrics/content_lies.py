"""Lies about sizes, files and words, which any team can tell: each with the promise that notices it, among others."""

from apps.metrics import models


def first_files(story, count):
    return [row for row in story.rows[models.PRFile] if row.status == "modified"][:count]


def changes_of_one_size(story):
    models.PullRequest.objects.filter(team=story.team).update(additions=90, deletions=10)


def code_called_documentation(story):
    of_code = {row.pull_request_id for row in story.rows[models.PRFile] if row.file_category == "backend"}
    key = next(row.id for row in story.pull_requests.values() if row.id in of_code and not row.is_revert)
    models.PullRequest.objects.filter(pk=key).update(labels=["documentation"])


def everything_deleted(story):
    models.PRFile.objects.filter(pk__in=[row.id for row in first_files(story, 60)]).update(status="removed")


def files_added_that_were_there(story):
    models.PRFile.objects.filter(pk__in=[row.id for row in first_files(story, 60)]).update(status="added")


def code_in_any_folder(story):
    for row in first_files(story, 20):
        if row.file_category == "backend":
            name = row.filename.rpartition("/")[2]
            models.PRFile.objects.filter(pk=row.id).update(filename=f"somewhere/else/{name}")


def comments_about_nothing(story):
    models.PRComment.objects.filter(team=story.team).update(body="Hmm.")


def one_comment_for_all(story):
    models.PRComment.objects.filter(team=story.team).update(body="Could this live next to the code that needs it?")


def silent_reviews(story):
    models.PRReview.objects.filter(team=story.team).update(body="")


CONTENT = {
    changes_of_one_size: {"P059"},
    code_called_documentation: {"P060"},
    everything_deleted: {"P061"},
    files_added_that_were_there: {"P062"},
    code_in_any_folder: {"P063"},
    comments_about_nothing: {"P064"},
    one_comment_for_all: {"P065"},
    silent_reviews: {"P066"},
}
