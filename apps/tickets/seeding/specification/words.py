"""Words that do not fit every machine, as regular expressions of whole words, and the machines that they fit or not."""

ELECTRIC_WORDS = (
    "coils?",
    "relays?",
    "lamps?",
    "bulbs?",
    "fuses?",
    r"switch\w*",
    "wiring",
    "boards?",
    "solenoids?",
    r"electri\w*",
    r"plug\w*",
    r"volt\w*",
)
FLIPPER_WORDS = ("flippers?",)
REEL_WORDS = ("reels?",)
BOARD_WORDS = (
    "circuit boards?",
    "driver boards?",
    "pcbs?",
    "mpus?",
    "e?proms?",
    "roms?",
    "transistors?",
    "leds?",
    "displays?",
    "microprocessors?",
)
OPTICAL_WORDS = ("optos?", r"opto-\w+", "optical")
NETWORK_WORDS = (
    r"network\w*",
    "wi-?fi",
    "routers?",
    "internet",
    "online",
    r"download\w*",
    "firmware",
    "websites?",
)

WITHOUT_ELECTRICITY = ("Ballyhoo",)
WITHOUT_FLIPPERS = ("Ballyhoo", "Carom", "Trade Winds", "Hyperball")
WITHOUT_REELS = ("Ballyhoo", "Carom", "Trade Winds", "Baseball", "Derby Day", "Roto Pool")
WITHOUT_BOARDS = (
    "Ballyhoo",
    "Carom",
    "Trade Winds",
    "Baseball",
    "Derby Day",
    "Roto Pool",
    "Teacher's Pet",
    "Hokus Pokus",
)
WITH_OPTOS = ("Hyperball", "The Getaway: High Speed II", "The Addams Family", "Godzilla (Premium)")
WITH_NETWORK = ("Godzilla (Premium)",)
