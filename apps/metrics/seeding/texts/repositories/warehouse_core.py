"""brackenquay/warehouse-core: a warehouse service in Kotlin with screens for the floor in React."""

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

RECEIVING = Area(
    name="receiving",
    subjects=(
        decision("putaway suggestion", "stacked pallets", "chilled goods", "spare bins", "oversize items", "full bins"),
        screen("receiving screen", "scan history", "pallet counter", "damage switch", "dock label", "bin hint"),
        intake("delivery notice API", "supplier id", "pallet count", "arrival time", "dock number", "notice number"),
        record("inbound pallet", "batch number", "dock number", "weight", "supplier id", "best-before date"),
        job(
            "delivery notice import", "late notices", "empty notices", "split notices", "void notices", "draft notices"
        ),
        document("goods receipt", "item table", "supplier name", "shortage note", "dock number", "signature line"),
        rule("over-delivery tolerance", "supplier", "item group", "warehouse", "season", "contract"),
    ),
    cases=(
        "for mixed pallets",
        "for frozen goods",
        "for unannounced trucks",
        "for cross-dock orders",
        "for consignment stock",
        "for return pallets",
    ),
    moments=(
        "after a damaged pallet",
        "after a dock change",
        "when a delivery is short",
        "when a notice is corrected",
        "when a scan is repeated",
        "when a truck arrives early",
    ),
    backend_paths=under(
        "service/src/main/kotlin/receiving",
        "PutawayPlanner.kt InboundPallet.kt DeliveryNotice.kt NoticeImport.kt GoodsReceipt.kt Tolerance.kt"
        " ReceivingController.kt ReceivingRepository.kt",
    ),
    frontend_paths=under(
        "floor-ui/src/receiving",
        "ReceivingScreen.tsx ScanField.tsx PalletCounter.tsx DamageSwitch.tsx BinHint.tsx useReceiving.ts"
        " receivingApi.ts receiving.css",
    ),
    test_paths=under(
        "service/src/test/kotlin/receiving",
        "PutawayPlannerTest.kt InboundPalletTest.kt DeliveryNoticeTest.kt NoticeImportTest.kt GoodsReceiptTest.kt"
        " ToleranceTest.kt ReceivingControllerTest.kt ReceivingRepositoryTest.kt",
    ),
)

STOCK = Area(
    name="stock",
    subjects=(
        calculation("available stock", "reserved units", "blocked lots", "transit units", "sample units", "returns"),
        calculation("reorder proposal", "seasonal items", "open orders", "slow movers", "minimum lots", "kit parts"),
        screen("stock overview", "bin filter", "lot column", "reorder badge", "unit switch", "count date"),
        endpoint("stock level API", "item number", "lot number", "bin code", "unit of measure", "warehouse id"),
        record("stock movement", "reason code", "lot number", "source bin", "operator id", "unit of measure"),
        job("stock reconciliation", "blocked lots", "negative stocks", "open counts", "stray units", "old holds"),
        rule("safety stock level", "item group", "warehouse", "season", "supplier", "sales region"),
    ),
    cases=(
        "for expired lots",
        "for serial-number items",
        "for consignment stock",
        "for kits",
        "for quarantined goods",
        "for bulk goods",
    ),
    moments=(
        "after a stock count",
        "after a lot is blocked",
        "when a transfer is undone",
        "when a unit is converted",
        "when two counts overlap",
        "when a bin is closed",
    ),
    backend_paths=under(
        "service/src/main/kotlin/stock",
        "AvailableStock.kt ReorderProposal.kt StockMovement.kt Reconciliation.kt SafetyStock.kt LotHold.kt"
        " StockController.kt StockRepository.kt",
    ),
    frontend_paths=under(
        "floor-ui/src/stock",
        "StockOverview.tsx LotColumn.tsx BinFilter.tsx ReorderBadge.tsx UnitSwitch.tsx useStock.ts stockApi.ts"
        " stock.css",
    ),
    test_paths=under(
        "service/src/test/kotlin/stock",
        "AvailableStockTest.kt ReorderProposalTest.kt StockMovementTest.kt ReconciliationTest.kt"
        " SafetyStockTest.kt LotHoldTest.kt StockControllerTest.kt StockRepositoryTest.kt",
    ),
)

