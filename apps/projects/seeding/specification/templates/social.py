"""A neighbourhood network."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="SOCIAL",
    name="Social Network",
    methodology="scrum",
    status="active",
    priority="high",
    description="A network for neighbourhoods: people lend ladders, find lost cats and plan street parties.",
    place="in the preview circle",
    scopes=("in small towns", "in the moderators' view", "on slow phones", "in the first week", "in closed groups"),
    areas=(
        area(
            "the news feed",
            epic="A feed that ends",
            aim="Half of the neighbours leave after the third post because it comes from another town",
            parts="feed, post editor, distance filter",
            wishes="""
                neighbours: see posts of their street first
                neighbours: hide a topic for a month
                neighbours: write a post with several photos
                neighbours: know when they have read everything
                neighbours: save a post for later
                shopkeepers: announce an offer once a week
                neighbours: correct a post after sending it
            """,
            tasks="""
                Calculate distances without storing addresses
                Move old posts to cheaper storage
                Measure how far people scroll
                Rewrite the ranking so that it can be explained
            """,
            faults="""
                a post appears twice | it is shared in two groups
                photos lie across each other | a post has exactly three
                the feed jumps to the top | a comment comes in
            """,
            improvements="""
                Show the street instead of the town
                Load photos only when they come into view
            """,
            asks="""
                How far is near in a village, and how far in a city?
                Does a hidden topic come back by itself after a month?
            """,
            finds="""
                The distance filter takes the middle of the postcode, which is a lake in one town.
                A tenth of all posts are about cats; they deserve a topic.
            """,
            checks="""
                Five neighbours used the feed for a week; four of them reached its end every day.
                Posted from three phones with bad light and long texts, all of it is readable.
            """,
        ),
        area(
            "the lending shelf",
            epic="Borrow instead of buying",
            aim="Every street owns twenty drills that are used eleven minutes a year",
            parts="item page, lending calendar, deposit",
            wishes="""
                neighbours: offer a tool for lending
                neighbours: reserve an item for a weekend
                lenders: say to whom they lend
                borrowers: report a damage with a photo
                neighbours: ask for something nobody offers yet
                lenders: get a reminder when something is not back
                neighbours: give away what they no longer need
            """,
            tasks="""
                Describe the rules for deposits
                Insure items up to a small amount
                Import the shelf of the tool library
                Remove items that were never answered for
            """,
            faults="""
                an item is lent to two people | both reserve on the same evening
                the reminder goes to the lender | the borrower has left the network
                the calendar shows last week | the page is opened on a Sunday
            """,
            improvements="""
                Ask for the reason when a request is refused
                Show items within a walk of ten minutes first
            """,
            asks="""
                Who pays when a thirty-year-old drill breaks in a borrower's hands?
                May a lender see how reliably somebody returned other things?
            """,
            finds="""
                Most requests are for ladders, car trailers and a raclette oven.
                Reservations longer than a week are nearly always mistakes.
            """,
            checks="""
                Lent a ladder through the whole process, from the request to the thank-you note.
                Reserved the same item from two phones at once; only one of us got it.
            """,
        ),
        area(
            "moderation",
            epic="A kind tone without a police force",
            aim="Volunteers read four hundred reports a week, most of them about parking",
            parts="report form, decision page, house rules",
            wishes="""
                neighbours: report a post in two taps
                moderators: see earlier reports about a person
                moderators: ask a second moderator
                authors: learn why a post was removed
                authors: object to a decision
                moderators: hand over before a holiday
            """,
            tasks="""
                Sort reports by how urgent they are
                Train six new moderators
                Write the house rules in plain words
                Count decisions that were changed later
            """,
            faults="""
                a removed post is still found | somebody searches for its title
                reports disappear | the author deletes the post first
                two moderators decide differently | they open a report together
            """,
            improvements="""
                Explain the rule next to the decision
                Put reports about one post together
            """,
            asks="""
                Does the author learn who has reported the post?
                How long may a post stay visible while a report is open?
            """,
            finds="""
                Nine people write a third of all reports, and nine others are in most of them.
                The word parking alone sorts half of the reports into the right pile.
            """,
            checks="""
                Two moderators decided on fifty old reports again, they agreed in forty-six.
                Removed a post and looked for it in search, feed and mail: gone everywhere.
            """,
        ),
        area(
            "the event calendar",
            epic="A street party in ten minutes",
            aim="Events are announced in the feed and forgotten before they take place",
            parts="event page, guest list, reminder",
            wishes="""
                neighbours: plan an event with a date and a place
                neighbours: bring something from a shared list
                guests: say that they come and with how many
                hosts: invite only their own street
                neighbours: add an event to their calendar
                hosts: move an event to the next rain-free day
            """,
            tasks="""
                Export events to common calendars
                Ask the town for its list of closed streets
                Translate invitations into five languages
                Delete guest lists a month after the event
            """,
            faults="""
                the event is an hour early | a guest's phone is in another country
                the list has two potato salads | two guests save at the same time
                a cancelled event is still announced | it was planned twice
            """,
            improvements="""
                Show who of the street is coming
                Remind guests of what they wanted to bring
            """,
            asks="""
                Can people without an account say that they come?
                Who may move an event, only the host or everybody who helps?
            """,
            finds="""
                Most hosts plan on Sunday evening for the Saturday after next.
                Guests who say maybe come in one of four cases.
            """,
            checks="""
                Planned a real street party with it; eleven of fourteen guests came, with three cakes.
                Cancelled an event and looked at the phones of four guests: all had been told.
            """,
        ),
    ),
)
