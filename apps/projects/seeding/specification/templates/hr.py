"""Human resources."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="HR",
    name="Human Resources",
    methodology="scrum",
    status="active",
    priority="medium",
    description=(
        "Hiring, leave, reviews and pay slips of a company with nine hundred people and four paper forms for each."
    ),
    place="in the model department",
    scopes=("in part-time", "at the second site", "in the managers' view", "during probation", "in an apprenticeship"),
    areas=(
        area(
            "the hiring process",
            epic="From application to contract in three weeks",
            aim="Good applicants wait seven weeks and are gone by then",
            parts="application form, interview plan, applicant file",
            wishes="""
                applicants: apply with what they have at hand
                managers: see only who fits the position
                recruiters: plan three interviews in one step
                applicants: see how far their application is
                managers: note impressions right after the talk
                recruiters: keep a good applicant for later
                managers: ask for a new position
            """,
            tasks="""
                Delete applications six months after a refusal
                Put positions on the four job boards
                Write letters that are polite when they say no
                Move the open applications out of the mailbox
            """,
            faults="""
                the letter names another position | somebody applied twice
                the interview is in a booked room | it is moved by a day
                the file is empty | a document has been photographed
            """,
            improvements="""
                Show how long somebody has been waiting
                Offer dates instead of asking for some
            """,
            asks="""
                May a manager see the salary an applicant has asked for?
                Who writes to an applicant when a position is closed?
            """,
            finds="""
                Three of the seven weeks are the search for a date with four people.
                Every fifth application has its documents as photos.
            """,
            checks="""
                Played an applicant for two positions, every letter was about the right one.
                Planned nine interviews with three managers; nobody had to be called.
            """,
        ),
        area(
            "leave planning",
            epic="Leave without a form",
            aim="Nine hundred people fill in six paper forms a year to go on holiday",
            parts="leave calendar, request, deputy rule",
            wishes="""
                employees: ask for leave from their phone
                managers: see who is away in a week
                employees: see how many days are left
                employees: name a deputy
                managers: refuse with a reason and another proposal
                payroll staff: see unpaid leave before the pay run
                employees: take leave in hours
            """,
            tasks="""
                Take over the days left from the card index
                Load the holidays of both federal states
                Calculate leave for people who start in a month's middle
                Agree with the works council on what a manager sees
            """,
            faults="""
                a day is counted twice | a holiday falls into the leave
                half days are rounded up | somebody works four days a week
                the request goes to the old manager | a team has moved
            """,
            improvements="""
                Warn when a whole team would be away
                Put leave into everybody's own calendar
            """,
            asks="""
                What becomes of days that are left at the end of March?
                Does sickness during leave give the days back by itself?
            """,
            finds="""
                The card index has eleven people with negative days and a good reason for each.
                Most requests come on the second of January before ten.
            """,
            checks="""
                Went through thirty cards with payroll, days left agree in all of them.
                Asked for leave over Easter as a part-timer: three days, as it should be.
            """,
        ),
        area(
            "the yearly review",
            epic="Reviews that look ahead",
            aim="Managers write reviews on the last evening, and nobody reads them again",
            parts="review form, goal list, talk guide",
            wishes="""
                employees: prepare their own view first
                managers: see last year's goals beside this year's
                employees: ask for a course
                managers: talk twice a year instead of once
                employees: add a comment before they sign
                staff developers: see which courses are wanted most
            """,
            tasks="""
                Shorten the review form to one page
                Train forty managers in pairs
                Encrypt reviews so that only two can read them
                Translate the talk guide for the second site
            """,
            faults="""
                the review is signed twice | both click at once
                goals of a colleague are shown | two people share a name
                the draft is lost | the form is left open over lunch
            """,
            improvements="""
                Begin the form with what went well
                Remind of goals in the middle of the year
            """,
            asks="""
                Who can read a review after somebody has changed departments?
                Is a goal binding once both have signed it?
            """,
            finds="""
                Old forms ask for the same thing in three places.
                Managers with more than twelve people copy their texts.
            """,
            checks="""
                Two managers and four employees tried it: forty minutes, and everybody said something new.
                Left a draft open over night, and every word was there in the morning.
            """,
        ),
        area(
            "pay slip delivery",
            epic="Pay slips that explain themselves",
            aim="Payroll answers three hundred questions after every pay day",
            parts="pay slip, payroll calendar, tax note",
            wishes="""
                employees: see what has changed since last month
                employees: get their pay slip on the phone
                employees: change their bank account themselves
                payroll staff: correct a slip with a note
                employees: download a whole year for the tax office
                managers: see the cost of overtime
            """,
            tasks="""
                Compare three months of slips with the old system
                Hand over bank changes with a second check
                Update the tax tables for the new year
                Keep slips for ten years
            """,
            faults="""
                overtime stands under the wrong month | it crosses the turn
                the slip has no address | somebody moved on pay day
                the sum differs by a cent | allowances are rounded
            """,
            improvements="""
                Explain each line when it is touched
                Show the date of the next pay run
            """,
            asks="""
                May payroll see that somebody has not opened a slip for months?
                How late can a bank account be changed before the pay run?
            """,
            finds="""
                Half of the questions are about one line with an abbreviation.
                Eleven people get their slip by post because they asked for it in 2009.
            """,
            checks="""
                Compared nine hundred slips with the old ones: two differ, and the old ones were wrong.
                Three colleagues read their slip aloud and had no question.
            """,
        ),
    ),
)
