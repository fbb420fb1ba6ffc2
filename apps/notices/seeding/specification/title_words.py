"""Words of titles of books, films and games that nobody wrote."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written with commas."""
    return tuple(each.strip() for each in " ".join(text.split()).split(","))


QUALITIES = words(
    """
    Borrowed, Broken, Burning, Careful, Clever, Cold, Copper, Crooked, Distant, Double, Dry, Early, Eleventh, Empty,
    Faithful, Familiar, Far, Fallen, Final, First, Floating, Forgotten, Frozen, Gentle, Glass, Golden, Green, Hidden,
    Hollow, Honest, Hungry, Inland, Invisible, Last, Late, Lesser, Little, Lonely, Long, Lost, Low, Marble, Midnight,
    Missing, Narrow, Nearest, Northern, Old, Open, Ordinary, Other, Painted, Paper, Patient, Perfect, Plain, Quiet,
    Restless, Salt, Second, Secret, Seventh, Shallow, Silent, Silver, Simple, Slow, Small, Southern, Stolen, Stubborn,
    Sudden, Tender, Thirteenth, Uncertain, Unfinished, Unlit, Upper, Velvet, Wandering, White, Winter, Wooden, Wrong
    """
)
PEOPLE = words(
    """
    Apprentice, Astronomer, Baker, Beekeeper, Bookbinder, Cartographer, Clockmaker, Conductor, Cook, Cousin, Dancer,
    Daughter, Doctor, Ferryman, Gardener, Ghost, Governess, Guest, Heir, Hunter, Innkeeper, Judge, Lighthouse Keeper,
    Locksmith, Magician, Messenger, Midwife, Miller, Neighbor, Nurse, Orphan, Painter, Passenger, Pianist, Pilot,
    Poet, Postmaster, Queen, Sailor, Schoolteacher, Seamstress, Shepherd, Sister, Stationmaster, Stranger, Surgeon,
    Tailor, Thief, Traveler, Understudy, Violinist, Visitor, Watchmaker, Widow, Witness
    """
)
OBJECTS = words(
    """
    Alibi, Almanac, Anchor, Archive, Bargain, Bell, Boathouse, Bridge, Calendar, Candle, Chapel, Choir, Coast, Compass,
    Confession, Cottage, Crossing, Debt, Diary, Door, Echo, Errand, Express, Farewell, Ferry, Fiddle, Fortune,
    Garden, Harbor, Harvest, Hour, House, Inheritance, Island, Journey, Key, Kingdom, Lantern, Ledger, Letter, Lullaby,
    Map, Marriage, Memory, Mirror, Oath, Orchard, Parade, Portrait, Promise, Quarry, Quarrel, Question, Railway, Refuge,
    Reunion, River, Road, Season, Secret, Shore, Silence, Song, Storm, Summer, Telegram, Tide, Tower, Train, Valley,
    Verdict, Village, Voyage, Waltz, Window, Winter, Year
    """
)
THINGS = (*PEOPLE, *OBJECTS)
PLACES = words(
    """
    Alder Creek, Ashby Point, Barrow Hill, Beacon Street, Bellwether Bay, Birch Landing, Blackwater Bend, Briar Glen,
    Candle Cove, Cedar Hollow, Coldwater, Copper Falls, Crane Island, Cutler's Mill, Dunmore, Eastmere, Elm Terrace,
    Fairhaven, Fern Valley, Fox Run, Gallows Green, Gray Harbor, Half Moon Lake, Harrow House, Hawthorn Square,
    Hazelwood, Heron Marsh, Holloway, Indigo Bay, Juniper Ridge, Kestrel Rock, Lark Lane, Linden Court, Long Meadow,
    Magpie Lane, Maple Row, Marlow Station, Mill Pond, Moss Bridge, Nettlecombe, Nightingale Wood, Oak Crossing,
    Orchard End, Otter Creek, Paper Street, Pine Barrens, Quail Hill, Raven's Gate, Redwater, Rook Hall, Rosehip Road,
    Salt Marsh, Sandpiper Beach, Silver Strand, Snow Hill, Starling Park, Stonebrook, Swallow Creek, Thistledown,
    Thornbury, Tinker's Ford, Umber Lake, Vesper Hall, Weaver Street, Westerly, Whistling Woods, Widow's Reach,
    Willow Lock, Winter Garden, Yellow House
    """
)
VERBS = words(
    """
    Carried, Forgave, Forgot, Heard, Hid, Kept, Knew, Left Behind, Lost, Meant, Promised, Remembered, Said, Saw, Stole,
    Took, Wanted, Wrote
    """
)
COUNTS = words("Two, Three, Four, Five, Six, Seven, Nine, Ten, Eleven, Twelve, Thirteen, Twenty, Forty")
PLURALS = words(
    """
    Bells, Bridges, Brothers, Candles, Cousins, Days, Doors, Evenings, Keys, Letters, Lies, Maps, Miles, Mornings,
    Mothers, Neighbors, Nights, Promises, Rivers, Roads, Rooms, Secrets, Sisters, Songs, Stations, Steps, Stones,
    Strangers, Summers, Sundays, Tickets, Trains, Weddings, Windows, Winters, Witnesses, Years
    """
)
HEROES = words(
    """
    Abby, Alfie, Ana Lucia, Arlo, Bea, Benny, Biscuit, Bruno, Captain Pip, Cleo, Dot, Ezra, Fern, Finn, Gus, Hattie,
    Hazel, Hugo, Ivy, Jojo, June, Kiki, Leo, Lottie, Luna, Mabel, Marigold, Max, Milo, Minnie, Moses, Nell, Nico,
    Olive, Oscar, Otis, Pearl, Penny, Pepper, Pickles, Poppy, Priya, Quentin, Rafi, Remy, Rosie, Ruby, Rufus, Sadie,
    Sam, Scout, Tilly, Toby, Trudy, Violet, Wally, Wilbur, Willa, Winnie, Zara
    """
)
MARVELS = words(
    """
    Acorn Club, Attic Ghost, Backyard Comet, Balloon Thief, Bathtub Whale, Blueberry Dragon, Borrowed Moon,
    Broken Robot, Bumblebee Band, Button Box, Cardboard Castle, Circus Train, Clockwork Cat, Cookie Code,
    Disappearing Sock, Dinosaur Egg, Elevator to Anywhere, Firefly Parade, Flying Bicycle, Garden Giants, Great Big
    Puddle, Hiccup Machine, Homework Goblin, Invisible Dog, Jellybean Spy, Kite Contest, Lemonade War, Library Mouse,
    Lost Mitten, Lunchbox Mystery, Mailbox Monster, Marble King, Midnight Zoo, Missing Tooth, Mountain of Pancakes,
    Night Bus, Paper Pirates, Pet Show, Pocket Planet, Polka-Dot Fox, Pumpkin Race, Rainy-Day Map, Runaway Kite,
    School Play, Secret Stairs, Sleepy Volcano, Snow Fort, Spaghetti Storm, Spelling Bee, Submarine Shed, Talking
    Tree, Thunder Drum, Treehouse Rules, Umbrella Shop, Upside-Down Day, Very Small Bear, Wishing Well, Yard Sale
    """
)
CREATURES = words(
    """
    Badger, Bear, Beaver, Bluebird, Camel, Caterpillar, Chicken, Cricket, Duck, Elephant, Firefly, Fox, Frog, Giraffe,
    Goat, Goose, Hedgehog, Heron, Hippo, Kitten, Ladybug, Lion, Llama, Mole, Moose, Mouse, Octopus, Otter, Owl, Panda,
    Penguin, Pig, Pony, Puppy, Rabbit, Raccoon, Robin, Seal, Sheep, Skunk, Sloth, Snail, Squirrel, Tiger, Turtle,
    Walrus, Whale, Wolf, Wombat, Zebra
    """
)
QUIRKS = words(
    """
    Counted Backward, Couldn't Sleep, Cried Wolf, Danced, Drew the Map, Fixed the Clock, Forgot Her Name, Found a Hat,
    Got Lost, Had Nine Cousins, Hated Mondays, Knew the Way, Learned to Whistle, Liked the Rain, Lived Upstairs,
    Lost a Shoe, Loved Soup, Missed the Bus, Moved Next Door, Painted the Sky, Played the Tuba, Ran for Mayor,
    Read Everything, Rode the Train, Sang Too Loud, Saved Winter, Said Please, Sneezed, Stayed Home, Told the Truth,
    Took a Bath, Wanted Spots, Was Afraid of Stairs, Went to Sea, Won the Race, Wore Glasses, Would Not Share
    """
)
TRADES = words(
    """
    Almanac, Companion, Field Guide, Handbook, Journal, Logbook, Notebook, Primer, Reader, Reference Book,
    Sketchbook, Sourcebook, Workbook
    """
)
TEMPERS = words(
    """
    Backyard, Beginner's, Budget, Complete, Curious, Everyday, Family, Fearless, First-Year, Frugal, Honest, Lazy,
    Modern, Natural, Patient, Practical, Simple, Small-Town, Stay-at-Home, Sunday, Thoughtful, Weekend
    """
)
LENGTHS = words("Five, Six, Seven, Eight, Ten, Twelve, Twenty, Thirty, Forty, Fifty")
LESSONS = words("Chapters, Easy Pieces, Evenings, Lessons, Objects, Pictures, Projects, Questions, Steps, Weekends")
STRENGTHS = words(
    """
    A Concise, A Curious, A Family, A Pocket, A Short, A Small-Town, A Working, An Armchair, An Everyday, An Honest,
    An Illustrated, An Uncommon
    """
)
FORMS = words("Companion, Guide, History, Introduction, Journey, Miscellany, Reader, Treasury")
GAME_WORDS = words(
    """
    Amber, Arc, Ash, Astral, Aurora, Bastion, Beacon, Blade, Blaze, Bolt, Cinder, Circuit, Cobalt, Comet, Crown,
    Crystal, Dawn, Drift, Dune, Dusk, Echo, Ember, Falcon, Feather, Frost, Gear, Gilded, Glimmer, Grove, Iron,
    Ivory, Jade, Lantern, Lumen, Meadow, Mirage, Mist, Moon, Myth, Neon, Nimbus, Nova, Onyx, Orbit, Pixel, Prism,
    Quill, Raven, Relic, Rune, Saber, Sky, Star, Storm, Tempest, Thorn, Tide, Umbra, Vapor, Vector, Wisp
    """
)
GAME_ENDS = words(
    """
    Academy, Ascent, Brigade, Calling, Chronicle, Circuit, Colony, Crossing, Dash, Defenders, Derby, Drifters,
    Dungeon, Empire, Expedition, Explorers, Factory, Farm, Frontier, Garage, Hearts, Heist, Hunters, Island, Keep,
    Kingdom, League, Legacy, Legends, Manor, Odyssey, Outpost, Patrol, Pilots, Quest, Racers, Raiders, Rally, Rangers,
    Realms, Rising, Runner, Saga, Sanctuary, Seekers, Siege, Skies, Squad, Station, Tactics, Tales, Tower, Trials,
    Tycoon, Valley, Voyage, Wardens, Wilds, Workshop, Zero
    """
)
