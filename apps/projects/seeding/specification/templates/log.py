"""Logistics of a forwarder."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="LOG",
    name="Logistics",
    methodology="kanban",
    status="active",
    priority="medium",
    description=(
        "Tours, loading and tracking of a forwarder with sixty trucks, from the order to the signed delivery note."
    ),
    place="with the two trial trucks",
    scopes=(
        "with refrigerated goods",
        "in city centres",
        "with subcontractors",
        "across the border",
        "in the night tours",
    ),
    areas=(
        area(
            "tour planning",
            epic="Tours that fit the day",
            aim="Dispatchers plan sixty tours by memory, and nobody can stand in for them",
            parts="tour map, driver roster, time window",
            wishes="""
                dispatchers: move a stop to another truck
                dispatchers: see when a tour becomes too long
                drivers: see the tour of the next day
                dispatchers: plan around a closed bridge
                customers: ask for a time window
                dispatchers: keep a tour that has proved itself
                drivers: suggest a better order of stops
            """,
            tasks="""
                Load the maps with heights and weights
                Count driving times as the law does
                Learn how long unloading takes at each customer
                Plan last month again and compare
            """,
            faults="""
                a stop is planned twice | an order is split
                the tour begins at the wrong depot | a driver changes trucks
                the break is missing | a tour runs over midnight
            """,
            improvements="""
                Show the reserve of a tour in minutes
                Colour stops by their time window
            """,
            asks="""
                May a stop be late by ten minutes when that saves an hour?
                Does loading time belong to the driver's working hours?
            """,
            finds="""
                The map knows a bridge that was closed two years ago.
                Unloading takes twice as long on Fridays, at nearly every customer.
            """,
            checks="""
                Planned five past days again: four trucks less, and every window is kept.
                A dispatcher looked for mistakes for an hour and found one, a low tunnel.
            """,
        ),
        area(
            "shipment tracking",
            epic="Where is my pallet",
            aim="The office answers two hundred calls a day with the words I will ask the driver",
            parts="tracking page, position report, arrival estimate",
            wishes="""
                customers: see their pallet on a map
                customers: be told an hour before arrival
                dispatchers: see which truck stands still
                customers: follow all their pallets in a list
                drivers: report a delay in one touch
                partners: read the status through an interface
                customers: change the address while a truck is on its way
            """,
            tasks="""
                Read positions from three makes of trucks
                Estimate arrivals with the traffic of the day
                Write the contract for partners' access
                Forget positions after thirty days
            """,
            faults="""
                the truck drives through the sea | it is on a ferry
                the estimate jumps by an hour | the driver takes a break
                a delivered pallet is still moving | it goes back with the truck
            """,
            improvements="""
                Give the estimate as a window of time
                Show only the last part of the way
            """,
            asks="""
                May a customer see the other stops before theirs?
                How exact does a position have to be in a city?
            """,
            finds="""
                Two makes send positions every minute, the third only when it turns.
                Customers do not want the map, they want the hour.
            """,
            checks="""
                Watched forty deliveries, thirty-six came within the promised half hour.
                Took the ferry with a trial truck, and the page said so.
            """,
        ),
        area(
            "loading dock control",
            epic="No queue at the gate",
            aim="Trucks wait fifty minutes at the depot, most of them between six and eight",
            parts="gate plan, loading list, pallet scan",
            wishes="""
                drivers: book a gate for a quarter of an hour
                loaders: see the order in which to load
                loaders: scan a pallet onto a truck
                dock managers: close a gate for repairs
                drivers: check in without leaving the cab
                loaders: report a damaged pallet with a photo
            """,
            tasks="""
                Put up scanners at all fourteen gates
                Number the places in the yard
                Balance the gates between early and late
                Train two shifts of loaders
            """,
            faults="""
                a gate is given to two trucks | one comes early
                the list is in the wrong order | a stop was moved
                a pallet is on two trucks | it is scanned twice
            """,
            improvements="""
                Light a green lamp at the right gate
                Print the loading list larger
            """,
            asks="""
                How long is a gate kept for a truck that is late?
                Who may change the order of loading after the first pallet?
            """,
            finds="""
                Four gates are used for half of all trucks because they are near the canteen.
                Loaders turn the list round: last in, first out.
            """,
            checks="""
                Stood at the gates for two mornings, the longest wait was eighteen minutes.
                Loaded six trucks by the list, and no pallet had to be moved twice.
            """,
        ),
        area(
            "delivery proof",
            epic="A signature that arrives before the truck",
            aim="Signed delivery notes reach the office after six days, and invoices after that",
            parts="delivery note, signature field, claim photo",
            wishes="""
                customers: sign on the driver's phone
                drivers: take a photo where nobody signs
                accountants: send an invoice on the same day
                customers: note a damage before they sign
                drivers: deliver without a connection
                accountants: find a note by its pallet
            """,
            tasks="""
                Agree with customers on signing without paper
                Store notes for as long as the tax office wants
                Send notes to the invoice system
                Test signatures on cracked screens
            """,
            faults="""
                the signature is lost | the phone runs out of power
                the note shows the planned amount | less was delivered
                the photo is black | the loading bay has no light
            """,
            improvements="""
                Ask for the name in capital letters
                Send the customer a copy at once
            """,
            asks="""
                Is a photo enough when a pallet is left at the back door?
                Who has to sign when half of a delivery is refused?
            """,
            finds="""
                Nine customers insist on a stamp, so paper stays for those.
                Drivers sign themselves when the gate is closed; that has to become a button.
            """,
            checks="""
                Delivered to twelve customers, and all notes were in the office before the driver.
                Broke off a delivery in a tunnel; the signature was there after it.
            """,
        ),
    ),
)
