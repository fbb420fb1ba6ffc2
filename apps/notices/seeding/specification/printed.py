"""Numbers that the plan prints as samples, so no row has them."""

PRINTED_PHONE = "2705550149"
PRINTED_PATRON = 121_394
PRINTED_ITEMS = (148_279, 193_755, 793_939)
