"""pedalmoor/rider-app: the app of a bike-sharing service, with a Node server and a React Native front."""

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

STATIONS = Area(
    name="stations",
    subjects=(
        calculation("dock forecast", "event days", "blocked docks", "school holidays", "rainy hours", "bulk returns"),
        screen("station map", "bike counter", "dock counter", "walking time", "zone border", "outage banner"),
        endpoint("station feed", "dock count", "last update", "station status", "zone id", "bike type"),
        record("station", "opening date", "dock count", "zone id", "map label", "power source"),
        job("station sync", "offline stations", "new stations", "moved stations", "closed stations", "pilot stations"),
        rule("search radius", "city", "bike type", "zone", "app version", "season"),
        client(
            "map tile client", "tile requests", "place searches", "route previews", "style updates", "geocode calls"
        ),
    ),
    cases=(
        "for pop-up stations",
        "for virtual stations",
        "for cargo bikes",
        "for full stations",
        "for indoor stations",
        "for favourite stations",
    ),
    moments=(
        "after a station moves",
        "after a network outage",
        "when location is off",
        "when a dock is blocked",
        "when the map is zoomed out",
        "when a station goes offline",
    ),
    backend_paths=under(
        "server/src/stations",
        "stationService.ts dockForecast.ts stationFeed.ts stationSync.ts searchRadius.ts tileClient.ts"
        " stationRepository.ts stationRoutes.ts",
    ),
    frontend_paths=under(
        "app/src/stations",
        "StationMap.tsx StationCard.tsx DockCounter.tsx SearchBar.tsx OutageBanner.tsx useStations.ts"
        " stationStore.ts mapStyle.ts",
    ),
    test_paths=under(
        "tests/stations",
        "stationService.test.ts dockForecast.test.ts stationFeed.test.ts stationSync.test.ts"
        " searchRadius.test.ts tileClient.test.ts StationMap.test.tsx StationCard.test.tsx",
    ),
)

UNLOCK = Area(
    name="unlock",
    subjects=(
        decision("bike availability check", "low batteries", "open holds", "software locks", "recalls", "repair holds"),
        screen("unlock screen", "scan frame", "price hint", "code field", "battery level", "help link"),
        intake("unlock endpoint", "bike number", "dock id", "device id", "battery level", "unlock code"),
        record("bike reservation", "hold time", "bike number", "pickup dock", "cancel reason", "device id"),
        job("reservation expiry run", "late pickups", "group holds", "stale holds", "dock holds", "no-shows"),
        rule("reservation time limit", "pass type", "city", "bike type", "zone", "rider group"),
        client(
            "lock vendor client", "unlock calls", "lock reports", "battery checks", "alarm events", "firmware calls"
        ),
    ),
    cases=(
        "for e-bikes",
        "for group rides",
        "for rented helmets",
        "for night rides",
        "for first-time riders",
        "for cargo bikes",
    ),
    moments=(
        "after a failed scan",
        "after a lost connection",
        "when the battery is low",
        "when the lock is jammed",
        "when Bluetooth is off",
        "when a dock answers late",
    ),
    backend_paths=under(
        "server/src/unlock",
        "unlockService.ts availability.ts reservations.ts reservationExpiry.ts lockClient.ts unlockCodes.ts"
        " holdLimits.ts unlockRoutes.ts",
    ),
    frontend_paths=under(
        "app/src/unlock",
        "UnlockScreen.tsx ScanFrame.tsx CodeField.tsx BatteryLevel.tsx TorchButton.tsx useScanner.ts"
        " unlockStore.ts unlockMessages.ts",
    ),
    test_paths=under(
        "tests/unlock",
        "unlockService.test.ts availability.test.ts reservations.test.ts reservationExpiry.test.ts"
        " lockClient.test.ts unlockCodes.test.ts UnlockScreen.test.tsx ScanFrame.test.tsx",
    ),
)

