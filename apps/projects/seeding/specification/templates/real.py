"""An estate agency."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="REAL",
    name="Real Estate",
    methodology="kanban",
    status="planning",
    priority="low",
    description="Listings, viewings and rental contracts of an agency that manages four hundred flats.",
    place="with one trial house",
    scopes=("in furnished flats", "in shops", "in houses with a garden", "from abroad", "in old buildings"),
    areas=(
        area(
            "the listing page",
            epic="Listings that answer before somebody calls",
            aim="Nine of ten calls ask for something that could stand in the listing",
            parts="photo series, floor plan, cost table",
            wishes="""
                tenants: see the full monthly cost
                tenants: walk through a flat on the screen
                agents: put a flat online from the hallway
                tenants: search by the way to work
                owners: see how often their flat is looked at
                tenants: save a search and be told
                owners: approve a listing before it is shown
            """,
            tasks="""
                Draw floor plans from the old paper files
                Send listings to the three large portals
                Remove listings an hour after they are let
                Check the energy values that the law asks for
            """,
            faults="""
                photos of another flat are shown | two flats share a number
                the cost is without heating | a flat has its own boiler
                a let flat is still listed | it came from a portal
            """,
            improvements="""
                Put the floor plan before the photos
                Say when a flat is free in plain words
            """,
            asks="""
                May the house number stand in the listing, or only the street?
                Who pays for the photos when the owner withdraws?
            """,
            finds="""
                Listings with a floor plan need half as many viewings.
                Two portals cut the text after four hundred letters.
            """,
            checks="""
                Put the trial house online; eleven of twelve callers had read everything.
                Compared the cost table with the contracts of six flats, no surprise left.
            """,
        ),
        area(
            "viewing planning",
            epic="Viewings without a crowd on the stairs",
            aim="Forty people stand in the hallway at once, and the agent knows none of them",
            parts="viewing slot, key list, visitor note",
            wishes="""
                tenants: choose a slot for a viewing
                agents: show three flats on one way
                sitting tenants: say when it suits them
                agents: note who was interested
                tenants: cancel without a call
                caretakers: see who needs which key
                tenants: bring their papers along as a file
            """,
            tasks="""
                Number the keys of four hundred flats
                Plan viewings along a route
                Send the way to the flat on the day before
                Forget visitors who did not apply
            """,
            faults="""
                a slot takes two visitors | both click at once
                the key is listed twice | a lock was changed
                the reminder comes at night | the phone is abroad
            """,
            improvements="""
                Give each visitor a quarter of an hour
                Show the agent's number on the day itself
            """,
            asks="""
                How many hours before must a sitting tenant be told?
                May a visitor bring somebody along?
            """,
            finds="""
                A third of those who book never come, and half of these would have cancelled with a link.
                Keys are lost on Fridays.
            """,
            checks="""
                Planned a Saturday with nine viewings: one empty slot, no queue.
                Walked the route with an agent, she was at home an hour earlier.
            """,
        ),
        area(
            "the rental contract",
            epic="A contract in one visit",
            aim="A contract takes three visits and eleven signatures",
            parts="contract form, deposit account, handover record",
            wishes="""
                tenants: hand in their papers once
                agents: fill a contract from the listing
                tenants: pay the deposit in three parts
                agents: record a handover with photos
                owners: approve a tenant from afar
                tenants: read the house rules before they sign
            """,
            tasks="""
                Have the contract checked by a lawyer
                Open deposit accounts without a visit to the bank
                Keep tenants' papers locked
                Convert the running contracts
            """,
            faults="""
                the rent is written in two amounts | an index is applied
                the second tenant is missing | a couple signs
                the record has no meter reading | a meter was replaced
            """,
            improvements="""
                Mark what differs from the usual contract
                Keep the handover record to two pages
            """,
            asks="""
                Is a signature on the tablet enough for a contract without an end date?
                Who may see the income papers of a tenant?
            """,
            finds="""
                Eight of the eleven signatures are on forms that no law asks for.
                Deposits of three banks arrive without a name.
            """,
            checks="""
                Rented the trial house to a colleague: one visit, two signatures.
                A lawyer read ten filled contracts and changed a comma.
            """,
        ),
        area(
            "repair handling",
            epic="Repairs that tenants can follow",
            aim="Tenants report a broken heating four times on average",
            parts="repair request, craftsman list, cost approval",
            wishes="""
                tenants: report a damage with a film
                tenants: see when the craftsman comes
                caretakers: close small repairs themselves
                owners: approve a repair above a limit
                craftsmen: see a photo before they drive
                agents: see which house costs most
            """,
            tasks="""
                Agree on hourly rates with twelve craftsmen
                Sort damages by how urgent they are
                Book repairs to the right house
                Move the paper requests of this year
            """,
            faults="""
                a request is sent to two firms | nobody answers within a day
                the owner is not asked | the cost rises later
                the film does not play | it is longer than a minute
            """,
            improvements="""
                Confirm every request within a minute
                Ask the tenant whether it works now
            """,
            asks="""
                Which damages may a caretaker order without asking?
                What counts as urgent on a Sunday?
            """,
            finds="""
                Four boilers of one make cause a quarter of all requests.
                Craftsmen come sooner when they have seen a photo.
            """,
            checks="""
                Reported a dripping tap as a tenant; I knew the day after two hours.
                Went through last winter's requests, each has a cost and a house now.
            """,
        ),
    ),
)
