"""A project management tool."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="PM",
    name="Project Management",
    methodology="scrum",
    status="active",
    priority="high",
    description=(
        "The tool in which the house plans its own work: boards, backlogs and reports that need no explanation."
    ),
    place="in our own house",
    scopes=("in the guests' view", "on a phone", "in large teams", "across projects", "in archived projects"),
    areas=(
        area(
            "the board",
            epic="A board that tells the truth",
            aim="The board shows what people remembered to move, which is not what they do",
            parts="column, card, limit",
            wishes="""
                teams: set a limit for a column
                developers: move a card by keyboard
                teams: see which card has not moved for a week
                leads: filter the board by person
                developers: open a card without leaving the board
                teams: keep one lane for urgent work
                leads: see two boards side by side
            """,
            tasks="""
                Send moves to all who look at the board
                Draw five hundred cards without a stutter
                Write down what each column means
                Move boards of the old tool
            """,
            faults="""
                a card jumps back | two people move it
                the limit counts archived cards | a column is renamed
                the board is empty | a filter is kept from yesterday
            """,
            improvements="""
                Show the age of a card as a shade
                Ask why when a full column is entered
            """,
            asks="""
                Does a limit refuse a card, or does it only warn?
                Who may change the columns of a running project?
            """,
            finds="""
                Half of the cards are moved on Friday at four, all at once.
                Cards in review wait longer than all other columns together.
            """,
            checks="""
                Three of us moved fifty cards at once, and all screens agreed at the end.
                Used the board for a day by keyboard only; I did not miss the mouse.
            """,
        ),
        area(
            "the backlog",
            epic="A backlog that stays short",
            aim="Four hundred wishes stand in the backlog, and the oldest is from 2017",
            parts="wish list, priority order, refinement page",
            wishes="""
                leads: order the backlog by dragging
                teams: estimate together without a meeting
                leads: close what nobody asked for in a year
                reporters: see where their wish stands
                teams: split a large issue into two
                leads: see how much fits into a sprint
                reporters: vote for somebody else's wish
            """,
            tasks="""
                Find issues that say the same
                Import wishes from the help desk
                Archive issues without losing their links
                Describe when an issue is ready
            """,
            faults="""
                the order is lost | two leads drag at once
                an estimate is shown too early | somebody joins late
                the split keeps all points | both halves are saved
            """,
            improvements="""
                Show the age of a wish in years
                Put the question that is open beside the title
            """,
            asks="""
                May a reporter open a wish again that was closed for its age?
                Who has the last word about the order?
            """,
            finds="""
                Every sixth wish has been built long ago.
                Estimates of three people differ by less than one step in nine of ten cases.
            """,
            checks="""
                Closed ninety old wishes, and two reporters wrote back.
                Refined a sprint in forty minutes with six people in three towns.
            """,
        ),
        area(
            "sprint reporting",
            epic="Reports without a slide",
            aim="Every review begins with an hour of copying figures into slides",
            parts="burndown chart, velocity bar, review page",
            wishes="""
                leads: open the review without preparing it
                teams: see what was carried over
                leads: compare the last five sprints
                stakeholders: read a sprint in five sentences
                teams: see how long work waits
                leads: export a report for the customer
            """,
            tasks="""
                Take all figures from the history
                Calculate the burndown without weekends
                Compare our velocity with the old sheet
                Keep reports of closed projects
            """,
            faults="""
                the line goes up | points are changed on the way
                the last day is missing | a sprint ends on a Sunday
                carried work counts twice | it is done in the next sprint
            """,
            improvements="""
                Mark the day on which the scope changed
                Write the goal above the chart
            """,
            asks="""
                Do points count on the day of the review or on the day of the release?
                Is velocity a mean or the last value?
            """,
            finds="""
                The old sheet counted carried work in both sprints, so velocity looked better.
                Stakeholders read the first sentence and the last figure.
            """,
            checks="""
                Held a review with it, nobody opened a slide.
                Recalculated five sprints by hand, all bars agree.
            """,
        ),
        area(
            "access control",
            epic="The right people see the right things",
            aim="Guests see either everything or nothing, so customers get screenshots by mail",
            parts="role table, guest link, access log",
            wishes="""
                leads: invite a customer to one board
                guests: comment without an account
                owners: see who can read a project
                leads: hand a project over
                members: log in with the company's account
                owners: take access back on the last day
            """,
            tasks="""
                Check every page against the role table
                Write the access log to a second place
                Ask the lawyers about guests abroad
                Retire the shared password of the lobby screen
            """,
            faults="""
                a guest sees a hidden title | it stands in a link
                access is left over | somebody changes teams
                the log names nobody | a guest uses a link
            """,
            improvements="""
                Explain in words what a role may do
                Show when a link was last used
            """,
            asks="""
                How long does a guest link work when nobody uses it?
                May a guest see who else is a guest?
            """,
            finds="""
                Thirty-one people who left still had an account.
                The search finds titles of projects that one must not open.
            """,
            checks="""
                Went through every page as guest, member and owner; the table holds.
                Took a colleague's access back at noon, and he was out a minute later.
            """,
        ),
    ),
)
