"""Names, titles, numbers and charges, each by its own rule."""

from __future__ import annotations

from apps.notices.seeding.measures import addresses, catalogue, fees, numbering, people, records, site, titles
from apps.notices.seeding.promises.wording import nothing

RECORD_PROMISES = (
    nothing(
        213,
        "The branch, its staff, its language and its settings are the same in every row.",
        site.wrong_site_columns,
        what="column that says something else",
        hint="Compare the column with apps/notices/models/branch.py.",
        source="a law of the domain: there is one branch",
    ),
    nothing(
        214,
        "Names are written the product's way, go with the gender, and nobody shares one.",
        people.wrong_names,
        what="wrong name",
        hint="Compare the row with the names in PatronRegistration.",
        source="the product's full names, and Faker's lists of given names",
    ),
    nothing(
        215,
        "Patrons with an e-mail address have an account on the web, and passwords are texts that open nothing.",
        people.wrong_accounts,
        what="wrong account",
        hint="Look at Username and the password columns.",
        source="the scenario's own figures: a user name of initial, family name and two digits",
    ),
    nothing(
        216,
        "Every patron has an address, and those who share one are a family of two.",
        addresses.wrong_addresses,
        what="wrong address",
        hint="Join PatronAddresses, Addresses and PatronRegistration.",
        source="the plan: 15 to 20 addresses, some of them shared",
    ),
    nothing(
        217,
        "Reminders and fine notices print the patron's own address, phone and e-mail address.",
        addresses.wrong_printed_addresses,
        what="other address",
        hint="Compare the row with Addresses and PatronRegistration.",
        source="a law of the domain: a notice is printed from the registration",
    ),
    nothing(
        218,
        "An item's other facts are the same in its two records and in every notice.",
        records.wrong_records,
        what="record that differs",
        hint="Compare the row with CircReserveItemRecords_View.",
        source="a law of the domain: two records of one item agree",
    ),
    nothing(
        219,
        "Numbers ascend with the moments of what they number.",
        numbering.wrong_order,
        what="number out of order",
        hint="Sort the table by its number.",
        source="the product: its numbers are given out in order",
    ),
    nothing(
        220,
        "No patron, item or phone has a number that the plan prints.",
        numbering.printed_numbers,
        what="printed number",
        hint="Leave the number out where it would be given out.",
        source="the plan: its samples are not data",
    ),
    nothing(
        221,
        "Each title is of its items' kind, comes once, and D's three holds are on one topic.",
        titles.wrong_titles,
        what="wrong title",
        hint="Compare the title with specification/title_patterns.py.",
        source="the scenario's own figures: five kinds of titles; the plan: D's holds are on the same topic",
    ),
    nothing(
        222,
        "Call numbers, authors and prices go with the kind, and nonfiction has its subject's Dewey number.",
        catalogue.wrong_shelves,
        what="item on another shelf",
        hint="Compare the call number with title and author.",
        source="the scenario's own figures; the Dewey Decimal Classification",
    ),
    nothing(
        223,
        "Copies of a title are numbered in the order of the items, and nobody has two of them.",
        catalogue.wrong_copies,
        what="wrong copy",
        hint="Look at the items of the title.",
        source="the scenario's own figures: 50 titles in 50, 35, 13 and 2 copies",
    ),
    nothing(
        224,
        "A fee is 25 cents a day, a lost item costs its price and 3.00, and no two loans of an item overlap.",
        fees.wrong_fees,
        what="wrong charge",
        hint="Look at PatronAccount by item.",
        source="the scenario's own figures: fees of 25 cents, processing charges of 3.00",
    ),
)
