"""A learning platform for schools."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="EDU",
    name="Education Platform",
    methodology="scrum",
    status="active",
    priority="medium",
    description=(
        "Courses, tests and grades for schools and evening classes, for pupils at home as well as in the classroom."
    ),
    place="in the trial classroom",
    scopes=("in evening classes", "on school tablets", "during substitution", "in large print", "in guest courses"),
    areas=(
        area(
            "the course library",
            epic="Courses that teachers build themselves",
            aim="A teacher waits nine days until a new lesson is online",
            parts="lesson editor, course page, media library",
            wishes="""
                teachers: copy a course from last year
                teachers: add a film to a lesson
                pupils: continue where they stopped
                teachers: release a lesson on a certain day
                pupils: read a lesson without a connection
                heads of department: share a course with another school
                teachers: sort lessons into weeks
            """,
            tasks="""
                Convert the old lessons to the new format
                Shrink films for slow connections
                Set up the media library for three schools
                Check the licences of all pictures
            """,
            faults="""
                formulas turn into boxes | a lesson is copied
                the next lesson opens by itself | a film ends
                the course page shows last term | a pupil changes school
            """,
            improvements="""
                Save lessons while they are written
                Show how long a lesson takes
            """,
            asks="""
                Does a copied course bring its tests along, or only the lessons?
                Who owns a lesson when a teacher leaves the school?
            """,
            finds="""
                A third of the old lessons link to films that no longer exist.
                The editor loses the cursor in tables with joined cells.
            """,
            checks="""
                A teacher built a lesson with a film in twelve minutes while I watched.
                Read three lessons on a train without a connection, pictures included.
            """,
        ),
        area(
            "the test centre",
            epic="Tests that correct themselves",
            aim="Teachers spend five hours a week on correcting tests that have one right answer",
            parts="question pool, answer sheet, grade proposal",
            wishes="""
                teachers: draw questions at random
                teachers: give extra time to single pupils
                pupils: try a test as often as they like
                teachers: accept two spellings of an answer
                pupils: see why an answer was wrong
                teachers: see which question was too hard
                pupils: hand in a drawing as an answer
            """,
            tasks="""
                Keep answers when a tablet loses its connection
                Write load tests for the week before the holidays
                Import the question pools of the textbook
                Lock the browser during a test
            """,
            faults="""
                time runs on | the teacher pauses the test
                an answer is lost | a pupil goes back two questions
                half points are rounded up | the grade is proposed
            """,
            improvements="""
                Show the number of open questions
                Mark questions that a pupil wants to come back to
            """,
            asks="""
                What happens to the time of a pupil whose tablet has to be charged?
                May a pupil see the right answers before all have finished?
            """,
            finds="""
                The pool has forty questions twice, with the answers in another order.
                Tablets of the older kind save only when the page is left.
            """,
            checks="""
                Took the test three times with the flight mode on and off, no answer was lost.
                Compared thirty corrected sheets with a teacher's, the points agree in all but one.
            """,
        ),
        area(
            "the grade book",
            epic="Reports in one evening",
            aim="Writing school reports takes every class teacher a weekend twice a year",
            parts="grade table, report sheet, parents' view",
            wishes="""
                teachers: enter grades for a whole class
                parents: see grades as soon as they are released
                class teachers: write a remark from building blocks
                heads: sign all reports of a class at once
                teachers: weight an oral grade
                pupils: see what they need for the next grade
            """,
            tasks="""
                Print reports on the ministry's form
                Move the grades of the closed school
                Back up the grade book every night
                Agree on the rounding of final grades
            """,
            faults="""
                a pupil appears in two classes | they moved in the middle of a term
                the average counts missing tests as zero | a pupil was ill
                the remark is cut off | it has more than four lines
            """,
            improvements="""
                Warn before a grade is released without a remark
                Sort pupils as in the class register
            """,
            asks="""
                Do parents see a grade before the teacher has talked to the pupil?
                Which of the two grades counts when a test is repeated?
            """,
            finds="""
                Two schools round halves up and one rounds them down; that has to become a setting.
                The ministry's form has no room for a name of more than thirty letters.
            """,
            checks="""
                Printed the reports of two classes, and a head found nothing to correct.
                Entered a class of grades on paper and on screen; the averages agree.
            """,
        ),
        area(
            "class communication",
            epic="One channel between school and home",
            aim="Parents get news from four places and miss the important one",
            parts="notice board, class chat, absence note",
            wishes="""
                parents: report an absence before eight
                teachers: reach the parents of one class
                parents: have a notice translated
                teachers: collect consent for a trip
                pupils: ask a question without the class reading it
                secretaries: see all absences of a morning
            """,
            tasks="""
                Import the parents' addresses from the office
                Send notices as text messages where there is no e-mail
                Set quiet hours for the class chat
                Train the school offices in groups of ten
            """,
            faults="""
                a notice is marked as read | only its title was seen
                parents of both homes are not told | a pupil lives in two
                the absence note is sent a day late | it is written after midnight
            """,
            improvements="""
                Pin the most important notice to the top
                Count how many parents have answered
            """,
            asks="""
                Who may write to all parents of the school, the head only?
                Does an absence note from a pupil count if the parents have agreed once?
            """,
            finds="""
                Every sixth address in the office's list is out of date.
                Most questions in the chat come after nine in the evening.
            """,
            checks="""
                Reported an absence by phone and by app; the office saw both before the first lesson.
                Sent a notice in four languages, and the parents' council read all of them.
            """,
        ),
    ),
)
