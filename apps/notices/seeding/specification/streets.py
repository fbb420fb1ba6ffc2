"""Words of streets that are on no map, and the second lines of addresses."""

from __future__ import annotations

FIRST_HALVES = tuple(
    """
    Alder Amber Apple Barley Beacon Birch Bramble Brass Briar Candle Cedar Clover Copper Cotton Crow Dapple Ember
    Fallow Fern Fiddle Flint Fox Glass Hazel Heron Juniper Kettle Lantern Larch Lark Linden Maple Meadow Mill Moss
    Otter Pebble Plover Quill Reed Rowan Saddle Sorrel Sparrow Tansy Thistle Thrush Tinder Walnut Willow
    """.split()  # noqa: SIM905 - quoted words would fill pages
)
SECOND_HALVES = tuple(
    """
    bank bend branch bridge brook cliff cote crest croft dale den field ford gate grove hollow hurst knoll landing
    lea march mead mere moor more path ridge row shade side spring stead stone thwaite vale view walk ward wick wood
    """.split()  # noqa: SIM905 - as above
)
KINDS = ("Avenue", "Circle", "Court", "Drive", "Lane", "Lane", "Place", "Road", "Street", "Trail", "Way")
UNITS = ("Apt 1", "Apt 2", "Apt 3", "Apt 4", "Apt 6", "Apt 2B", "Apt 3C", "Lot 7", "Lot 12", "Unit A", "Unit B")
