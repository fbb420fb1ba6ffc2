"""A travel planner."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="TRVL",
    name="Travel Planner",
    methodology="scrum",
    status="active",
    priority="medium",
    description="Journeys by train, ferry and on foot, planned by several people and changed on the way.",
    place="with the test family",
    scopes=("by night train", "with a wheelchair", "with a school class", "without a connection", "with bicycles"),
    areas=(
        area(
            "route search",
            epic="Door to door without a car",
            aim="People plan a journey on five pages and still miss the last bus",
            parts="connection list, transfer time, map",
            wishes="""
                travellers: search from door to door
                travellers: allow more time for a transfer
                families: avoid routes with many changes
                travellers: stop over for a night
                travellers: see the last possible way home
                cyclists: find trains that take bicycles
                travellers: see how full a train will be
            """,
            tasks="""
                Load the timetables of eleven countries
                Calculate ways on foot with stairs
                Keep timetables for a year back
                Compare our routes with the railways' own
            """,
            faults="""
                the train leaves yesterday | a journey crosses midnight
                the transfer is impossible | two stations share a name
                the ferry is missing | it runs only in summer
            """,
            improvements="""
                Show the reserve at each change
                Put the calmest connection beside the quickest
            """,
            asks="""
                How many minutes does a family need to change trains?
                Do we show a connection that works only when the train is on time?
            """,
            finds="""
                Three countries publish their timetable two weeks late each December.
                The map knows a footpath along the track that was closed in spring.
            """,
            checks="""
                Travelled to four towns by its advice, the last bus was there each time.
                Compared two hundred connections with the timetable, all exist.
            """,
        ),
        area(
            "the shared plan",
            epic="One plan for all who travel",
            aim="Plans live in nine messages, and everybody has another version",
            parts="day plan, packing list, vote",
            wishes="""
                groups: vote on where to sleep
                travellers: add a ticket to a day
                families: share a packing list
                travellers: see who has booked what
                groups: divide the costs
                travellers: print the plan for grandparents
                groups: keep two plans until they decide
            """,
            tasks="""
                Save changes of several people at once
                Import bookings from e-mails
                Keep a plan readable without an account
                Convert plans of the old app
            """,
            faults="""
                a day disappears | two people move it
                the vote counts twice | somebody changes phones
                costs are divided by zero | everybody has left
            """,
            improvements="""
                Show what has changed since the last look
                Put the next thing to do on top
            """,
            asks="""
                May everybody change a plan, or only those who travel?
                What happens to the costs of somebody who stays at home?
            """,
            finds="""
                In every group one person plans, and the others only look.
                Confirmations of two ferry lines come as pictures of text.
            """,
            checks="""
                The test family planned a week with four phones, and nothing was lost.
                Divided the costs of nine days among seven people, the sum is right.
            """,
        ),
        area(
            "the travel companion",
            epic="Help when the train is late",
            aim="A missed connection costs travellers an hour of searching on a platform",
            parts="delay alert, next best route, ticket wallet",
            wishes="""
                travellers: be told before they stand on the platform
                travellers: see three other ways at once
                travellers: show a ticket without a connection
                families: tell others when they arrive
                travellers: claim money for a delay
                travellers: find the way to the other platform
            """,
            tasks="""
                Read delays of six railways every minute
                Keep tickets on the phone
                Fill in claims with what we know
                Test alerts on a day of strikes
            """,
            faults="""
                the alert comes too late | the phone saves power
                another way is already gone | it leaves in a minute
                the ticket is for the day before | a train runs over midnight
            """,
            improvements="""
                Say the platform first
                Be silent about delays that do not matter
            """,
            asks="""
                From how many minutes on is a delay worth an alert?
                Is the old ticket valid on the other way?
            """,
            finds="""
                Railways announce delays in steps of five minutes and mean twice that.
                Travellers want to know whether to run, nothing else.
            """,
            checks="""
                Missed a train in Basel on purpose: the next way was on the screen at once.
                Showed tickets in four tunnels, all of them were read.
            """,
        ),
        area(
            "the place guide",
            epic="What to do between two trains",
            aim="Travellers spend two hours in a strange town in the station's snack bar",
            parts="place card, opening hours, luggage note",
            wishes="""
                travellers: see what fits into two hours
                travellers: leave their luggage somewhere
                families: find a playground near the station
                travellers: add a tip of their own
                towns: correct the opening hours
                travellers: read a guide aloud
            """,
            tasks="""
                Write guides for sixty towns
                Check opening hours every quarter
                Ask towns for their playgrounds
                Record guides with two voices
            """,
            faults="""
                a museum is open | it is Monday
                the walk takes an hour | the river has one bridge
                tips are shown twice | they are translated
            """,
            improvements="""
                Give distances in minutes with luggage
                Show the way back first
            """,
            asks="""
                Who answers for a tip that is wrong?
                May a town write its own guide?
            """,
            finds="""
                Opening hours of small museums are right in two of three cases.
                The best tips come from conductors.
            """,
            checks="""
                Spent two hours in five towns with the guide, and caught every train.
                Called twenty museums, nineteen open when we say so.
            """,
        ),
    ),
)
