"""Food delivery."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="FOOD",
    name="Food Delivery",
    methodology="scrum",
    status="active",
    priority="medium",
    description="Meals from a hundred small kitchens, brought by bicycle within half an hour.",
    place="in the trial kitchen",
    scopes=("in offices", "late at night", "with allergies", "in the rain", "with large orders"),
    areas=(
        area(
            "the menu",
            epic="A menu that is true right now",
            aim="Every twelfth order contains a dish that has run out",
            parts="dish card, allergen note, stock switch",
            wishes="""
                cooks: switch off a dish with one touch
                diners: see what is in a dish
                cooks: offer a dish of the day
                diners: leave out an ingredient
                diners: order what they had last time
                cooks: change a price for the evening
                diners: see how spicy a dish is
            """,
            tasks="""
                Photograph the dishes of thirty kitchens
                Collect allergens from all recipes
                Connect the tills of the larger kitchens
                Translate two thousand dish names
            """,
            faults="""
                a dish is sold out but shown | two diners order at once
                the extra cheese is free | a dish is ordered twice
                the allergen note is empty | a recipe was copied
            """,
            improvements="""
                Sort dishes by how quickly they are ready
                Show how much a portion is
            """,
            asks="""
                Who answers for a wrong allergen note, we or the kitchen?
                May a kitchen change a price while somebody is ordering?
            """,
            finds="""
                Kitchens forget to switch a dish on again, so good dishes stay away for days.
                A quarter of the recipes name sesame in no way at all.
            """,
            checks="""
                Ordered forty dishes on a Friday evening, one had run out and said so in time.
                Compared the notes of ten dishes with the cooks' recipes, all agree now.
            """,
        ),
        area(
            "the rider app",
            epic="Riders who know the way",
            aim="Riders lose six minutes an order at wrong doors and closed kitchens",
            parts="route view, door note, handover code",
            wishes="""
                riders: see which kitchen is ready first
                riders: read a note about the door
                diners: follow the rider on the map
                riders: carry two orders of one street
                riders: report a closed kitchen
                diners: thank a rider with a tip
                riders: choose the district for their shift
            """,
            tasks="""
                Take bicycle paths instead of roads
                Save battery on long shifts
                Agree on rules for bad weather
                Count minutes at the door
            """,
            faults="""
                the route goes up the stairs | a park is open
                the code is refused | the phone has no connection
                the tip goes to another rider | an order is handed over
            """,
            improvements="""
                Say the house number aloud
                Show the next kitchen before the last door
            """,
            asks="""
                How long does a rider wait at a door that nobody opens?
                May diners see the rider's name?
            """,
            finds="""
                Five office towers cost as much time as the rest of the town.
                The map's shortest path crosses a market on Saturdays.
            """,
            checks="""
                Rode eleven orders in the rain, and found every door at the first try.
                Switched the phone off on the way; the handover worked at the door.
            """,
        ),
        area(
            "the kitchen screen",
            epic="Orders in the rhythm of the stove",
            aim="Kitchens get nine orders at once and then none for a quarter of an hour",
            parts="order queue, cooking clock, packing list",
            wishes="""
                cooks: accept an order with a time
                cooks: see two orders with the same dish together
                cooks: pause for ten minutes
                packers: tick off what is in the bag
                kitchens: see tomorrow's orders of offices
                cooks: tell the rider that it takes longer
            """,
            tasks="""
                Learn the real cooking times
                Put screens into six kitchens
                Print stickers for allergic guests
                Make the screen readable with wet hands
            """,
            faults="""
                an order disappears | the screen falls asleep
                the clock runs on | a kitchen takes a break
                the sticker names another guest | two bags stand side by side
            """,
            improvements="""
                Ring once instead of three times
                Show in large letters what is left out
            """,
            asks="""
                How long may a kitchen pause on a Friday evening?
                Who decides on the time, the cook or our estimate?
            """,
            finds="""
                Cooks add five minutes to every time, and we add five more.
                Bags stand ready for seven minutes on average; the food does not get better.
            """,
            checks="""
                Stood in the trial kitchen for an evening: no order lost, one bag too early.
                Cooked by the queue with two cooks, they want to keep it.
            """,
        ),
        area(
            "order payment",
            epic="Fair bills for everybody",
            aim="Refunds take nine days, and diners write three times in between",
            parts="bill, refund, kitchen statement",
            wishes="""
                diners: split a bill among friends
                diners: get money back for a missing dish
                kitchens: see what they earned this week
                offices: pay once a month
                diners: pay in cash at the door
                kitchens: see what a refund was for
            """,
            tasks="""
                Pay kitchens every Tuesday
                Book tips apart from revenue
                Agree with kitchens on who bears which refund
                Check bills against the tills
            """,
            faults="""
                the fee is charged twice | an order is repeated
                a refund is booked as a tip | it is smaller than five
                the statement begins on Monday | a week has a holiday
            """,
            improvements="""
                Explain the fee in one sentence
                Refund small amounts without asking
            """,
            asks="""
                Up to which amount do we refund without a photo?
                Does the tip belong to the rider even when the order was late?
            """,
            finds="""
                Eighty percent of the refunds are under six, and cost more to check than to pay.
                Two tills round in favour of the kitchen.
            """,
            checks="""
                Split a bill of seven people with two vouchers, it comes out even.
                Compared a month of statements with the bank: no difference.
            """,
        ),
    ),
)
