"""Booking for small hotels."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="BOOK",
    name="Booking",
    methodology="scrum",
    status="active",
    priority="high",
    description=(
        "Rooms, tables and bicycles of forty small hotels, booked directly instead of through the large portals."
    ),
    place="in the demo hotel",
    scopes=("with groups", "in the off-season", "with dogs", "at the front desk", "in the guest app"),
    areas=(
        area(
            "room search",
            epic="A free room in three clicks",
            aim="Guests look at eleven pages before they find a free room, and then book elsewhere",
            parts="date picker, room list, price calendar",
            wishes="""
                guests: search with flexible dates
                families: find two rooms next to each other
                guests: see the cheapest night of a month
                guests: filter by what matters to them
                regular guests: book their usual room
                hotels: show a room that needs a call
                guests: see what a room sounds like at night
            """,
            tasks="""
                Keep availability in memory
                Describe the rooms of forty hotels anew
                Measure where guests leave
                Translate the room list into four languages
            """,
            faults="""
                the last night is missing | a stay crosses the turn of the month
                a booked room looks free | the portal answers late
                the price is per person | two rooms are chosen
            """,
            improvements="""
                Start with next weekend
                Show the price of the whole stay
            """,
            asks="""
                Do children in their parents' bed count as guests?
                What do we show when nothing is free: other dates or other hotels?
            """,
            finds="""
                Most guests know the week and not the day.
                Nine hotels call the same room by three names.
            """,
            checks="""
                Six people who had never seen it found a room in under a minute.
                Searched all weekends until Christmas, free rooms agree with the hotel's book.
            """,
        ),
        area(
            "the reservation book",
            epic="Never two guests in one room",
            aim="Every hotel has two double bookings a month, mostly on the best weekends",
            parts="reservation, channel link, cancellation rule",
            wishes="""
                guests: change a reservation themselves
                receptionists: move a guest by dragging
                hotels: close a room for painting
                guests: cancel until the day before
                receptionists: see arrivals by hour
                hotels: keep one room for regulars
                guests: add a night while they are there
            """,
            tasks="""
                Send changes to the portals within ten seconds
                Lock a room while somebody pays
                Import the reservations of this season
                Run both books side by side for a month
            """,
            faults="""
                a room is given twice | two portals answer together
                the change loses the breakfast | the dates are moved
                a cancelled room stays closed | a group is split
            """,
            improvements="""
                Show where a reservation came from
                Colour only what needs a decision today
            """,
            asks="""
                Which price holds when a guest adds a night?
                Who tells the guest when a room has to be changed?
            """,
            finds="""
                One portal sends cancellations only twice a day.
                Half of the double bookings began with a telephone call during breakfast.
            """,
            checks="""
                Booked the last room from three portals in the same second; one guest got it, two were told.
                Ran a week beside the paper book, no difference on Sunday evening.
            """,
        ),
        area(
            "the front desk",
            epic="Check-in in two minutes",
            aim="Guests stand at the desk for nine minutes after a long journey",
            parts="registration form, key box, guest file",
            wishes="""
                guests: fill in the form before they arrive
                guests: get their key after midnight
                receptionists: see wishes of an earlier stay
                guests: leave without queuing
                receptionists: split a bill between two guests
                housekeepers: see which rooms are empty
            """,
            tasks="""
                Put up key boxes in six hotels
                Report guests to the town as the law asks
                Delete registration forms after a year
                Connect the bill with the till of the bar
            """,
            faults="""
                the key opens the wrong box | a guest changes rooms
                the bill lists breakfast twice | it is split
                the form asks again | a guest stays twice in a month
            """,
            improvements="""
                Greet guests in their language
                Print nothing unless a guest asks for it
            """,
            asks="""
                What does a guest do whose phone is empty at midnight?
                May a housekeeper see the name of a guest?
            """,
            finds="""
                Four of the nine minutes are copying a passport number.
                Guests after ten in the evening want only a bed and no questions.
            """,
            checks="""
                Arrived at one in the morning: key, light and room in a minute and a half.
                Split a bill for five among three people, the cents go to nobody twice.
            """,
        ),
        area(
            "the payment desk",
            epic="Deposits without a letter",
            aim="A fifth of the deposits arrive too late and some not at all",
            parts="deposit request, refund, daily closing",
            wishes="""
                guests: pay a deposit with a link
                hotels: ask for a deposit only in high season
                guests: get a refund within three days
                receptionists: take a part in cash
                accountants: close a day without the owner
                guests: pay with a voucher
            """,
            tasks="""
                Agree with the payment firm on fees
                Book tourist tax apart
                Move open deposits of the season
                Write refunds into the accounts
            """,
            faults="""
                a deposit is asked for twice | a guest changes the dates
                the voucher is worth nothing | it was bought last year
                the closing is open | a payment comes at midnight
            """,
            improvements="""
                Say what a deposit is for
                Show open amounts in one line
            """,
            asks="""
                Is a deposit lost when a guest is ill?
                Which tax rate holds for breakfast in a package?
            """,
            finds="""
                Guests pay faster when the link comes by text message.
                Two hotels book tips as revenue, which the tax office will not like.
            """,
            checks="""
                Closed five days in the demo hotel, cash and cards agree to the cent.
                Asked for a refund on Friday, and it was there on Monday.
            """,
        ),
    ),
)
