"""Video streaming."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="VIDEO",
    name="Video Streaming",
    methodology="scrum",
    status="active",
    priority="high",
    description="Films and series of small studios, on every screen, with captions that are worth reading.",
    place="on the test channel",
    scopes=(
        "on old television sets",
        "in the children's corner",
        "in the train",
        "in film schools",
        "with audio description",
    ),
    areas=(
        area(
            "the video player",
            epic="A picture within a second",
            aim="Every tenth viewer leaves before the first picture appears",
            parts="start screen, quality switch, caption display",
            wishes="""
                viewers: continue on another device
                viewers: change the speed without a high voice
                viewers: read captions in two lines
                parents: lock the player for an hour
                viewers: skip the opening
                viewers: download a film for a flight
                viewers: watch together with somebody far away
            """,
            tasks="""
                Start with a small picture and grow
                Try the player on forty television sets
                Count stops per hour of watching
                Replace the old caption format
            """,
            faults="""
                sound runs ahead | the quality changes
                captions stay on the screen | a scene is skipped
                the film begins anew | the phone rings
            """,
            improvements="""
                Remember loudness for each device
                Show the time that is left, not the time that has gone
            """,
            asks="""
                Which quality is good enough for the first ten seconds?
                How long does a downloaded film stay on a device?
            """,
            finds="""
                The slowest second is the licence check, not the network.
                Television sets before 2017 cannot change quality without a black picture.
            """,
            checks="""
                Started two hundred films on a weak line: a picture after 0.8 seconds in the middle.
                Watched an evening with captions at double size, nothing was cut off.
            """,
        ),
        area(
            "the film catalogue",
            epic="Find a film before the popcorn is cold",
            aim="Viewers search for nineteen minutes and watch the same series again",
            parts="row of titles, film page, watch list",
            wishes="""
                viewers: say how much time they have
                viewers: keep a list for two people
                viewers: see what a friend has liked
                viewers: find a film by one of its lines
                parents: see only films for an age
                studios: correct the text about a film
                viewers: hide a film for good
            """,
            tasks="""
                Write short texts for twelve hundred films
                Cut new pictures for the rows
                Remove films on the day their licence ends
                Explain every recommendation in one sentence
            """,
            faults="""
                a film appears in three rows | it won a prize
                the list forgets a film | its licence is renewed
                the age is missing | a film comes from abroad
            """,
            improvements="""
                Show the length before the year
                Put films that end soon first
            """,
            asks="""
                Does a film that somebody stopped after five minutes count as watched?
                May a studio see how many people stopped, and where?
            """,
            finds="""
                Two people on one account make every recommendation strange.
                The texts of the studios tell the ending in one of thirty cases.
            """,
            checks="""
                Eight viewers chose a film in under five minutes, six of them something new.
                Went through the films that leave this month, all are in the row for it.
            """,
        ),
        area(
            "the studio upload",
            epic="From the studio to the screen in a day",
            aim="A new film takes eleven days, nine of them waiting for a missing file",
            parts="upload page, quality report, release plan",
            wishes="""
                studios: upload a film in pieces
                studios: see at once what is missing
                editors: release a film in twelve countries
                studios: replace the sound of one language
                editors: check captions beside the picture
                studios: see when their film goes online
            """,
            tasks="""
                Encode films on rented machines at night
                Check loudness and black edges
                Write a list of what a studio has to send
                Keep the original in two places
            """,
            faults="""
                the upload starts again | the line breaks at the end
                the report is green | the last minute is silent
                a film is released a day early | a country is ahead in time
            """,
            improvements="""
                Name the missing file in the studio's language
                Show the place in the queue
            """,
            asks="""
                Who may release a film whose captions are not complete?
                How long do we keep an original after the licence ends?
            """,
            finds="""
                Nearly all delays are captions in the wrong frame rate.
                One studio sends every film twice, once with a logo.
            """,
            checks="""
                Uploaded three films with a broken line, all arrived whole.
                Compared the quality reports of twenty films with my own eyes, they are right.
            """,
        ),
        area(
            "the subscription desk",
            epic="Easy to come, easy to go",
            aim="Cancelling takes a phone call, and people remember it",
            parts="plan page, payment reminder, cancellation page",
            wishes="""
                viewers: cancel in two clicks
                viewers: pause for the summer
                families: share a plan with two homes
                students: pay half with a card
                viewers: give a month as a present
                viewers: change their plan in the middle of a month
            """,
            tasks="""
                Remind before a card runs out
                Ask why somebody leaves, in one question
                Calculate parts of a month to the day
                Move yearly plans to the new prices
            """,
            faults="""
                a paused plan is charged | the pause ends on a Sunday
                the present arrives twice | it is sent at midnight
                the student price stays | the studies are over
            """,
            improvements="""
                Say until when a film can still be watched
                Offer the pause before the cancellation
            """,
            asks="""
                May we ask why somebody leaves before or only after the cancellation?
                What happens to the watch list of somebody who comes back?
            """,
            finds="""
                A third of those who leave come back within a year.
                Most failed payments are cards that have run out, not empty accounts.
            """,
            checks="""
                Cancelled and came back four times, the watch list was still mine.
                Changed plans on every day of February; each bill is right to the cent.
            """,
        ),
    ),
)
