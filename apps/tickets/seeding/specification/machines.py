"""The museum's eighteen machines: what their models and instances store, oldest first.

Facts nobody could establish are blank or None. No living person is named, so all credits are blank.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Machine:
    """A model and the museum's one copy of it. The era is PM, EM or SS; the rating becomes a Decimal."""

    name: str
    manufacturer: str = ""
    year: int | None = None
    month: int | None = None
    era: str
    system: str = ""
    scoring: str = ""
    flipper_count: str = ""
    pinside_rating: str | None = None
    ipdb_id: int | None = None
    production_quantity: str = ""
    factory_address: str = ""
    design_credit: str = ""
    concept_and_design_credit: str = ""
    art_credit: str = ""
    sound_credit: str = ""
    educational_text: str = ""
    illustration_filename: str = ""
    sources_notes: str = ""
    location: str = ""
    operational_status: str = "unknown"
    serial_number: str = ""
    acquisition_notes: str = ""
    ownership_credit: str = ""


MACHINES: tuple[Machine, ...] = (
    Machine(
        name="Ballyhoo",
        manufacturer="Bally",
        year=1932,
        month=1,
        era="PM",
        scoring="manual",
        flipper_count="0",
        ipdb_id=4817,
        production_quantity="~50,000",
        factory_address="310 W Erie St, Chicago",
        educational_text=(
            "Ballyhoo gave the Bally company its name; the game itself was named after a satirical magazine of the "
            "time. Nothing in it needs electricity: a plunger, a field of nails and a handful of holes are the whole "
            "machine, and players add up their points themselves. It sold about 50,000 copies in the worst days of "
            "the Great Depression, when the penny version gave seven balls for one cent."
        ),
        location="floor",
        operational_status="good",
    ),
    Machine(
        name="Carom",
        manufacturer="Bally",
        year=1937,
        month=1,
        era="EM",
        scoring="totalizer",
        flipper_count="0",
        ipdb_id=458,
        factory_address="310 W Erie St, Chicago",
        educational_text=(
            "Carom appeared only weeks after Bumper, the game with which Bally made electric scoring popular. Instead "
            "of leaving the sums to the player, it counts by itself and shows the result on a totalizer. There are "
            "still no flippers: skill means a well-judged plunger and a careful nudge."
        ),
        sources_notes="The plate with the serial number is not readable.",
        operational_status="unknown",
        serial_number="?",
        ownership_credit="On loan from the Brackwater Collection",
    ),
    Machine(
        name="Trade Winds",
        manufacturer="United",
        year=1945,
        month=3,
        era="EM",
        scoring="lights",
        ipdb_id=2620,
        educational_text=(
            "From 1942 on, no new pinball machines could be made in the United States, because metal and labor went "
            "into the war. United of Chicago took in older machines instead and rebuilt them with new artwork and a "
            "new layout. Trade Winds is such a wartime conversion: under its paint lies a game from before the war."
        ),
        location="workshop",
        operational_status="fixing",
        serial_number="2450",
        acquisition_notes="Bought in May 2023 when a hardware store near Kenosha closed; incomplete, not working.",
    ),
    Machine(
        name="Baseball",
        manufacturer="Chicago Coin",
        year=1947,
        month=10,
        era="EM",
        scoring="lights",
        flipper_count="2",
        ipdb_id=189,
        factory_address="1725 W Diversey Blvd, Chicago",
        educational_text=(
            "This machine dates from the very season that changed pinball: late in 1947 Gottlieb's Humpty Dumpty let "
            "players bat the ball back up the playfield with electric flippers, and the other makers hurried to "
            "follow. Ours has two of them. Its score is not made of digits that turn; lamps light up numbers printed "
            "on the glass."
        ),
        location="workshop",
        operational_status="broken",
        serial_number="24284",
    ),
    Machine(
        name="Derby Day",
        manufacturer="Gottlieb",
        year=1956,
        month=4,
        era="EM",
        scoring="lights",
        flipper_count="2",
        ipdb_id=664,
        production_quantity="1,600",
        factory_address="1140-50 N Kostner Ave, Chicago",
        educational_text=(
            "Players of Derby Day follow two things at once: the score, and a horse race that moves on with the right "
            "shots. A very good game could win a dozen replays, and onlookers are said to have bet on which horse "
            "would get farthest. In the 1950s pinball was turning from a gambling device into a game of skill, and "
            "this one shows a little of both."
        ),
        location="floor",
        operational_status="good",
        serial_number="AO4024DD",
        ownership_credit="On loan from a private collection in Illinois",
    ),
    Machine(
        name="Roto Pool",
        manufacturer="Gottlieb",
        year=1958,
        month=7,
        era="EM",
        scoring="lights",
        flipper_count="2",
        ipdb_id=2022,
        production_quantity="1,800",
        educational_text=(
            "Roto-Targets were a novelty that Gottlieb introduced in the late 1950s: a wheel of numbered targets that "
            "turns during play, so that nobody knows for long what there is to aim at. Roto Pool combines them with "
            "the game of pool. As in other machines of these years, the score is a row of lamps behind printed numbers."
        ),
        location="floor",
        operational_status="good",
        serial_number="87338RP",
    ),
    Machine(
        name="Teacher's Pet",
        manufacturer="Williams",
        year=1965,
        month=12,
        era="EM",
        scoring="reels",
        flipper_count="2",
        pinside_rating="8.34",
        ipdb_id=2506,
        production_quantity="1,600",
        factory_address="3401 N California Ave, Chicago",
        educational_text=(
            "By 1965 reels had taken the place of lamps: drums with the digits 0 to 9, each pulled on by a coil, one "
            "digit at a time. When a drum passes 9, a contact moves the next one. Listen when you press start: the "
            "clatter is the reels stepping back to zero, paced by a motor with cams that directs the whole machine."
        ),
        location="floor",
        operational_status="good",
        serial_number="34484",
        ownership_credit="Private collection, on loan to the museum",
    ),
    Machine(
        name="Hokus Pokus",
        manufacturer="Bally",
        year=1976,
        month=3,
        era="EM",
        scoring="reels",
        flipper_count="2",
        pinside_rating="7.94",
        ipdb_id=1206,
        production_quantity="3,086",
        factory_address="2640 W Belmont Ave, Chicago",
        educational_text=(
            "Hokus Pokus comes from the last years of electromechanical pinball; soon afterwards microprocessors took "
            "over. Every decision in this two-player game is still made by relays, stepping units and a turning score "
            "motor. Send the ball through the spinning targets, and collect the letters A, B, C and D to double the "
            "bonus."
        ),
        location="floor",
        operational_status="good",
        serial_number="2822",
        acquisition_notes=(
            "Bought in August 2023 from a family who had kept it in a dry basement for decades; unrestored, with its "
            "schematic."
        ),
    ),
    Machine(
        name="Star Trip",
        manufacturer="GamePlan",
        year=1979,
        month=4,
        era="SS",
        system="MPU_1",
        scoring="7-segment",
        flipper_count="2",
        ipdb_id=3605,
        factory_address="140 Lively Blvd, Elk Grove Village",
        educational_text=(
            "Game Plan was only a year old when it built Star Trip. The small company began with compact pinball "
            "tables for bars and challenged the big makers with electronics of its own, built around the Z80, a "
            "processor that many home computers used as well. It gave up in 1985, when video games had won most of "
            "the arcades."
        ),
        location="floor",
        operational_status="good",
    ),
    Machine(
        name="Star Trek",
        manufacturer="Bally",
        year=1979,
        month=4,
        era="SS",
        system="Bally MPU AS-2518-35",
        scoring="7-segment",
        flipper_count="2",
        pinside_rating="6.76",
        ipdb_id=2355,
        production_quantity="16,842",
        factory_address="2640 W Belmont Ave, Chicago",
        educational_text=(
            "This was the first pinball machine licensed from Star Trek. Its earliest backglasses show the crew in "
            "the uniforms of the television series; they were soon redrawn with the plain suits of the film that "
            "opened in December 1979. The same type of processor board ran many other Bally games of those years, so "
            "that only the program chips had to change."
        ),
        location="workshop",
        operational_status="fixing",
    ),
    Machine(
        name="The Incredible Hulk",
        manufacturer="Gottlieb",
        year=1979,
        month=10,
        era="SS",
        system="System 1",
        scoring="7-segment",
        flipper_count="2",
        ipdb_id=1266,
        production_quantity="6,150",
        factory_address="165 W Lake St, Northlake",
        educational_text=(
            "Gottlieb was the last of the great makers to exchange relays for a microprocessor; System 1 was its "
            "first attempt. Look just above the flippers: where most machines have slingshots, this one has two lanes "
            "that catch the ball and fire it back up the playfield. The right one takes aim at a bank of seven drop "
            "targets."
        ),
        location="floor",
        operational_status="good",
    ),
    Machine(
        name="Gorgar",
        manufacturer="Williams",
        year=1979,
        month=12,
        era="SS",
        system="System 6",
        scoring="7-segment",
        flipper_count="2",
        pinside_rating="7.56",
        ipdb_id=1062,
        educational_text=(
            "Gorgar was the first pinball machine in production that could speak. Memory was so small that it knows "
            "just seven words: Gorgar, speaks, beat, me, you, hurt and got; it joins them into threats such as 'Me "
            "got you'. Its heartbeat grows faster the longer the ball stays in play, and a magnet under the snake pit "
            "can hold the ball fast."
        ),
        location="workshop",
        operational_status="fixing",
        serial_number="368844",
        acquisition_notes=(
            "Given in October 2023 by a retired arcade operator; all boards present, battery damage on one of them."
        ),
    ),
    Machine(
        name="Blackout",
        manufacturer="Williams",
        year=1980,
        month=6,
        era="SS",
        system="System 6",
        scoring="7-segment",
        flipper_count="2",
        pinside_rating="7.70",
        ipdb_id=317,
        production_quantity="7,050",
        factory_address="3401 N California Ave, Chicago",
        educational_text=(
            "Until Blackout, the general lights of a Williams machine simply stayed on. Here a relay lets the "
            "computer switch them off: complete the green, yellow and red targets, shoot the saucer, and the "
            "playfield goes dark. The machine speaks as well and announces each condition you have reached."
        ),
        location="workshop",
        operational_status="fixing",
    ),
    Machine(
        name="Hyperball",
        manufacturer="Williams",
        year=1981,
        month=12,
        era="SS",
        system="System 7",
        scoring="alphanumeric",
        flipper_count="0",
        ipdb_id=3169,
        production_quantity="5,000",
        factory_address="3401 N California Ave, Chicago",
        educational_text=(
            "Hyperball was an answer to video games: no flippers, but a cannon with two triggers that fires up to 250 "
            "small steel balls a minute at attacking lights. Reporters could not agree on what to call it. It was the "
            "first Williams game whose display could show letters as well as digits."
        ),
        location="floor",
        operational_status="good",
        serial_number="560974",
        acquisition_notes="Traded in March 2022 for two machines that the museum had twice.",
    ),
    Machine(
        name="Eight Ball Deluxe Limited Edition",
        manufacturer="Bally",
        year=1982,
        month=8,
        era="SS",
        system="Bally MPU AS-2518-35",
        scoring="7-segment",
        flipper_count="3",
        pinside_rating="8.06",
        ipdb_id=763,
        production_quantity="2,388",
        factory_address="2640 W Belmont Ave, Chicago",
        educational_text=(
            "Eight Ball Deluxe of 1981 was so well liked that Bally made it three times. This is the second run: the "
            "playfield is the same, but the cabinet is gold, black and red, and its small backbox was left over from "
            "the shooting game Rapid Fire. Knock down the seven balls, then the eight, and listen to the machine, "
            "which tells you what to shoot for."
        ),
        location="floor",
        operational_status="good",
        serial_number="E8B1147",
    ),
    Machine(
        name="The Getaway: High Speed II",
        manufacturer="Williams",
        year=1992,
        month=2,
        era="SS",
        system="Fliptronics 2?",
        scoring="DMD",
        flipper_count="3",
        pinside_rating="8.14",
        ipdb_id=1000,
        production_quantity="13,259",
        factory_address="3401 N California Ave, Chicago",
        educational_text=(
            "This car chase continues High Speed of 1986. A gear lever stands where the plunger used to be, and you "
            "shift up while you play. The Supercharger is a loop of track with electromagnets that pull the ball "
            "along faster and faster, lap after lap, while light beams count the laps."
        ),
        sources_notes="Whether every flipper board in our machine is of the second type is still to be confirmed.",
        location="floor",
        operational_status="good",
    ),
    Machine(
        name="The Addams Family",
        manufacturer="Williams",
        year=1992,
        month=3,
        era="SS",
        system="Fliptronics 1?",
        scoring="DMD",
        flipper_count="4",
        pinside_rating="8.56",
        ipdb_id=20,
        production_quantity="20,270",
        factory_address="3401 N California Ave, Chicago",
        educational_text=(
            "With 20,270 copies this is the best-selling pinball machine of the electronic age. A hand called Thing "
            "comes out of a box and carries the ball away with a magnet, and more magnets hide under the playfield. "
            "Now and then the machine works a flipper for you: it aims by itself and learns from its misses."
        ),
        location="floor",
        operational_status="good",
        serial_number="24277",
        ownership_credit="Courtesy of the Halvenport Collection",
    ),
    Machine(
        name="Godzilla (Premium)",
        manufacturer="Stern",
        year=2021,
        month=10,
        era="SS",
        system="Spike 2",
        scoring="video",
        flipper_count="3",
        pinside_rating="9.19",
        ipdb_id=6841,
        factory_address="2001 Lunt Ave, Elk Grove Village",
        educational_text=(
            "A video screen plays scenes from ten of the older Godzilla films while you fight their monsters. In this "
            "edition the building in the middle sinks floor by floor and can hold balls on its roof, and a magnet "
            "catches the ball in full flight. Players can sign in with a phone, and the machine keeps their scores "
            "and progress over the network."
        ),
        location="floor",
        operational_status="good",
        serial_number="362497C",
    ),
)
