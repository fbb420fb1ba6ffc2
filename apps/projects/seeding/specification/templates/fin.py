"""Dashboards for a finance department."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="FIN",
    name="Financial Dashboard",
    methodology="kanban",
    status="active",
    priority="high",
    description=(
        "Cash, budgets and forecasts of a company group on one page, with every figure traceable down to the voucher."
    ),
    place="on the shadow ledger",
    scopes=(
        "in the subsidiaries",
        "in foreign currencies",
        "in the board's view",
        "at the end of a quarter",
        "by cost centre",
    ),
    areas=(
        area(
            "cash reporting",
            epic="Cash position by nine in the morning",
            aim="The treasurer adds up eleven bank statements by hand every morning",
            parts="bank feed, cash overview, currency table",
            wishes="""
                treasurers: see all accounts on one page
                treasurers: look ahead thirteen weeks
                controllers: drill down from a balance to its bookings
                treasurers: set a floor for each account
                auditors: see the balance of any past day
                treasurers: note why a balance was low
                treasurers: compare the forecast with what came in
            """,
            tasks="""
                Read the banks' new statement format
                Load closing rates at five in the afternoon
                Reconcile the feeds with last month's statements
                Store bank credentials in the vault
            """,
            faults="""
                a deposit is counted twice | a statement is sent again
                balances jump by a day | a bank closes earlier than we do
                yesterday's rate is used | the rate table arrives late
            """,
            improvements="""
                Colour only accounts that are below their floor
                Name the bank that a missing statement belongs to
            """,
            asks="""
                Which rate counts for an account that is booked after five?
                Is a transfer between two of our own accounts cash in, cash out or neither?
            """,
            finds="""
                One bank numbers its statements anew each January, which looks like a repeat.
                Two accounts in the overview were closed in spring and still have a feed.
            """,
            checks="""
                Added up all accounts of one day by hand, the overview agrees to the cent.
                Ran three mornings side by side with the treasurer's sheet, no difference left.
            """,
        ),
        area(
            "budget control",
            epic="Budgets that warn in time",
            aim="Overspending is found six weeks after the money has gone",
            parts="budget table, approval step, variance chart",
            wishes="""
                department heads: see what is left of a budget
                department heads: move money between two lines
                controllers: freeze a budget after approval
                controllers: compare this year with the last three
                department heads: attach a reason to a variance
                buyers: check a budget before they order
                controllers: carry a rest over into the next year
            """,
            tasks="""
                Import the budgets of next year from the planning sheets
                Keep every version of an approved budget
                Agree on the numbering of cost centres
                Archive budgets that are older than ten years
            """,
            faults="""
                a line shows more than a hundred percent | an order is cancelled
                the approval goes to the old manager | a department has been dissolved
                totals differ by one cent | amounts are rounded by line
            """,
            improvements="""
                Show the variance in money and in percent side by side
                Keep the last filter when the page is opened again
            """,
            asks="""
                Does an open order already count against the budget?
                From which amount on does a variance need a reason?
            """,
            finds="""
                Departments that were joined in May still have two budgets each.
                The planning sheets hold some amounts in thousands and some in full.
            """,
            checks="""
                Went through the variance of three departments with their heads, all figures were known to them.
                Moved money back and forth between two lines; the totals did not move.
            """,
        ),
        area(
            "revenue forecasting",
            epic="A forecast that explains itself",
            aim="Nobody can say which assumption moved the forecast since last week",
            parts="forecast chart, assumption list, scenario page",
            wishes="""
                analysts: change one assumption and see the effect
                analysts: keep three scenarios side by side
                board members: read the forecast on one page
                sales managers: correct the figures of their region
                analysts: see how good last year's forecast was
                controllers: lock the forecast on the fifth working day
            """,
            tasks="""
                Separate seasonal effects from growth
                Recalculate the forecast every night
                Document the sources of each assumption
                Compare the model with a plain moving average
            """,
            faults="""
                the chart starts at zero | a scenario has no history
                growth is applied twice | two scenarios are compared
                the old scenario comes back | the page is reloaded
            """,
            improvements="""
                Write the change since last week above the chart
                Sort assumptions by their effect
            """,
            asks="""
                Does the forecast include contracts that are signed but not started?
                Who may change an assumption after the fifth working day?
            """,
            finds="""
                Two regions report net and one reports gross; that is most of the jump in March.
                The best predictor is last year's same month, which says something about our model.
            """,
            checks="""
                Forecast last year from the year before: off by three percent, as the description says.
                Changed each assumption once, and the chart moved in the expected direction.
            """,
        ),
        area(
            "the audit trail",
            epic="Every figure down to the voucher",
            aim="Auditors ask two hundred questions a year that begin with where does this come from",
            parts="voucher view, change log, export for auditors",
            wishes="""
                auditors: follow a figure to its voucher
                auditors: export a sample of bookings
                controllers: comment on a booking
                auditors: see who approved a payment
                accountants: find a voucher by its amount
                controllers: compare two closings line by line
            """,
            tasks="""
                Keep the change log for ten years
                Link scanned vouchers with their bookings
                Review who may read salary bookings
                Measure how long a search over five years takes
            """,
            faults="""
                the voucher opens in the wrong year | numbers start again in January
                the export stops after a thousand lines | a sample is larger
                deleted comments are still in the export | it is made a second time
            """,
            improvements="""
                Show the path to a voucher in one line
                Remember the last ten searches of an auditor
            """,
            asks="""
                May an auditor see the name on a salary voucher, or only its number?
                Is a comment part of the record, or may it be deleted?
            """,
            finds="""
                Every tenth voucher is scanned twice, the second time with the stamp.
                The log writes the server's time, and one server is an hour off.
            """,
            checks="""
                Drew forty figures at random and reached the voucher in every case.
                The auditors opened the export with their own tool, all columns are read.
            """,
        ),
    ),
)