RIDES = Area(
    name="rides",
    subjects=(
        calculation("fare calculation", "waiting times", "zone fees", "free minutes", "late fees", "unlock fees"),
        screen("ride screen", "ride timer", "fare ticker", "pause button", "route line", "return hint"),
        screen("ride history", "month filter", "fare column", "route preview", "distance label", "receipt link"),
        endpoint("ride endpoint", "ride id", "start dock", "end dock", "pause state", "fare plan"),
        record("ride", "end time", "distance", "start dock", "fare plan", "pause count"),
        job("open ride sweep", "forgotten rides", "paused rides", "group rides", "offline rides", "disputed rides"),
        document("ride receipt", "fare breakdown", "route map", "ride number", "tax line", "saved CO2 line"),
    ),
    cases=(
        "for paused rides",
        "for group rides",
        "for cross-city rides",
        "for e-bikes",
        "for rides past midnight",
        "for short rides",
    ),
    moments=(
        "after a lost GPS signal",
        "after a pause",
        "when the app restarts",
        "when a ride ends offline",
        "when the clock changes",
        "when a bike is swapped",
    ),
    backend_paths=under(
        "server/src/rides",
        "rideService.ts fare.ts openRideSweep.ts rideHistory.ts rideReceipt.ts pauses.ts rideRepository.ts"
        " rideRoutes.ts",
    ),
    frontend_paths=under(
        "app/src/rides",
        "RideScreen.tsx RideHistory.tsx FareTicker.tsx RideTimer.tsx RouteLine.tsx useRide.ts rideStore.ts"
        " rideFormat.ts",
    ),
    test_paths=under(
        "tests/rides",
        "rideService.test.ts fare.test.ts openRideSweep.test.ts rideHistory.test.ts rideReceipt.test.ts"
        " pauses.test.ts RideScreen.test.tsx RideHistory.test.tsx",
    ),
)

PASSES = Area(
    name="passes",
    subjects=(
        decision("pass comparison", "day passes", "off-peak passes", "extra minutes", "past rides", "discount codes"),
        screen("pass shop", "price card", "plan switch", "student badge", "promo field", "terms link"),
        intake("pass purchase API", "plan id", "promo code", "start date", "payment token", "city code"),
        record("rider pass", "renewal date", "plan id", "promo code", "minute balance", "freeze date"),
        job("pass renewal run", "monthly passes", "frozen passes", "trial passes", "unpaid passes", "company passes"),
        document("renewal notice", "renewal price", "next due date", "cancel link", "plan name", "card ending"),
        rule("pass sharing limit", "plan", "city", "company account", "season", "rider group"),
    ),
    cases=(
        "for annual passes",
        "for student plans",
        "for company plans",
        "for trial weeks",
        "for family plans",
        "for frozen passes",
    ),
    moments=(
        "after a plan switch",
        "after a failed renewal",
        "when a trial ends",
        "when a card expires",
        "when a pass is frozen",
        "when a city changes prices",
    ),
    backend_paths=under(
        "server/src/passes",
        "passService.ts comparison.ts renewal.ts plans.ts promoCodes.ts sharing.ts passRepository.ts passRoutes.ts",
    ),
    frontend_paths=under(
        "app/src/passes",
        "PassShop.tsx PriceCard.tsx PlanSwitch.tsx PromoField.tsx StudentBadge.tsx usePasses.ts passStore.ts"
        " passTexts.ts",
    ),
    test_paths=under(
        "tests/passes",
        "passService.test.ts comparison.test.ts renewal.test.ts plans.test.ts promoCodes.test.ts"
        " sharing.test.ts PassShop.test.tsx PriceCard.test.tsx",
    ),
)

REWARDS = Area(
    name="rewards",
    subjects=(
        calculation("points calculation", "night rides", "bonus zones", "streaks", "void rides", "refill returns"),
        screen("rewards tab", "points balance", "level badge", "partner list", "progress ring", "voucher list"),
        endpoint("rewards API", "points balance", "level name", "partner id", "expiry date", "voucher code"),
        record("reward voucher", "expiry date", "partner id", "points cost", "redeem code", "issue date"),
        job("points expiry run", "expired points", "bonus points", "gifted points", "pending points", "shared points"),
        document("level-up message", "level name", "benefit list", "points total", "share link", "next goal"),
        rule("daily points cap", "level", "city", "campaign", "bike type", "rider group"),
    ),
    cases=(
        "for new riders",
        "for gold members",
        "for partner offers",
        "for referrals",
        "for weekend rides",
        "for company teams",
    ),
    moments=(
        "after a cancelled ride",
        "after a level change",
        "when points expire",
        "when a partner leaves",
        "when a campaign starts",
        "when a ride is refunded",
    ),
    backend_paths=under(
        "server/src/rewards",
        "pointsService.ts levels.ts vouchers.ts pointsExpiry.ts partners.ts caps.ts rewardStore.ts rewardRoutes.ts",
    ),
    frontend_paths=under(
        "app/src/rewards",
        "RewardsTab.tsx LevelBadge.tsx ProgressRing.tsx PartnerList.tsx RedeemButton.tsx useRewards.ts"
        " rewardStore.ts rewardTexts.ts",
    ),
    test_paths=under(
        "tests/rewards",
        "pointsService.test.ts levels.test.ts vouchers.test.ts pointsExpiry.test.ts partners.test.ts"
        " caps.test.ts RewardsTab.test.tsx ProgressRing.test.tsx",
    ),
)

