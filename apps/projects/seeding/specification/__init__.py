"""The stated facts of the software house: people, projects, shares, texts. Planning and proof both read them.

Constants only. A figure that follows from these (a rounded count, a list dealt out) is worked out by either side for
itself, so that a mistake in one of them shows.
"""
