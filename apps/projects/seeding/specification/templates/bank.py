"""A bank's app."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="BANK",
    name="Mobile Banking App",
    methodology="scrum",
    status="planning",
    priority="critical",
    description="An app for current accounts, cards and savings, for people who have not entered a branch in years.",
    place="on the sandbox bank",
    scopes=("on joint accounts", "on youth accounts", "on older phones", "on business accounts", "abroad"),
    areas=(
        area(
            "the money transfer",
            epic="Transfers in three taps",
            aim="One of four customers gives up a transfer at the second screen",
            parts="transfer form, payee list, confirmation screen",
            wishes="""
                customers: pay somebody by phone number
                customers: scan a bill with the camera
                customers: repeat a transfer of last month
                customers: split a bill with friends
                customers: schedule a transfer for payday
                customers: take back a transfer within a minute
                customers: add a note that only they can read
            """,
            tasks="""
                Connect the instant payment network
                Set limits for transfers to new payees
                Translate the network's error codes into sentences
                Write the recovery plan for a failed batch
            """,
            faults="""
                the amount is sent twice | the train enters a tunnel
                the payee list shows deleted people | the app is opened a second time
                a decimal comma is refused | the phone is set to Spanish
            """,
            improvements="""
                Suggest the three most frequent payees
                Show the fee before the last tap
            """,
            asks="""
                Up to which amount may a transfer go out without a second confirmation?
                What do we show while the other bank has not answered?
            """,
            finds="""
                The network answers late payments with the code for refused ones.
                Account numbers copied from a message carry an invisible space.
            """,
            checks="""
                Sent a cent between two sandbox accounts two hundred times, every one arrived once.
                Read the confirmation aloud to a colleague, he knew at once whom he had paid.
            """,
        ),
        area(
            "the login",
            epic="A login that is safe and short",
            aim="The hotline resets nine hundred passwords a month",
            parts="login screen, device list, security question",
            wishes="""
                customers: log in with their fingerprint
                customers: see on which devices they are logged in
                customers: block a lost phone from another one
                customers: move to a new phone without a letter
                agents: confirm a caller by a code in the app
                customers: choose a simple view of the app
                customers: log in while they are abroad
            """,
            tasks="""
                Rotate the signing keys of the app
                Have the login tested by an outside firm
                Detect phones with a broken operating system
                Throw away sessions older than fifteen minutes
            """,
            faults="""
                the login asks for a code twice | the clock of the phone is wrong
                a blocked device stays in the list | it is unblocked the same day
                the fingerprint is forgotten | the app is updated
            """,
            improvements="""
                Say which part of the login went wrong
                Keep the user name after a logout
            """,
            asks="""
                Is a fingerprint enough for a transfer, or only for looking?
                How does somebody log in whose only phone was stolen?
            """,
            finds="""
                Most resets come within a day of a new phone, not because of forgotten passwords.
                The device list cannot tell two phones of one model apart.
            """,
            checks="""
                Moved from one phone to another in four minutes, without a letter.
                Tried ten wrong codes in a row, the lock and its message are right.
            """,
        ),
        area(
            "card control",
            epic="Cards under the customer's thumb",
            aim="Blocking a lost card takes a phone call of seven minutes",
            parts="card page, spending limit, block button",
            wishes="""
                customers: block a card for an evening
                customers: set a limit per week
                customers: see the secret number again
                parents: follow the card of their child
                customers: order a new card to another address
                customers: switch off payments on the internet
            """,
            tasks="""
                Send card events to the card processor within a second
                Agree with the processor on test cards
                Show merchants by their real name
                Check the wording with the legal department
            """,
            faults="""
                a blocked card still pays for parking | the machine is offline
                the limit is counted from Sunday | the month begins on a Friday
                the old card is shown | a new one has been activated
            """,
            improvements="""
                Show the last payment on the block button's page
                Name the place of a payment instead of its code
            """,
            asks="""
                Does a weekly limit begin on Monday, or seven days ago?
                May a parent see the place of a payment, or only the amount?
            """,
            finds="""
                Parking machines settle a day later, so a block cannot stop them.
                The processor knows merchants by the name of the owner, which nobody recognizes.
            """,
            checks="""
                Blocked and unblocked a card at the till of the canteen, it took three seconds each.
                Went over the limit by one cent, and the payment was refused with the right text.
            """,
        ),
        area(
            "the savings plan",
            epic="Saving without thinking of it",
            aim="Two thirds of the customers have no savings account although they ask for one",
            parts="savings goal, round-up rule, interest table",
            wishes="""
                customers: round up every payment
                customers: name a goal and a date
                customers: pause saving for a month
                couples: save for one goal together
                customers: see what interest will bring
                customers: move savings back the same day
            """,
            tasks="""
                Calculate interest to the day
                Set up accounts for savings goals
                Report interest to the tax office
                Compare our terms with three other banks
            """,
            faults="""
                a payment is rounded up twice | it is booked in two parts
                the goal is reached too early | interest is counted in advance
                a paused plan goes on | the month has thirty-one days
            """,
            improvements="""
                Celebrate a goal without a noise
                Show how far a goal is in weeks, not in percent
            """,
            asks="""
                What happens to a shared goal when one of the two closes the account?
                Is a round-up booked at once, or once a day?
            """,
            finds="""
                Most people want to save a fixed amount; rounding up is for the others.
                The interest table of the branch differs from ours in the third place.
            """,
            checks="""
                Let the plan run over a leap year, interest agrees with the bank's table.
                Paused, changed and ended a plan; no payment was rounded afterwards.
            """,
        ),
    ),
)