SUPPORT = Area(
    name="support",
    subjects=(
        decision("report triage", "photo reports", "duplicates", "safety reports", "prank reports", "fee disputes"),
        screen("damage report form", "photo picker", "part list", "bike number", "report status", "comment box"),
        intake("damage report API", "bike number", "damage type", "photo id", "report time", "severity"),
        record("damage report", "severity", "photo count", "repair date", "reporter id", "bike number"),
        job("report clean-up job", "closed reports", "draft reports", "spam reports", "merged reports", "old photos"),
        document("repair update", "bike number", "repair status", "thank-you line", "photo caption", "survey link"),
        client("help desk client", "ticket updates", "photo uploads", "agent replies", "status queries", "tag changes"),
    ),
    cases=(
        "for flat tyres",
        "for stolen bikes",
        "for safety issues",
        "for unregistered riders",
        "for repeat reports",
        "for cargo bikes",
    ),
    moments=(
        "after a photo upload fails",
        "after a bike is repaired",
        "when a report is merged",
        "when the rider is offline",
        "when an agent reopens it",
        "when the bike is not found",
    ),
    backend_paths=under(
        "server/src/support",
        "reportService.ts triage.ts photos.ts reportCleanup.ts helpDeskClient.ts repairs.ts reportRepository.ts"
        " supportRoutes.ts",
    ),
    frontend_paths=under(
        "app/src/support",
        "DamageReportForm.tsx PhotoPicker.tsx PartList.tsx CommentBox.tsx ReportStatus.tsx useReport.ts"
        " reportStore.ts supportTexts.ts",
    ),
    test_paths=under(
        "tests/support",
        "reportService.test.ts triage.test.ts photos.test.ts reportCleanup.test.ts helpDeskClient.test.ts"
        " repairs.test.ts DamageReportForm.test.tsx PhotoPicker.test.tsx",
    ),
)

PROFILE = Area(
    name="profile",
    subjects=(
        screen("rider profile", "phone field", "photo", "language picker", "card list", "delete link"),
        screen("sign-up flow", "city picker", "terms box", "phone step", "card step", "progress bar"),
        endpoint("rider endpoint", "phone number", "language", "home city", "birth date", "consent flag"),
        record("rider account", "home city", "phone number", "consent date", "language", "block reason"),
        job("account deletion run", "idle accounts", "blocked accounts", "duplicate riders", "minors", "old devices"),
        document("welcome message", "first-ride tip", "city name", "help link", "promo hint", "app link"),
        rule("minimum rider age", "city", "bike type", "country", "pass type", "zone"),
    ),
    cases=(
        "for tourists",
        "for company riders",
        "for minors",
        "for foreign phones",
        "for invited friends",
        "for returning riders",
    ),
    moments=(
        "after a phone change",
        "after an app update",
        "when consent is withdrawn",
        "when a city is changed",
        "when sign-up is interrupted",
        "when an account is restored",
    ),
    backend_paths=under(
        "server/src/profile",
        "riderService.ts signUp.ts consent.ts accountDeletion.ts phoneCheck.ts ageRules.ts riderRepository.ts"
        " profileRoutes.ts",
    ),
    frontend_paths=under(
        "app/src/profile",
        "RiderProfile.tsx SignUpFlow.tsx PhoneField.tsx CityPicker.tsx LanguagePicker.tsx useProfile.ts"
        " profileStore.ts profileTexts.ts",
    ),
    test_paths=under(
        "tests/profile",
        "riderService.test.ts signUp.test.ts consent.test.ts accountDeletion.test.ts phoneCheck.test.ts"
        " ageRules.test.ts RiderProfile.test.tsx SignUpFlow.test.tsx",
    ),
)

REPOSITORY = Repository(
    name="pedalmoor/rider-app",
    roles=("city managers", "support agents", "operators"),
    areas=(STATIONS, UNLOCK, RIDES, PASSES, REWARDS, SUPPORT, PROFILE),
    config_paths=(
        *under("config", "stations.json unlock.json fares.json passes.json rewards.json push.json"),
        *under("config/cities", "coastal.json hillside.json"),
        "package.json",
        "tsconfig.json",
        "app/app.config.json",
        "deploy/server.yaml",
    ),
    docs_paths=(
        *under("docs/stations", "feed.md outages.md"),
        *under("docs/unlock", "lock-vendor.md codes.md"),
        *under("docs/rides", "fares.md offline-rides.md"),
        *under("docs/passes", "renewals.md"),
        *under("docs/rewards", "levels.md"),
        *under("docs/support", "triage.md"),
        *under("docs/profile", "deletion.md consent.md"),
        "docs/release-checklist.md",
        "README.md",
    ),
)
