"""The help of AI tools: their daily use, and what authors and reviewers say about single pull requests."""

from django.db import models

from apps.metrics.models.pull_requests import PullRequest
from apps.metrics.models.team import Team, TeamMember
from seedplot.timestamps import TimeStamped


class AIUsageDaily(TimeStamped):
    """One member's day with one tool; `acceptance_rate` is percent, empty when no suggestion was shown."""

    class Source(models.TextChoices):
        COPILOT = "copilot"
        CURSOR = "cursor"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="ai_usage")
    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="ai_usage")
    date = models.DateField()
    source = models.CharField(max_length=20, choices=Source)
    active_hours = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    suggestions_shown = models.IntegerField(default=0)
    suggestions_accepted = models.IntegerField(default=0)
    acceptance_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    synced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "AI usage of a day"
        verbose_name_plural = "AI usage by day"
        constraints = [
            models.UniqueConstraint(fields=["team", "member", "date", "source"], name="unique_ai_usage_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.source} on {self.date}"


class PRSurvey(TimeStamped):
    """The question to an author whether AI helped; empty until answered."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="surveys")
    pull_request = models.OneToOneField(PullRequest, on_delete=models.CASCADE, related_name="survey")
    author = models.ForeignKey(TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="surveys")
    token = models.CharField(max_length=64, unique=True, null=True, blank=True)
    token_expires_at = models.DateTimeField(null=True, blank=True)
    github_comment_id = models.BigIntegerField("GitHub comment id", null=True, blank=True)
    author_ai_assisted = models.BooleanField("author used AI", null=True, blank=True)
    author_responded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "survey"

    def __str__(self) -> str:
        return f"Survey of pull request {self.pull_request_id}"


class PRSurveyReview(TimeStamped):
    """One reviewer's answer: how good the change is, and a guess whether AI helped; empty until answered."""

    class QualityRating(models.IntegerChoices):
        COULD_BE_BETTER = 1, "Could be better"
        OK = 2, "OK"
        SUPER = 3

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="review_answers")
    survey = models.ForeignKey(PRSurvey, on_delete=models.CASCADE, related_name="review_answers")
    reviewer = models.ForeignKey(
        TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="review_answers"
    )
    quality_rating = models.IntegerField(choices=QualityRating, null=True, blank=True)
    ai_guess = models.BooleanField("guessed AI", null=True, blank=True)
    guess_correct = models.BooleanField(null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "reviewer's answer"
        constraints = [
            models.UniqueConstraint(fields=["survey", "reviewer"], name="unique_answer_of_a_reviewer"),
        ]

    def __str__(self) -> str:
        return f"Answer to survey {self.survey_id}"
