"""harborline/checkout-api: a checkout service in Python with a storefront admin in React."""

from apps.metrics.seeding.texts.grammar import (
    Area,
    Repository,
    calculation,
    client,
    decision,
    document,
    endpoint,
    intake,
    job,
    record,
    rule,
    screen,
    under,
)

CART = Area(
    name="cart",
    subjects=(
        calculation("price lookup", "bundle items", "gift wraps", "staff discounts", "bulk discounts", "deposit fees"),
        screen("cart page", "coupon box", "price summary", "line total", "delivery estimate", "stock hint"),
        endpoint("cart endpoint", "currency", "store id", "line limit", "coupon code", "cart version"),
        record("cart line", "unit price", "gift note", "variant id", "price source", "added date"),
        job("cart clean-up job", "expired carts", "empty carts", "kiosk carts", "merged carts", "locked carts"),
        rule("cart line limit", "store", "customer group", "sales channel", "country", "brand"),
        document("cart reminder e-mail", "product list", "coupon hint", "return link", "greeting", "opt-out note"),
    ),
    cases=(
        "for guest carts",
        "for shared carts",
        "for mobile shoppers",
        "for wholesale buyers",
        "for mixed currencies",
        "for large carts",
    ),
    moments=(
        "after a coupon is removed",
        "after a quantity change",
        "when carts merge at sign-in",
        "when a product sells out",
        "when a price changes",
        "when two tabs are open",
    ),
    backend_paths=under(
        "src/cart",
        "models.py lookup.py merge.py lines.py limits.py views.py serializers.py cleanup.py reminders.py",
    ),
    frontend_paths=under(
        "web/src/cart",
        "CartPage.tsx CartLine.tsx CouponBox.tsx QuantityField.tsx CartTotals.tsx useCart.ts cartApi.ts cart.css",
    ),
    test_paths=under(
        "tests/cart",
        "test_models.py test_lookup.py test_merge.py test_lines.py test_limits.py test_views.py test_cleanup.py"
        " test_reminders.py",
    ),
)

TAX = Area(
    name="tax",
    subjects=(
        calculation("tax quote", "exempt items", "shipping fees", "gift cards", "reduced rates", "rounded lines"),
        screen("tax settings form", "rate table", "region picker", "exemption list", "preview box", "change log"),
        endpoint("tax quote endpoint", "tax class", "region code", "price mode", "exemption code", "rate source"),
        record("tax rate", "start date", "region code", "tax class", "source name", "legal note"),
        job("tax rate import", "expired rates", "regional rates", "draft rates", "reduced rates", "duplicate rates"),
        document("tax invoice", "tax breakdown", "buyer tax id", "exemption note", "rate footnote", "legal notice"),
        client("tax provider client", "rate requests", "address checks", "tax id checks", "commit calls", "void calls"),
    ),
    cases=(
        "for exempt buyers",
        "for digital goods",
        "for border regions",
        "for business buyers",
        "for net prices",
        "for mixed tax classes",
    ),
    moments=(
        "after the address changes",
        "after a rate change",
        "when a tax id is removed",
        "when a region has no rate",
        "when an order is split",
        "when the year ends",
    ),
    backend_paths=under(
        "src/tax",
        "quote.py rates.py exemptions.py rounding.py regions.py provider.py views.py rate_import.py invoice.py",
    ),
    frontend_paths=under(
        "web/src/tax",
        "TaxSettingsForm.tsx RateTable.tsx RegionPicker.tsx ExemptionList.tsx TaxPreview.tsx useRates.ts"
        " taxApi.ts tax.css",
    ),
    test_paths=under(
        "tests/tax",
        "test_quote.py test_rates.py test_exemptions.py test_rounding.py test_regions.py test_provider.py"
        " test_rate_import.py test_invoice.py",
    ),
)

