"""A portal for patients and clinic staff."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="HLTH",
    name="Healthcare Portal",
    methodology="scrum",
    status="completed",
    priority="critical",
    description=(
        "The portal of a group of clinics: appointments, laboratory results, "
        "prescriptions and messages between patients and staff."
    ),
    place="in the demo clinic",
    scopes=("in the children's clinic", "in the night clinic", "on the ward tablets", "without e-mail", "in Spanish"),
    areas=(
        area(
            "appointment booking",
            epic="Appointments without the telephone queue",
            aim="Callers wait eleven minutes on a Monday morning before somebody takes the call",
            parts="appointment calendar, reminder, waiting list",
            wishes="""
                patients: move an appointment themselves
                patients: join a waiting list for an earlier date
                parents: book for their children in one go
                nurses: block an hour for urgent cases
                patients: choose a doctor who speaks their language
                receptionists: see who did not come last month
                patients: get directions to the right building
            """,
            tasks="""
                Move the appointment calendar to the new clinic database
                Import the holidays of all four locations
                Encrypt the reminders at rest
                Test the booking with five hundred patients at once
                Describe the booking rules for the reception desks
            """,
            faults="""
                two patients hold the same slot | both confirm in the same second
                the reminder names the wrong building | a clinic has moved
                the first free date lies in the past | the calendar is opened after midnight
                the waiting list forgets a patient | the patient changes the doctor
            """,
            improvements="""
                Show the expected length of a visit
                Send the reminder two days earlier for morning dates
            """,
            asks="""
                May a patient move an appointment on the same day, or only until the evening before?
                Who is called first when two patients on the waiting list fit the same slot?
            """,
            finds="""
                The calendar counts a double appointment as two patients, so the statistics are too high.
                A quarter of the reminders go to landline numbers and never arrive.
            """,
            checks="""
                Booked, moved and cancelled an appointment with a nurse beside me; she found it faster than the phone.
                Ran through a week with two public holidays in it, no slot on a closed day.
            """,
        ),
        area(
            "the results service",
            epic="Laboratory results the same day",
            aim="Patients call three times on average before a result reaches them",
            parts="result page, laboratory import, release step",
            wishes="""
                patients: read a result together with the doctor's note
                doctors: release results from the ward
                patients: compare a value with last year's
                doctors: hold back a result until they have called
                patients: download a result as a document
                laboratory staff: correct a result with a reason
                patients: see what a value means in plain words
            """,
            tasks="""
                Connect the laboratory's new message format
                Keep an audit trail of who opened a result
                Delete test results of the training ward
                Map the laboratory's units to ours
            """,
            faults="""
                a result appears without its unit | the laboratory sends a corrected value
                the result page stays empty | a name has an apostrophe
                the normal range of adults is shown | the patient is a child
            """,
            improvements="""
                Group results by day instead of by test
                Mark new results until they have been read
            """,
            asks="""
                Is a result that was corrected shown with its old value, or only with the new one?
                How long may a doctor hold back a result before the patient sees it anyway?
            """,
            finds="""
                The laboratory sends some units in capital letters and some not; both have to be read.
                Corrected results arrive under a new number and look like second tests.
            """,
            checks="""
                Compared two hundred results with the paper reports, value and unit agree in all of them.
                Opened results as patient, parent, nurse and doctor; each sees only what they may.
            """,
        ),
        area(
            "the prescription service",
            epic="Repeat prescriptions in two clicks",
            aim="Every repeat prescription costs a doctor four minutes of typing",
            parts="prescription form, pharmacy list, interaction warning",
            wishes="""
                patients: ask for a repeat prescription
                doctors: sign ten prescriptions at once
                patients: choose the pharmacy that is open now
                pharmacists: ask back about a dose
                patients: see when a prescription runs out
                doctors: see what other clinics have prescribed
            """,
            tasks="""
                Update the drug catalogue every month
                Sign prescriptions with the doctors' new cards
                Write down what happens when the pharmacy link is down
                Remove drugs that are no longer on the market
            """,
            faults="""
                the dose is shown without its decimal | the tablet is held upright
                the warning appears twice | two drugs share an ingredient
                a pharmacy is listed as open | it closed for good last year
            """,
            improvements="""
                Put the last prescription on top
                Explain in one sentence why a warning appears
            """,
            asks="""
                Which drugs may never be repeated without a visit?
                Does a warning stop the doctor, or does it only inform?
            """,
            finds="""
                The catalogue names one ingredient in two spellings; the warning knows only one of them.
                Every eighth repeat prescription is for somebody who has moved to another doctor.
            """,
            checks="""
                Two doctors signed a morning's prescriptions on the training system; no step was missed.
                Tried twenty pairs of drugs from the handbook, each warning is there.
            """,
        ),
        area(
            "the message desk",
            epic="One inbox for patient questions",
            aim="Questions reach the clinics by e-mail, fax and notes, and some are never answered",
            parts="inbox, answer template, attachment viewer",
            wishes="""
                patients: send a photo with a question
                nurses: pass a question on to a doctor
                patients: see that somebody has read their question
                receptionists: answer common questions from a list
                doctors: mark a question as urgent
                relatives: write on behalf of a patient
            """,
            tasks="""
                Move three years of messages out of the mail archive
                Scan attachments for viruses before anybody opens them
                Anonymize messages for the training system
                Set up the inbox for the weekend service
            """,
            faults="""
                a message is shown to the wrong ward | two patients have one name
                photos lie on their side | they were taken with a phone
                the inbox counts answered questions as open | a second nurse answers
            """,
            improvements="""
                Show the age of a question in hours
                Offer the answers that others gave to the same question
            """,
            asks="""
                Who looks at the inbox on Sunday, and what do we promise patients?
                Are photos part of the medical record, and for how long are they kept?
            """,
            finds="""
                Half of the questions are about opening hours; one line on the page would answer them.
                The old archive holds messages with no patient number at all.
            """,
            checks="""
                Sent questions in three languages and with large photos, each came to the right ward.
                A nurse went through her whole morning inbox with it and wants to keep it.
            """,
        ),
    ),
)