PICKING = Area(
    name="picking",
    subjects=(
        decision("pick route", "blocked aisles", "bulky items", "upper shelves", "urgent tasks", "shared bins"),
        screen("pick list", "bin label", "quantity badge", "skip button", "item photo", "route hint"),
        endpoint("pick task API", "wave number", "picker id", "bin code", "task status", "short reason"),
        record("pick task", "picker id", "start time", "short reason", "wave number", "tote number"),
        job("wave planning run", "rush orders", "backorders", "single-item orders", "held orders", "bulk orders"),
        document("wave summary", "short-pick list", "picker table", "wave number", "item total", "aisle map"),
        rule("tote weight limit", "picker group", "zone", "tote size", "warehouse", "shift"),
    ),
    cases=(
        "for rush orders",
        "for heavy items",
        "for multi-zone waves",
        "for fragile items",
        "for voice pickers",
        "for single-item orders",
    ),
    moments=(
        "after a short pick",
        "after a wave is split",
        "when a bin is empty",
        "when a picker signs off",
        "when a tote is swapped",
        "when an order is cancelled",
    ),
    backend_paths=under(
        "service/src/main/kotlin/picking",
        "PickRoute.kt PickTask.kt WavePlanner.kt WaveSummary.kt ToteLimit.kt ShortPick.kt PickingController.kt"
        " PickingRepository.kt",
    ),
    frontend_paths=under(
        "floor-ui/src/picking",
        "PickList.tsx PickRow.tsx BinLabel.tsx SkipButton.tsx RouteHint.tsx usePicking.ts pickingApi.ts picking.css",
    ),
    test_paths=under(
        "service/src/test/kotlin/picking",
        "PickRouteTest.kt PickTaskTest.kt WavePlannerTest.kt WaveSummaryTest.kt ToteLimitTest.kt"
        " ShortPickTest.kt PickingControllerTest.kt PickingRepositoryTest.kt",
    ),
)

PACKING = Area(
    name="packing",
    subjects=(
        decision("box selection", "soft items", "long items", "bundles", "liquids", "insulated packs"),
        screen("packing station view", "scale reading", "box picker", "print queue", "item list", "seal check"),
        endpoint("parcel API", "parcel number", "box type", "gross weight", "packer id", "customs code"),
        record("parcel", "gross weight", "box type", "packer id", "seal number", "customs code"),
        document("packing slip", "item table", "gift message", "return code", "order number", "store greeting"),
        document("shipping label", "sender address", "handling note", "service mark", "weight line", "customs code"),
        rule("box weight limit", "carrier", "destination", "country", "warehouse", "service level"),
    ),
    cases=(
        "for gift sets",
        "for fragile items",
        "for export parcels",
        "for multi-box orders",
        "for dangerous goods",
        "for returned parcels",
    ),
    moments=(
        "after a box change",
        "after a reprint",
        "when the scale is offline",
        "when an item is missing",
        "when a parcel is split",
        "when the printer jams",
    ),
    backend_paths=under(
        "service/src/main/kotlin/packing",
        "BoxSelection.kt Parcel.kt PackingSlip.kt ShippingLabel.kt WeightLimit.kt ScaleReader.kt"
        " PackingController.kt ParcelRepository.kt",
    ),
    frontend_paths=under(
        "floor-ui/src/packing",
        "PackingStation.tsx BoxPicker.tsx ScaleReading.tsx PrintButton.tsx SealCheck.tsx usePacking.ts"
        " packingApi.ts packing.css",
    ),
    test_paths=under(
        "service/src/test/kotlin/packing",
        "BoxSelectionTest.kt ParcelTest.kt PackingSlipTest.kt ShippingLabelTest.kt WeightLimitTest.kt"
        " ScaleReaderTest.kt PackingControllerTest.kt ParcelRepositoryTest.kt",
    ),
)

CARRIERS = Area(
    name="carriers",
    subjects=(
        decision("carrier choice", "ferry routes", "oversize boxes", "weekend slots", "surcharges", "bulk rates"),
        screen("dispatch board", "cut-off clock", "carrier filter", "truck card", "load bar", "delay badge"),
        intake("tracking webhook", "parcel number", "scan time", "event code", "carrier id", "depot code"),
        record("truck load", "seal number", "departure time", "carrier id", "gate number", "driver name"),
        job("tracking sync", "lost parcels", "stale parcels", "returned parcels", "foreign parcels", "old scans"),
        client("carrier gateway", "label requests", "pickup bookings", "tracking calls", "void requests", "rate calls"),
        rule("carrier cut-off time", "depot", "warehouse", "weekday", "service level", "region"),
    ),
    cases=(
        "for express parcels",
        "for pallet freight",
        "for island addresses",
        "for cash on delivery",
        "for export parcels",
        "for Saturday delivery",
    ),
    moments=(
        "after a missed pickup",
        "after a carrier change",
        "when a label is voided",
        "when a truck is full",
        "when tracking stops",
        "when a gate is changed",
    ),
    backend_paths=under(
        "service/src/main/kotlin/carriers",
        "CarrierChoice.kt CarrierGateway.kt TrackingSync.kt TrackingWebhook.kt TruckLoad.kt CutOffTime.kt"
        " CarrierController.kt CarrierRepository.kt",
    ),
    frontend_paths=under(
        "floor-ui/src/carriers",
        "DispatchBoard.tsx TruckCard.tsx CutOffClock.tsx LoadBar.tsx DelayBadge.tsx useDispatch.ts carrierApi.ts"
        " dispatch.css",
    ),
    test_paths=under(
        "service/src/test/kotlin/carriers",
        "CarrierChoiceTest.kt CarrierGatewayTest.kt TrackingSyncTest.kt TrackingWebhookTest.kt TruckLoadTest.kt"
        " CutOffTimeTest.kt CarrierControllerTest.kt CarrierRepositoryTest.kt",
    ),
)