PAYMENTS = Area(
    name="payments",
    subjects=(
        calculation("amount split", "gift cards", "store credits", "tips", "deposits", "bank fees"),
        screen("payment form", "card field", "wallet button", "expiry field", "amount summary", "card list"),
        intake("payment webhook", "event id", "signature", "payment token", "merchant id", "event time"),
        record("payment attempt", "failure code", "card brand", "device id", "gateway name", "risk score"),
        job(
            "payment capture job",
            "held payments",
            "partial payments",
            "late payments",
            "split payments",
            "refused payments",
        ),
        rule("payment retry limit", "gateway", "card brand", "store", "country", "currency"),
        client("card gateway client", "capture calls", "void calls", "token requests", "card checks", "status queries"),
    ),
    cases=(
        "for saved cards",
        "for wallet payments",
        "for split payments",
        "for debit cards",
        "for subscriptions",
        "for zero amounts",
    ),
    moments=(
        "after a declined card",
        "after a gateway timeout",
        "when the bank asks for a code",
        "when a card expires",
        "when a webhook arrives late",
        "when the shopper goes back",
    ),
    backend_paths=under(
        "src/payments",
        "attempts.py capture.py gateway.py webhook.py split.py tokens.py retries.py views.py serializers.py",
    ),
    frontend_paths=under(
        "web/src/payments",
        "PaymentForm.tsx CardField.tsx WalletButton.tsx SavedCards.tsx AmountSummary.tsx usePayment.ts"
        " paymentApi.ts payments.css",
    ),
    test_paths=under(
        "tests/payments",
        "test_attempts.py test_capture.py test_gateway.py test_webhook.py test_split.py test_tokens.py"
        " test_retries.py test_views.py",
    ),
)

REFUNDS = Area(
    name="refunds",
    subjects=(
        calculation("refund estimate", "return fees", "used coupons", "gift cards", "shipping fees", "price cuts"),
        screen("refund form", "reason picker", "amount field", "item list", "restock switch", "approval note"),
        endpoint("refund endpoint", "refund reason", "order number", "refund amount", "agent id", "restock flag"),
        record("refund", "approval date", "reason code", "payout method", "agent id", "internal note"),
        job("refund payout run", "approved refunds", "failed payouts", "split refunds", "old refunds", "held refunds"),
        document("refund receipt", "refund total", "item list", "card ending", "reason text", "arrival date"),
        rule("refund window", "product type", "country", "store", "customer group", "sales channel"),
    ),
    cases=(
        "for partial refunds",
        "for gift orders",
        "for damaged items",
        "for split shipments",
        "for prepaid orders",
        "for closed accounts",
    ),
    moments=(
        "after a second return",
        "after a chargeback",
        "when an order is cancelled",
        "when the card is closed",
        "when an item is exchanged",
        "when an agent rejects it",
    ),
    backend_paths=under(
        "src/refunds",
        "models.py estimate.py payout.py approval.py window.py receipts.py views.py serializers.py reasons.py",
    ),
    frontend_paths=under(
        "web/src/refunds",
        "RefundForm.tsx ReasonPicker.tsx RefundItems.tsx AmountField.tsx ApprovalNote.tsx useRefund.ts"
        " refundApi.ts refunds.css",
    ),
    test_paths=under(
        "tests/refunds",
        "test_models.py test_estimate.py test_payout.py test_approval.py test_window.py test_receipts.py"
        " test_views.py test_reasons.py",
    ),
)

ORDERS = Area(
    name="orders",
    subjects=(
        calculation("order total", "gift cards", "shipping fees", "free samples", "line discounts", "surcharges"),
        screen("order list", "status filter", "date filter", "buyer column", "total column", "row menu"),
        screen("order detail page", "payment panel", "address card", "item table", "note field", "event timeline"),
        intake("order search API", "order status", "buyer id", "placed date", "sort order", "sales channel"),
        record("order", "buyer note", "sales channel", "due date", "billing address", "external id"),
        job("order export", "open orders", "cancelled orders", "preorders", "archived orders", "partner orders"),
        document("order confirmation", "item table", "order number", "delivery date", "billing address", "help link"),
    ),
    cases=(
        "for preorders",
        "for split shipments",
        "for gift orders",
        "for imported orders",
        "for phone orders",
        "for pickup orders",
    ),
    moments=(
        "after a partial shipment",
        "after an address change",
        "when an item is cancelled",
        "when payment is pending",
        "when an order is reopened",
        "when stock runs out",
    ),
    backend_paths=under(
        "src/orders",
        "models.py totals.py search.py export.py confirmation.py status.py views.py serializers.py queries.py",
    ),
    frontend_paths=under(
        "web/src/orders",
        "OrderList.tsx OrderDetail.tsx StatusFilter.tsx ItemTable.tsx EventTimeline.tsx useOrders.ts"
        " orderApi.ts orders.css",
    ),
    test_paths=under(
        "tests/orders",
        "test_models.py test_totals.py test_search.py test_export.py test_confirmation.py test_status.py"
        " test_views.py test_queries.py",
    ),
)

