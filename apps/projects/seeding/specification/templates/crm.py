"""Customer relations of a machine dealer."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="CRM",
    name="Customer Relations",
    methodology="scrum",
    status="active",
    priority="high",
    description=(
        "Contacts, offers and service visits of a machine dealer, so that whoever "
        "answers the phone knows who is calling."
    ),
    place="with the pilot sales team",
    scopes=("abroad", "in the field app", "with key accounts", "during trade fairs", "in the spare parts shop"),
    areas=(
        area(
            "the contact file",
            epic="One file for every customer",
            aim="Each salesman keeps his own list, and customers are called twice in a week",
            parts="contact card, duplicate check, call history",
            wishes="""
                salespeople: see the last talk before they call
                salespeople: dictate a note in the car
                assistants: join two contacts
                customers: say what they want to be called about
                salespeople: see who else knows a customer
                managers: hand a region over to a colleague
                salespeople: see the way to a customer
            """,
            tasks="""
                Import the address books of fourteen salespeople
                Delete contacts that asked for it
                Check addresses against the post office's list
                Agree on what counts as one customer
            """,
            faults="""
                two firms become one | they share a telephone exchange
                notes are shown without paragraphs | they were dictated
                the birthday is a day early | the contact lives overseas
            """,
            improvements="""
                Show the open offers on the contact card
                Put the mobile number first
            """,
            asks="""
                Is a branch of a firm a customer of its own?
                Who may see the notes about a customer, all of sales or only the region?
            """,
            finds="""
                A fifth of the contacts have left their firm since they were entered.
                Three regions use the field for the fax number for something else.
            """,
            checks="""
                Looked up forty callers while they were on the phone, thirty-eight were found at once.
                Joined ten pairs of contacts, and no call was lost on the way.
            """,
        ),
        area(
            "the offer desk",
            epic="An offer while the customer waits",
            aim="An offer takes four days, and a third of the customers have bought by then",
            parts="offer form, price rule, approval",
            wishes="""
                salespeople: write an offer at the customer's table
                salespeople: offer two variants side by side
                managers: approve a discount from their phone
                customers: accept an offer with one click
                salespeople: reuse an offer of last year
                assistants: see which offers run out this week
                customers: ask a question about an offer in writing
            """,
            tasks="""
                Take prices from the order system every night
                Lay out the offer on the new letterhead
                Describe who may give which discount
                Archive offers that were never answered
            """,
            faults="""
                the discount is given twice | an offer is copied
                the old price is shown | the list changes during the visit
                the second page is empty | an offer has exactly twelve lines
            """,
            improvements="""
                Name the delivery time in weeks
                Remind after seven days without an answer
            """,
            asks="""
                Is a price bound for four weeks when the list changes in between?
                May a salesman see the margin, or only whether it is enough?
            """,
            finds="""
                Most of the four days are waiting for somebody to approve a discount.
                Eleven price rules contradict each other; the newest one wins by accident.
            """,
            checks="""
                Wrote an offer with three variants in nine minutes, in front of a patient customer.
                Compared fifty offers with the old form: same prices, to the cent.
            """,
        ),
        area(
            "the service visit",
            epic="Technicians who know the machine",
            aim="Every fourth visit ends with the sentence that a part is missing",
            parts="visit plan, machine history, part list",
            wishes="""
                technicians: see what was repaired before
                dispatchers: plan a day's visits by distance
                customers: choose between two dates
                technicians: order a part from the road
                customers: sign on the technician's tablet
                dispatchers: see who can repair which machine
            """,
            tasks="""
                Load the machine files from the manufacturer
                Make the visit plan work without a connection
                Count how often a part was missing
                Equip ten cars with the common parts
            """,
            faults="""
                two technicians drive to one customer | a visit is moved
                the signature is upside down | the tablet is turned
                the history belongs to another machine | a serial number was reused
            """,
            improvements="""
                Show the parts that such a repair usually takes
                Tell the customer when the technician sets out
            """,
            asks="""
                Does a second visit for the same fault cost the customer anything?
                How long before a visit can the customer still move it?
            """,
            finds="""
                Eight parts make up half of all that is ever missing.
                Serial numbers of the oldest machines exist twice, once per factory.
            """,
            checks="""
                Rode along for a day: five visits, no missing part, one traffic jam.
                Planned last Tuesday again, it comes out at ninety kilometres less.
            """,
        ),
        area(
            "the complaint register",
            epic="Complaints answered within two days",
            aim="A complaint passes through five hands before somebody is responsible",
            parts="complaint form, escalation rule, closing letter",
            wishes="""
                customers: complain without looking for the right address
                agents: see the order behind a complaint
                managers: be told about a third complaint
                agents: offer a credit up to a limit
                customers: see who takes care of it
                quality managers: count complaints by cause
            """,
            tasks="""
                Sort the causes into twelve groups
                Connect credits with the accounts
                Write closing letters that apologize
                Report complaints to the manufacturers
            """,
            faults="""
                a complaint is closed by itself | the customer writes again
                the letter has two greetings | a firm has two contacts
                the rule skips a manager | she is on holiday
            """,
            improvements="""
                Show how many hours are left
                Ask after a month whether all is well now
            """,
            asks="""
                Does a question count as a complaint when the customer sounds annoyed?
                Up to which credit may an agent decide alone?
            """,
            finds="""
                A third of the complaints are about a single gearbox.
                Whoever answers first has solved it in two of three cases.
            """,
            checks="""
                Followed ten complaints from the first call to the letter, none took three days.
                Let the rule run with every manager on holiday; it stops at the director.
            """,
        ),
    ),
)
