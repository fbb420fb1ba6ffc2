"""Origins of bounds that several promises share."""

COHERENT = "the plan: the relations between the data are coherent"
"""The rows set each other's bounds."""
STATED = "the scenario's own figures"
REVIEWS_ON_GITHUB = "117,000 reviewed pull requests on GitHub: the wait for a review is most of the time"
HAYSTACK = "Haystack: median 0.91 days, mean 1.62, 85th percentile 3.26"
OFFICE_HOURS = "Claes et al., ICSE 2018: two thirds keep office hours, and leave nights and weekends alone"
DORA = "DORA: a failed change is one that has to be rolled back or mended"
