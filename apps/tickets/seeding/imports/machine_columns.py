"""What the tables hold of a machine of the museum's list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from apps.tickets.seeding.specification.machines import Machine

OF_THE_MODEL = (
    "name",
    "manufacturer",
    "year",
    "month",
    "era",
    "system",
    "scoring",
    "flipper_count",
    "ipdb_id",
    "production_quantity",
    "factory_address",
    "design_credit",
    "concept_and_design_credit",
    "art_credit",
    "sound_credit",
    "educational_text",
    "illustration_filename",
    "sources_notes",
)
OF_THE_INSTANCE = ("location", "operational_status", "serial_number", "acquisition_notes", "ownership_credit")


def model_columns(machine: Machine) -> dict[str, Any]:
    rating = None if machine.pinside_rating is None else Decimal(machine.pinside_rating)
    return {**{column: getattr(machine, column) for column in OF_THE_MODEL}, "pinside_rating": rating}


def instance_columns(machine: Machine) -> dict[str, Any]:
    return {column: getattr(machine, column) for column in OF_THE_INSTANCE}
