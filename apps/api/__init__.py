"""What the JSON APIs of all domains share: how they are asked, how they answer, and what they say to a mistake.

A login is asked for first (401). A query or body is declared as a serializer of `reading`, and whatever does not fit it
is answered by 400 and `{field: text}`; an unknown id by 404; no request makes a 500.
"""
