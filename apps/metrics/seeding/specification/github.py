"""The name under which a world's sources and a run's record keep the real pull requests."""

SOURCE = "github"
