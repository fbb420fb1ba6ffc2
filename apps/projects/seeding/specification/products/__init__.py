"""The twenty products, in the order in which the first N are made: a YAML file each, to be edited without Python.

`schema/product.schema.json` says what a file may hold. All are read when this is imported; a mistake is a ContentError
with its file and line.
"""

from __future__ import annotations

from pathlib import Path

from apps.projects.seeding.specification.products.product import Product, read_products

KEYS = (
    "ECOM", "HLTH", "FIN", "EDU", "BANK", "IOT", "SOCIAL", "INV", "CRM", "ANLYT",
    "LOG", "HR", "REAL", "BOOK", "CMS", "VIDEO", "FOOD", "FIT", "TRVL", "PM",
)  # fmt: skip
"""One file each, named like the key."""

PRODUCTS: tuple[Product, ...] = read_products(Path(__file__).parent, KEYS)

__all__ = ["KEYS", "PRODUCTS", "Product"]