COUNTING = Area(
    name="counting",
    subjects=(
        calculation("count variance", "damaged units", "open picks", "double scans", "decimal units", "spare parts"),
        screen("cycle count screen", "bin prompt", "count field", "recount button", "variance line", "lot picker"),
        intake("count result API", "bin code", "counted amount", "counter id", "count round", "lot number"),
        record("count session", "counter id", "start time", "zone code", "approval date", "count round"),
        job("count planning run", "blind counts", "idle bins", "recounts", "high-value bins", "frozen zones"),
        document("variance report", "variance table", "value total", "approval line", "zone map", "counter list"),
        rule("recount threshold", "item group", "zone", "warehouse", "price band", "shift"),
    ),
    cases=(
        "for blind counts",
        "for high-value items",
        "for serial-number items",
        "for cold zones",
        "for open pallets",
        "for annual counts",
    ),
    moments=(
        "after a recount",
        "after a zone is frozen",
        "when a pick is in progress",
        "when a lot is relabelled",
        "when a counter is replaced",
        "when the handheld is offline",
    ),
    backend_paths=under(
        "service/src/main/kotlin/counting",
        "CountVariance.kt CountSession.kt CountPlanner.kt VarianceReport.kt RecountThreshold.kt BlindCount.kt"
        " CountingController.kt CountingRepository.kt",
    ),
    frontend_paths=under(
        "floor-ui/src/counting",
        "CycleCount.tsx CountField.tsx BinPrompt.tsx VarianceLine.tsx RecountButton.tsx useCounting.ts"
        " countingApi.ts counting.css",
    ),
    test_paths=under(
        "service/src/test/kotlin/counting",
        "CountVarianceTest.kt CountSessionTest.kt CountPlannerTest.kt VarianceReportTest.kt"
        " RecountThresholdTest.kt BlindCountTest.kt CountingControllerTest.kt CountingRepositoryTest.kt",
    ),
)

SHIFTS = Area(
    name="shifts",
    subjects=(
        calculation(
            "workload forecast", "rush orders", "public holidays", "training hours", "late trucks", "sick days"
        ),
        screen("shift planner", "zone column", "worker card", "break marker", "conflict badge", "week switch"),
        intake("time clock API", "badge number", "clock time", "terminal id", "break type", "zone code"),
        record("work shift", "zone code", "break time", "team lead name", "start time", "overtime reason"),
        job("shift roster import", "swapped shifts", "open shifts", "sick notes", "temp workers", "night shifts"),
        document("shift handover note", "open task list", "incident line", "zone table", "team lead name", "headcount"),
        rule("overtime limit", "contract type", "team", "warehouse", "weekday", "age group"),
    ),
    cases=(
        "for night shifts",
        "for temp workers",
        "for split shifts",
        "for trainees",
        "for forklift drivers",
        "for peak season",
    ),
    moments=(
        "after a shift swap",
        "after a sick note",
        "when the clock changes",
        "when a badge is replaced",
        "when a zone is closed",
        "when a break is skipped",
    ),
    backend_paths=under(
        "service/src/main/kotlin/shifts",
        "WorkloadForecast.kt WorkShift.kt RosterImport.kt TimeClock.kt HandoverNote.kt OvertimeLimit.kt"
        " ShiftController.kt ShiftRepository.kt",
    ),
    frontend_paths=under(
        "floor-ui/src/shifts",
        "ShiftPlanner.tsx WorkerCard.tsx BreakMarker.tsx ConflictBadge.tsx WeekSwitch.tsx useShifts.ts"
        " shiftApi.ts shifts.css",
    ),
    test_paths=under(
        "service/src/test/kotlin/shifts",
        "WorkloadForecastTest.kt WorkShiftTest.kt RosterImportTest.kt TimeClockTest.kt HandoverNoteTest.kt"
        " OvertimeLimitTest.kt ShiftControllerTest.kt ShiftRepositoryTest.kt",
    ),
)

REPOSITORY = Repository(
    name="brackenquay/warehouse-core",
    roles=("floor managers", "dispatchers", "team leads"),
    areas=(RECEIVING, STOCK, PICKING, PACKING, CARRIERS, COUNTING, SHIFTS),
    config_paths=(
        *under("config", "receiving.yml stock.yml picking.yml packing.yml carriers.yml counting.yml shifts.yml"),
        *under("config/env", "staging.yml production.yml"),
        *under("deploy", "warehouse-core.yaml floor-ui.yaml"),
        "gradle.properties",
    ),
    docs_paths=(
        *under("docs/receiving", "tolerances.md cross-docking.md"),
        *under("docs/stock", "reconciliation.md lot-holds.md"),
        *under("docs/picking", "waves.md"),
        *under("docs/packing", "labels.md boxes.md"),
        *under("docs/carriers", "cut-off-times.md tracking.md"),
        *under("docs/counting", "blind-counts.md"),
        *under("docs/shifts", "roster-format.md"),
        "docs/runbook.md",
        "README.md",
    ),
)
