"""An analytics engine."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="ANLYT",
    name="Analytics Engine",
    methodology="scrum",
    status="planning",
    priority="high",
    description=(
        "One place for figures from sales, service and production, with definitions that mean the same to everybody."
    ),
    place="on the sample warehouse",
    scopes=(
        "with weekly figures",
        "over five years",
        "in the partners' view",
        "in the night run",
        "with personal data removed",
    ),
    areas=(
        area(
            "data loading",
            epic="Yesterday's data by six in the morning",
            aim="Reports are wrong on two mornings of five because a load has failed",
            parts="load plan, error queue, source list",
            wishes="""
                analysts: see which sources are fresh
                engineers: repeat a single load
                analysts: be told when a source is late
                engineers: add a source without a release
                owners: see who uses their data
                analysts: look at rows that were refused
                owners: announce a change of their source
            """,
            tasks="""
                Load only what has changed since yesterday
                Move the load plan out of the scripts
                Agree on a delivery time with each source
                Test a restart in the middle of a load
            """,
            faults="""
                rows are loaded twice | a load is repeated
                the night run stops | a source adds a column
                the date is a day off | a source counts in another zone
            """,
            improvements="""
                Name the missing column in the error
                Show the slowest three loads of the night
            """,
            asks="""
                Do we wait for a late source, or do we publish without it?
                How long do we keep the rows that were refused?
            """,
            finds="""
                One source deletes and writes everything anew each night; the change column means nothing there.
                Most failed loads are a full disk, not wrong data.
            """,
            checks="""
                Repeated one load three times, the number of rows stayed the same.
                Cut the line in the middle of a load; it went on where it had stopped.
            """,
        ),
        area(
            "the metric catalogue",
            epic="One definition for each figure",
            aim="Sales and finance each have their own revenue, and both are right",
            parts="definition page, approval, metric history",
            wishes="""
                managers: look up what a figure means
                analysts: propose a new definition
                owners: approve a change of a definition
                analysts: see which reports use a figure
                managers: compare old and new definition
                analysts: find a figure by its old name
                managers: follow a figure they care about
            """,
            tasks="""
                Collect the forty most used figures
                Link each figure with its query
                Find an owner for every definition
                Translate the definitions for the sister company
            """,
            faults="""
                a report keeps the old definition | it was opened before the change
                two figures have one name | they differ in capitals
                the history ends in March | a figure was renamed
            """,
            improvements="""
                Give an example with numbers on each page
                Show who to ask
            """,
            asks="""
                Does revenue include orders that are delivered but not invoiced?
                Who decides when two departments want the same name?
            """,
            finds="""
                Active customer has five definitions, and three of them are in the annual report.
                Nine of the forty figures have not been looked at for a year.
            """,
            checks="""
                Read ten definitions to a colleague from production, he explained eight of them back to me.
                Changed a definition on trial, and both affected reports say so.
            """,
        ),
        area(
            "the query engine",
            epic="Answers in ten seconds",
            aim="Analysts start a query, get coffee, and start it again when they return",
            parts="query editor, result cache, cost estimate",
            wishes="""
                analysts: see how long a query will take
                analysts: share a result with a link
                analysts: stop a query that runs too long
                engineers: see the most expensive queries
                analysts: run a query every Monday
                analysts: begin with a query of a colleague
            """,
            tasks="""
                Partition the sales table by month
                Keep results for as long as the data are unchanged
                Limit what a single query may use
                Compare three engines with our twenty queries
            """,
            faults="""
                an old result is shown | the data have changed at noon
                the estimate is negative | a table is empty
                a stopped query goes on | the browser is closed
            """,
            improvements="""
                Complete column names while typing
                Show the first hundred rows at once
            """,
            asks="""
                Does a shared link show the result of then or of now?
                From which cost on does somebody have to agree?
            """,
            finds="""
                Seven queries make two thirds of the load, and four of them are the same.
                The slow part is the join over names; a key exists but nobody uses it.
            """,
            checks="""
                Ran the twenty queries on a busy afternoon, eighteen took less than ten seconds.
                Stopped fifty queries, and the engine was idle a second later.
            """,
        ),
        area(
            "report delivery",
            epic="Reports that people read",
            aim="Three hundred reports go out every Monday, and forty are opened",
            parts="report list, subscription, cover page",
            wishes="""
                managers: get only what has changed
                managers: read a report on the phone
                analysts: see who opens a report
                managers: subscribe for a month
                assistants: print all reports of a meeting
                analysts: retire a report that nobody reads
            """,
            tasks="""
                Ask the owners of the unread reports
                Send reports as links instead of attachments
                Lay out one cover page for all
                Keep old editions for two years
            """,
            faults="""
                the report arrives empty | a filter has no match
                the chart has no legend | it is printed in grey
                a subscription comes back | it was ended twice
            """,
            improvements="""
                Write one sentence above each chart
                Show the date of the data on the cover
            """,
            asks="""
                Is a report that nobody opened for three months switched off without asking?
                May the cover page carry a comment of the analyst?
            """,
            finds="""
                Reports with a sentence at the top are opened twice as often.
                Thirty subscribers have left the company.
            """,
            checks="""
                Sent Monday's reports to a test group, nobody asked what the figures mean.
                Printed all reports of the board meeting, ninety pages instead of four hundred.
            """,
        ),
    ),
)
