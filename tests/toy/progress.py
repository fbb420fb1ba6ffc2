"""A progress that keeps all that it is shown."""


class Watched:
    def __init__(self) -> None:
        self.seen: list[tuple[str, int] | str] = []

    def begin(self, what: str, total: int) -> None:
        self.seen.append((what, total))

    def advance(self) -> None:
        self.seen.append("step")
