"""The domains that have pages, in the order in which they are named."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Domain:
    """An app's label, its name in the header, and its name in full."""

    label: str
    name: str
    full_name: str

    @property
    def home(self) -> str | None:
        """The address of its first page; None where it has none."""
        try:
            return reverse(f"{self.label}:home")
        except NoReverseMatch:
            return None


DOMAINS = (
    Domain("metrics", "Metrics", "Engineering metrics"),
    Domain("tickets", "Workshop", "Workshop"),
    Domain("projects", "Projects", "Projects"),
    Domain("tenants", "Tenants", "Tenants"),
    Domain("notices", "Notices", "Notices"),
)
BY_LABEL = {domain.label: domain for domain in DOMAINS}


def domain_of(label: str) -> Domain:
    """The domain of that label; one without pages is named by its label."""
    return BY_LABEL.get(label) or Domain(label, label, label)


def place_of(label: str) -> int:
    """The place of a domain among the others; those without pages come last."""
    return next((index for index, domain in enumerate(DOMAINS) if domain.label == label), len(DOMAINS))