COUPONS = Area(
    name="coupons",
    subjects=(
        decision("discount ranking", "markdowns", "reward points", "stacked coupons", "staff prices", "bundles"),
        screen("coupon editor", "code field", "date range", "product filter", "usage counter", "preview panel"),
        endpoint("coupon check API", "end date", "discount amount", "campaign id", "usage count", "reject reason"),
        record("coupon", "end date", "usage limit", "campaign id", "minimum total", "created-by name"),
        job("coupon expiry run", "expired coupons", "unused coupons", "draft coupons", "used-up coupons", "gift codes"),
        rule("coupon stacking rule", "campaign", "store", "customer group", "brand", "sales channel"),
        document("coupon e-mail", "coupon code", "expiry date", "terms", "product teaser", "shop link"),
    ),
    cases=(
        "for first orders",
        "for sale items",
        "for single-use codes",
        "for loyalty members",
        "for bulk codes",
        "for partner campaigns",
    ),
    moments=(
        "after a campaign ends",
        "after an order is refunded",
        "when the limit is reached",
        "when two coupons compete",
        "when the cart total drops",
        "when a campaign is paused",
    ),
    backend_paths=under(
        "src/coupons",
        "models.py ranking.py stacking.py limits.py expiry.py codes.py campaigns.py views.py serializers.py",
    ),
    frontend_paths=under(
        "web/src/coupons",
        "CouponEditor.tsx CodeField.tsx DateRange.tsx ProductFilter.tsx UsageCounter.tsx useCoupon.ts"
        " couponApi.ts coupons.css",
    ),
    test_paths=under(
        "tests/coupons",
        "test_models.py test_ranking.py test_stacking.py test_limits.py test_expiry.py test_codes.py"
        " test_campaigns.py test_views.py",
    ),
)

SHIPPING = Area(
    name="shipping",
    subjects=(
        calculation("shipping quote", "oversize items", "free samples", "bulky items", "gift wraps", "return labels"),
        screen("delivery picker", "pickup map", "date slot", "price label", "carrier logo", "express badge"),
        endpoint("shipping quote API", "price zone", "parcel weight", "carrier code", "service level", "delivery date"),
        record("shipping zone", "zip range", "base price", "carrier code", "cut-off time", "zone name"),
        rule("free-shipping threshold", "country", "store", "customer group", "delivery zone", "currency"),
        client("rate service client", "rate requests", "pickup searches", "zone lookups", "slot checks", "quotes"),
        job("pickup point import", "closed points", "new points", "moved points", "locker points", "renamed points"),
    ),
    cases=(
        "for island addresses",
        "for heavy parcels",
        "for pickup orders",
        "for express delivery",
        "for cold goods",
        "for rural addresses",
    ),
    moments=(
        "after an address change",
        "after the cut-off time",
        "when a carrier is disabled",
        "when a zone is split",
        "when an item is removed",
        "when no slot is left",
    ),
    backend_paths=under(
        "src/shipping",
        "quote.py zones.py carriers.py pickup.py slots.py thresholds.py rates_client.py views.py serializers.py",
    ),
    frontend_paths=under(
        "web/src/shipping",
        "DeliveryPicker.tsx PickupMap.tsx DateSlot.tsx PriceLabel.tsx ZoneTable.tsx useDelivery.ts"
        " shippingApi.ts shipping.css",
    ),
    test_paths=under(
        "tests/shipping",
        "test_quote.py test_zones.py test_carriers.py test_pickup.py test_slots.py test_thresholds.py"
        " test_rates_client.py test_views.py",
    ),
)

REPOSITORY = Repository(
    name="harborline/checkout-api",
    roles=("store managers", "support agents", "shop owners"),
    areas=(CART, TAX, PAYMENTS, REFUNDS, ORDERS, COUPONS, SHIPPING),
    config_paths=(
        *under("config", "cart.yaml tax.yaml payments.yaml refunds.yaml coupons.yaml shipping.yaml logging.yaml"),
        *under("config/env", "staging.toml production.toml"),
        *under("deploy", "checkout-api.yaml workers.yaml"),
        "pyproject.toml",
        "docker-compose.yml",
    ),
    docs_paths=(
        *under("docs/cart", "merging.md limits.md"),
        *under("docs/tax", "rounding.md exemptions.md"),
        *under("docs/payments", "webhooks.md retries.md"),
        *under("docs/refunds", "windows.md"),
        *under("docs/orders", "search-api.md export-format.md"),
        *under("docs/coupons", "stacking.md"),
        *under("docs/shipping", "zones.md"),
        "docs/runbook.md",
        "README.md",
    ),
)
