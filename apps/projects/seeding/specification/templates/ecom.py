"""An online shop."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="ECOM",
    name="E-Commerce Platform",
    methodology="scrum",
    status="active",
    priority="high",
    description=(
        "The online shop for house and garden: catalogue, basket, checkout and returns, on the web and in the app."
    ),
    place="in the test shop",
    scopes=("in the business shop", "in the Spanish shop", "on small screens", "with pre-orders", "with guest orders"),
    areas=(
        area(
            "checkout",
            epic="One-page checkout",
            aim="Two of five shoppers leave between basket and payment",
            parts="payment step, address form, order summary",
            wishes="""
                shoppers: pay with a saved card
                shoppers: split the payment between gift card and credit card
                guests: check out without an account
                shoppers: choose a pickup point on the map
                returning customers: reuse their last delivery address
                shoppers: see the delivery date before they pay
                shoppers: correct the billing address without starting over
            """,
            tasks="""
                Move the tax calculation out of the basket view
                Replace the address lookup that is switched off in June
                Log declined payments with their reason code
                Write load tests for the hour after a newsletter
                Rotate the keys of the payment provider
            """,
            faults="""
                the voucher is deducted twice | the total is recalculated
                the order stays unpaid | the bank's confirmation page is closed too early
                the postcode is refused | it begins with a zero
                the pay button stays grey | a gift card covers the whole amount
            """,
            improvements="""
                Show the delivery cost before the last step
                Keep the entered address when the session ends
            """,
            asks="""
                Does this also hold for orders that a gift card pays in full?
                What do we show when the bank takes longer than thirty seconds?
                Is the delivery date a promise or an estimate in the legal text?
            """,
            finds="""
                The tax service rounds per line, we round per order; that is the cent that differs.
                The bank's confirmation sometimes arrives before our own redirect.
                A third of the declined payments are typing errors in the card number.
            """,
            checks="""
                Tried it with forty articles, a voucher and a gift card: totals agree.
                Paid on an old phone with a slow connection, no double charge.
            """,
        ),
        area(
            "product search",
            epic="Search that understands shoppers",
            aim="Every eighth search ends without a result although the article is in stock",
            parts="search box, filter bar, result list",
            wishes="""
                shoppers: find an article by a misspelled name
                shoppers: filter by delivery time
                shoppers: compare three articles side by side
                shoppers: search within a brand
                buyers: see which searches found nothing
                shoppers: sort by customer rating
                shoppers: continue with their last search
            """,
            tasks="""
                Rebuild the search index without downtime
                Import the synonyms that customer service collected
                Measure the time to the first result
                Remove sold-out articles from the suggestions
            """,
            faults="""
                the filter for sizes is empty | two filters are combined
                suggestions show last year's prices | an article comes back into stock
                the second result page repeats the first | the list is sorted by price
            """,
            improvements="""
                Suggest categories above single articles
                Remember the chosen sort order per shopper
            """,
            asks="""
                Should "grey" also find "gray", or is that one for the synonym list?
                Do we count a search without a click as a failed one?
            """,
            finds="""
                Half of the empty results are article numbers typed with spaces.
                The index holds discontinued articles since the last catalogue import.
            """,
            checks="""
                Went through the twenty most frequent searches of last month, all fine.
                Searched for garden chairs with three filters; the counts match the list.
            """,
        ),
        area(
            "returns handling",
            epic="Returns without a phone call",
            aim="Customer service spends a third of its day on the question where a refund is",
            parts="return label, refund notice, returns page",
            wishes="""
                customers: print a return label themselves
                customers: return part of an order
                customers: exchange an article for another size
                customers: follow a refund until it is on their account
                service agents: see all returns of a customer
                customers: hand a parcel in without a printer
            """,
            tasks="""
                Connect the carrier's tracking of return parcels
                Post refunds to the accounts every night
                Archive return labels after two years
                Describe the refund rules for customer service
            """,
            faults="""
                the refund is booked without the delivery cost | the whole order comes back
                the label shows the old warehouse | a return is opened a second time
                the notice is sent twice | a parcel is scanned at two places
            """,
            improvements="""
                Ask for the reason of a return in one click
                Name the expected day of the refund
            """,
            asks="""
                Who pays for the parcel when the article was damaged on the way?
                Can a customer still return something bought with a voucher that has run out?
            """,
            finds="""
                The carrier reports a parcel as delivered when it reaches the depot, a day too early.
                Exchanges are booked as a return and a new order; the report counts both.
            """,
            checks="""
                Sent two parcels through the test depot; both refunds are on the list this morning.
                Printed the label on A4 and on a label printer, both scan.
            """,
        ),
        area(
            "the catalogue",
            epic="Articles online within a day",
            aim="A new article takes six days from the supplier's file to the shop",
            parts="article page, import report, image gallery",
            wishes="""
                buyers: correct an article without a developer
                buyers: schedule a price change
                shoppers: see an article in its real size
                buyers: group variants under one article
                suppliers: upload their price list themselves
                shoppers: read questions that others asked about an article
            """,
            tasks="""
                Validate supplier files before they are imported
                Shrink article images for the app
                Clean up articles without a category
                Document the fields of the supplier file
            """,
            faults="""
                the main image is missing | a variant is opened directly
                prices with a comma are read as thousands | the file comes from abroad
                the article page shows two descriptions | an import runs twice
            """,
            improvements="""
                Show which fields a rejected article lacks
                Load the image gallery only when it is scrolled to
            """,
            asks="""
                What happens to open baskets when a price changes at midnight?
                Are variants without stock hidden or greyed out?
            """,
            finds="""
                One supplier sends weights in ounces although the column says grams.
                The largest images come from the brand pages and are ten megabytes each.
            """,
            checks="""
                Imported the spring file of two suppliers, the report names all eleven errors.
                Compared fifty article pages with the old shop, texts and prices agree.
            """,
        ),
    ),
)
