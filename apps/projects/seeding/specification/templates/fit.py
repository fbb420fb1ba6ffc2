"""A fitness tracker."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="FIT",
    name="Fitness Tracker",
    methodology="kanban",
    status="planning",
    priority="low",
    description=(
        "An app for people who want to move more, and for those who coach them, without shame and without gold medals."
    ),
    place="with twelve volunteers",
    scopes=("in the first month", "after an injury", "without a watch", "in clubs", "past the age of sixty"),
    areas=(
        area(
            "activity tracking",
            epic="A walk counts as well",
            aim="Most people give up after nine days because their sport is not in the list",
            parts="step counter, activity list, daily ring",
            wishes="""
                walkers: have a walk counted by itself
                swimmers: enter lengths by hand
                cyclists: pause at a traffic light
                users: join two parts of a run
                users: correct a wrong activity
                wheelchair users: count pushes instead of steps
                users: count gardening
            """,
            tasks="""
                Read three makes of watches
                Count steps without the pocket's swinging
                Save battery during long tours
                Compare our steps with a hand counter
            """,
            faults="""
                steps are counted twice | watch and phone are both worn
                the tram counts as running | it stops often
                the day ends at midnight in London | a user travels
            """,
            improvements="""
                Round steps to hundreds
                Show minutes instead of calories
            """,
            asks="""
                Does carrying a child count, and if so, how?
                What do we show on a day without a watch?
            """,
            finds="""
                Two watches count arm movements while cooking as a kilometre.
                Volunteers look at the ring in the evening, when it is too late to move.
            """,
            checks="""
                Walked a thousand counted steps with three watches: 980, 1,012 and 1,004.
                Sat in a tram for an hour, and the ring did not move.
            """,
        ),
        area(
            "the training plan",
            epic="Plans that survive a bad week",
            aim="Nine of ten plans are abandoned after the first missed day",
            parts="week plan, exercise film, effort question",
            wishes="""
                users: move a training to tomorrow
                coaches: write a plan for a group
                users: say that it was too hard
                users: train without any equipment
                coaches: see who has stopped
                users: begin again after an illness
                users: train with somebody who is slower
            """,
            tasks="""
                Film forty exercises with two people
                Have the plans read by a physiotherapist
                Adapt plans to the answers of a week
                Write texts that do not scold
            """,
            faults="""
                the plan has two Mondays | a week is moved
                the film shows the other side | the phone is turned
                a rest day is called missed | the plan is paused
            """,
            improvements="""
                Say how long a training takes, with changing clothes
                Let the easiest exercise come first
            """,
            asks="""
                After how many missed days does a plan start again?
                May a coach see how somebody felt, or only what they did?
            """,
            finds="""
                Plans with three days a week are kept twice as long as those with five.
                Nobody watches a film longer than twenty seconds.
            """,
            checks="""
                Four volunteers missed a week on purpose, and all four came back.
                A physiotherapist did every exercise and took two of them out.
            """,
        ),
        area(
            "the recovery view",
            epic="Rest is part of it",
            aim="People train hardest on the days on which they slept worst",
            parts="sleep curve, rest advice, morning question",
            wishes="""
                users: say how they slept without a watch
                users: see sleep beside training
                shift workers: sleep in the daytime
                users: get advice to rest
                users: hide their weight
                coaches: see when a group is tired
            """,
            tasks="""
                Keep health data on the phone
                Compare curves with a sleep laboratory
                Write the advice together with a doctor
                Agree on what we never show
            """,
            faults="""
                a film counts as sleep | somebody lies still
                the night has twenty-five hours | the clocks go back
                advice comes at four | a user wakes up
            """,
            improvements="""
                Ask one question in the morning, not three
                Show weeks instead of nights
            """,
            asks="""
                What do we say to somebody who slept four hours for a week?
                Is a nap sleep or rest?
            """,
            finds="""
                The watch finds falling asleep well and waking up badly.
                Volunteers who see a bad curve sleep worse the next night.
            """,
            checks="""
                Compared thirty nights with diaries; the length is right within twenty minutes.
                Worked a night shift with the app, and it wished me a good day's sleep.
            """,
        ),
        area(
            "the club space",
            epic="Together without a ranking",
            aim="Rankings please three people in a club and drive twenty away",
            parts="club page, shared goal, invitation",
            wishes="""
                clubs: set a goal for everybody together
                members: join for a single week
                coaches: write to their group
                members: leave without being asked why
                clubs: meet for a walk
                members: share only what they choose
            """,
            tasks="""
                Ask six clubs what they need
                Keep club data apart from each other
                Invite by code instead of by phone number
                Write rules for photos
            """,
            faults="""
                the goal is reached twice | a member leaves and returns
                an invitation never ends | it was sent to a list
                hidden steps are added | a member hides a day
            """,
            improvements="""
                Count people who moved, not kilometres
                Show the goal as a way on a map
            """,
            asks="""
                What becomes of a member's steps when they leave the club?
                Who may see who has not moved for a week?
            """,
            finds="""
                Clubs want a calendar more than anything that counts.
                The smallest group that still talks to each other has five people.
            """,
            checks="""
                Two clubs walked to the sea together on the map, nobody asked who was first.
                Left and joined a club three times, the sum stayed right.
            """,
        ),
    ),
)
