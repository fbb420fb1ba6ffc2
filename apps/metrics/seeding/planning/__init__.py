"""From a scenario's figures to rows, in steps that `team.plan_team` lists; nothing here reads a database or a clock.

Each step decides one thing about the pull requests of a week: how many there are (`slots`), when they open, are first
reviewed and merge (`durations`), who reviews them (`seats`), how often and with which result (`reviewers`), what is
shared out among them (`shares`), what is rare (`rare`). `rows` and `work` then write down what is visible at the
anchor, and `weekly` adds it up.

A file, a check, a review, an answer has one stream, and a pull request one for each step. All that belongs to it is
drawn from there, always the same number of draws, in an order that is only ever added to at its end: hashing the name
of a stream costs as much as four draws.
"""
