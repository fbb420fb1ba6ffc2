"""The promises about sizes, files and words: what real pull requests are made of."""

from __future__ import annotations

from apps.metrics.seeding.measures import comments, reviews, sizes, touched
from apps.metrics.seeding.promises.bounds import NoneOfEnough
from apps.metrics.seeding.promises.sources import LINEARB, REVIEWED_LIKE_A_TEAM
from seedplot.promises import Empty, Promise

CONTENT_PROMISES = (
    Promise(
        "metrics.P059",
        "Sizes are log-normal: a median of 40 to 250 lines, many of under 10 lines or in one file, a few very large.",
        sizes.unusual_sizes,
        NoneOfEnough("unusual figure"),
        "Sort the complete pull requests by additions and deletions, and by the number of their files.",
        LINEARB,
    ),
    Promise(
        "metrics.P060",
        "Files fit the kind: documents, tests, migrations, manifests; half of features and fixes touch tests.",
        touched.misfit_files,
        Empty("pull request with other files"),
        "Compare the label and the title with the categories and names of the files.",
        "a law of the domain: documentation is written in documents, and a schema changes by migration",
    ),
    Promise(
        "metrics.P061",
        "Files are deleted by removals and refactorings only, in at most 6% of pull requests.",
        touched.odd_deletions,
        Empty("odd deletion"),
        "Look at the titles of the pull requests with removed files.",
        "a law of the domain: a fix does not delete what it mends",
    ),
    Promise(
        "metrics.P062",
        "What one pull request adds or removes no other touches but its revert; the rest was there before.",
        touched.shared_new_paths,
        Empty("shared path"),
        "Look for the path among the files of other pull requests.",
        "a law of the domain: a file is there before it is changed, and comes or goes once",
    ),
    Promise(
        "metrics.P063",
        "Code and documents lie in the folders of the pull request's area, and a repository's code is in one language.",
        touched.strange_places,
        Empty("file in a strange place"),
        "Compare the folder with the area, and the ending with those of the repository's other files.",
        "the specification: paths belong to the area of the title, in the repository's language",
    ),
    Promise(
        "metrics.P064",
        "Half of the comments on files or more name a word of the title, the file or the area.",
        comments.vague_comments,
        Empty("low share"),
        "Read the comments beside the title.",
        REVIEWED_LIKE_A_TEAM,
    ),
    Promise(
        "metrics.P065",
        "No sentence comes twice in a pull request, and 80% of a team's comments are distinct, none common.",
        comments.repeated_sentences,
        Empty("repetition"),
        "Count the bodies of comments and reviews.",
        REVIEWED_LIKE_A_TEAM,
    ),
    Promise(
        "metrics.P066",
        "Of the verdicts 60% or more come with words, and descriptions are about the change, longer for larger ones.",
        lambda team: [*reviews.silent_verdicts(team), *sizes.odd_descriptions(team)],
        Empty("silence"),
        "Look at the bodies of approvals and requests for changes, and at the descriptions.",
        REVIEWED_LIKE_A_TEAM,
    ),
)
