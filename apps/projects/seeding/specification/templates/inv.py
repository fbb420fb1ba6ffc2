"""Inventory of warehouses."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="INV",
    name="Inventory",
    methodology="kanban",
    status="active",
    priority="medium",
    description="Stock, counting and replenishment for twelve warehouses that until now trusted their paper lists.",
    place="in the training warehouse",
    scopes=("in cold storage", "in the returns hall", "with small parts", "in the bonded store", "on hand scanners"),
    areas=(
        area(
            "goods receipt",
            epic="From truck to shelf in an hour",
            aim="Pallets stand in the yard for half a day because nobody knows where they belong",
            parts="delivery note, shelf proposal, scanner screen",
            wishes="""
                warehouse workers: scan a pallet without taking gloves off
                warehouse workers: book a delivery in parts
                shift leaders: see which trucks are expected today
                suppliers: announce a delivery the day before
                warehouse workers: print a label at the gate
                buyers: see at once when a delivery is short
                drivers: see when a gate is free
            """,
            tasks="""
                Read the delivery notes of the ten largest suppliers
                Map the yard into twenty places
                Renew the scanners in three warehouses
                Check weights against the article master
            """,
            faults="""
                a pallet is booked twice | the scanner loses its connection
                the shelf proposal is full | two workers ask at once
                the delivery note is closed too early | a second truck comes
            """,
            improvements="""
                Show the shelf on the scanner in large digits
                Propose the shelf nearest to the gate for fast articles
            """,
            asks="""
                What do we do with goods that were never ordered: refuse or put aside?
                May a pallet be booked before its quality check?
            """,
            finds="""
                One supplier prints the order number in the field for the customer.
                Half of the waiting time is looking for the fork lift, not for the shelf.
            """,
            checks="""
                Followed three trucks from the gate to the shelf, fifty minutes at most.
                Scanned two hundred labels with gloves and in bad light, six misreadings.
            """,
        ),
        area(
            "stock counting",
            epic="Counting without closing the doors",
            aim="The yearly count closes every warehouse for two days",
            parts="count list, difference report, recount",
            wishes="""
                warehouse workers: count a shelf between two jobs
                shift leaders: order a recount of one shelf
                controllers: see differences in money
                warehouse workers: count without seeing the booked amount
                controllers: approve differences above a limit
                auditors: follow a count to the person
                shift leaders: spread a count over three shifts
            """,
            tasks="""
                Plan the counts so that every shelf comes up once a year
                Agree with the auditors on the new method
                Freeze a shelf while it is counted
                Compare our counts with last year's closing
            """,
            faults="""
                a shelf is missing from the list | it was renamed this week
                differences are booked twice | a recount is approved later
                opened boxes count as full | they lie at the back
            """,
            improvements="""
                Sort the list by the way through the aisles
                Ask for a photo when the difference is large
            """,
            asks="""
                From which difference on does somebody else have to recount?
                Do we count opened boxes by weight or by piece?
            """,
            finds="""
                Four fifths of the differences come from small parts in open boxes.
                Shelves near the gate are right more often, because they are used every day.
            """,
            checks="""
                Counted an aisle during the day shift, and nobody had to wait.
                The auditors drew thirty shelves; twenty-nine agree with the book.
            """,
        ),
        area(
            "replenishment",
            epic="Orders that write themselves",
            aim="Buyers order by feeling, and each warehouse has too much of something else",
            parts="order proposal, minimum stock, supplier calendar",
            wishes="""
                buyers: accept an order proposal with one click
                buyers: see why an amount is proposed
                warehouse managers: ask another warehouse first
                buyers: pause a proposal for a season
                buyers: order full pallets only
                warehouse managers: raise the minimum for a promotion
            """,
            tasks="""
                Calculate the minimum stock from two years of sales
                Import the holidays of the suppliers
                Send orders in the suppliers' own format
                Clean up articles without a supplier
            """,
            faults="""
                an article is ordered daily | its delivery is late
                the proposal ignores goods in the yard | they are not yet booked
                the amount is rounded down to zero | a pallet is larger than the need
            """,
            improvements="""
                Show stock of the other warehouses beside the proposal
                Group proposals by supplier and day
            """,
            asks="""
                Does a transfer between warehouses cost something in the proposal?
                Who answers for an order that was accepted automatically?
            """,
            finds="""
                Christmas articles push up the minimum until March.
                Two suppliers deliver on fixed weekdays, which no calendar said.
            """,
            checks="""
                Let it propose for last autumn: a fifth less stock, and three shortages instead of nine.
                A buyer went through forty proposals and changed five.
            """,
        ),
        area(
            "order picking",
            epic="Fewer steps for every order",
            aim="A picker walks eighteen kilometres a day, a third of it with an empty trolley",
            parts="picking route, trolley plan, packing table",
            wishes="""
                pickers: collect four orders in one walk
                pickers: report an empty shelf on the way
                packers: see the weight that a parcel should have
                shift leaders: move pickers between halls
                pickers: hear the next shelf instead of reading it
                packers: take the right box at the first try
            """,
            tasks="""
                Measure the distances between all shelves
                Place fast articles near the packing tables
                Try voice control with three pickers
                Print labels in the order of the route
            """,
            faults="""
                the route crosses a closed aisle | it is closed after the start
                two pickers take the last piece | both read the same shelf
                an order leaves without one article | the shelf was empty
            """,
            improvements="""
                Show how many pieces are left on the shelf
                Let the route begin where the picker stands
            """,
            asks="""
                Does an urgent order interrupt a walk, or does it wait for the next one?
                How heavy may a trolley be when it holds four orders?
            """,
            finds="""
                The shortest route is not the quickest: the crossing at hall two is always jammed.
                Voice control does well with numbers and badly with article names.
            """,
            checks="""
                Walked ten routes with a picker, thirteen kilometres instead of eighteen.
                Weighed a hundred parcels; two differ, and both were packed wrongly.
            """,
        ),
    ),
)
