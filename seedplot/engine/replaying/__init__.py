"""Replays: a recorded run planned once more, and the rows found beside the rows planned."""
