"""From a scenario's figures to rows, in steps that `team.plan_team` lists; nothing here reads a database or a clock.

Each step decides one thing about the pull requests of a week: how many there are (`slots`), when they open, are first
reviewed and merge (`durations`), who reviews them (`reviewers`), what is shared out among them (`shares`), what is
rare (`rare`). `rows` and `work` then write down what is visible at the anchor.
"""
