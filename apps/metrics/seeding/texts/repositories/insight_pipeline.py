"""quillmere/insight-pipeline: a reporting pipeline in Python with dashboards in React."""

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

INGESTION = Area(
    name="ingestion",
    subjects=(
        decision("schema diff", "renamed columns", "nested fields", "dropped columns", "enum values", "new tables"),
        screen("source list", "sync badge", "owner column", "row counter", "error details", "pause switch"),
        intake("event intake API", "event time", "source key", "batch id", "schema version", "event name"),
        record("source connection", "sync cursor", "owner name", "database name", "time zone", "schema version"),
        job("source sync", "late events", "deleted rows", "wide tables", "partial files", "backfilled rows"),
        client("file drop client", "file listings", "downloads", "checksum calls", "delete calls", "archive calls"),
        rule("sync frequency", "source", "workspace", "plan", "table", "region"),
    ),
    cases=(
        "for CSV sources",
        "for wide tables",
        "for paused sources",
        "for streaming sources",
        "for sandbox workspaces",
        "for encrypted files",
    ),
    moments=(
        "after a schema change",
        "after a cursor reset",
        "when a file arrives late",
        "when a source is renamed",
        "when a column is dropped",
        "when a batch is resent",
    ),
    backend_paths=under(
        "pipeline/ingestion",
        "sources.py sync.py cursors.py schema_diff.py intake.py file_drop.py batches.py scheduling.py secrets.py",
    ),
    frontend_paths=under(
        "dashboard/src/ingestion",
        "SourceList.tsx SourceCard.tsx SyncBadge.tsx SyncLog.tsx PauseSwitch.tsx useSources.ts sourceApi.ts"
        " sources.css",
    ),
    test_paths=under(
        "tests/ingestion",
        "test_sources.py test_sync.py test_cursors.py test_schema_diff.py test_intake.py test_file_drop.py"
        " test_batches.py test_scheduling.py",
    ),
)

MODELING = Area(
    name="modeling",
    subjects=(
        calculation("visit detection", "bot visits", "idle gaps", "shared devices", "late events", "single clicks"),
        calculation("currency conversion", "weekend rates", "old invoices", "refunds", "missing rates", "accruals"),
        screen("lineage graph", "model node", "owner label", "zoom control", "freshness badge", "column list"),
        record("model version", "build time", "row count", "owner name", "commit hash", "partition key"),
        job("model build", "stale models", "full refreshes", "partitions", "snapshot tables", "orphaned tables"),
        rule("late data window", "source", "model", "workspace", "time zone", "event type"),
        document("build summary", "failed model list", "row delta", "run time", "commit link", "owner list"),
    ),
    cases=(
        "for snapshot models",
        "for wide partitions",
        "for monthly models",
        "for shared models",
        "for fiscal calendars",
        "for draft models",
    ),
    moments=(
        "after a full refresh",
        "after a model is renamed",
        "when a source arrives late",
        "when a partition is rebuilt",
        "when a column changes type",
        "when two builds overlap",
    ),
    backend_paths=under(
        "pipeline/modeling",
        "sessions.py currency.py builds.py lineage.py partitions.py snapshots.py versions.py summary.py graph.py",
    ),
    frontend_paths=under(
        "dashboard/src/modeling",
        "LineageGraph.tsx ModelNode.tsx BuildLog.tsx ColumnList.tsx FreshnessBadge.tsx useLineage.ts"
        " modelApi.ts lineage.css",
    ),
    test_paths=under(
        "tests/modeling",
        "test_sessions.py test_currency.py test_builds.py test_lineage.py test_partitions.py test_snapshots.py"
        " test_versions.py test_summary.py",
    ),
)

QUALITY = Area(
    name="quality",
    subjects=(
        calculation("anomaly score", "public holidays", "weekends", "launch days", "empty days", "outage days"),
        decision("freshness check", "paused sources", "daily tables", "views", "archived tables", "empty tables"),
        screen("data quality board", "severity filter", "trend line", "table picker", "mute button", "owner column"),
        record("quality incident", "severity", "root cause", "owner name", "table name", "first-seen date"),
        job("quality check run", "muted checks", "slow checks", "failed checks", "new checks", "sampled rows"),
        document("quality digest", "incident list", "trend chart", "owner list", "mute link", "score summary"),
        rule("alert threshold", "table", "workspace", "severity", "weekday", "source"),
    ),
    cases=(
        "for sampled tables",
        "for append-only tables",
        "for finance tables",
        "for new tables",
        "for hourly checks",
        "for shared datasets",
    ),
    moments=(
        "after a backfill",
        "after a check is muted",
        "when a table is empty",
        "when an incident reopens",
        "when a baseline shifts",
        "when a check times out",
    ),
    backend_paths=under(
        "pipeline/quality",
        "anomalies.py freshness.py checks.py incidents.py thresholds.py digest.py baselines.py sampling.py muting.py",
    ),
    frontend_paths=under(
        "dashboard/src/quality",
        "QualityBoard.tsx IncidentCard.tsx TrendLine.tsx SeverityFilter.tsx MuteButton.tsx useIncidents.ts"
        " qualityApi.ts quality.css",
    ),
    test_paths=under(
        "tests/quality",
        "test_anomalies.py test_freshness.py test_checks.py test_incidents.py test_thresholds.py test_digest.py"
        " test_baselines.py test_muting.py",
    ),
)

METRICS = Area(
    name="metrics",
    subjects=(
        calculation("retention rate", "trial users", "paused accounts", "returning users", "seat changes", "gap weeks"),
        calculation("revenue rollup", "credit notes", "prepaid plans", "discounts", "trial upgrades", "partner fees"),
        screen("metric catalog", "search bar", "owner filter", "formula view", "usage counter", "status badge"),
        intake("metric query API", "time grain", "filter list", "time zone", "metric name", "group key"),
        record("metric definition", "formula", "owner name", "unit", "time grain", "review date"),
        job("metric rollup", "late rows", "closed months", "hourly totals", "deleted users", "restated days"),
        rule("rounding policy", "metric", "workspace", "currency", "chart type", "unit"),
    ),
    cases=(
        "for fiscal quarters",
        "for annual plans",
        "for small cohorts",
        "for weekly grains",
        "for derived metrics",
        "for multi-brand accounts",
    ),
    moments=(
        "after a formula change",
        "after a month is closed",
        "when a cohort is empty",
        "when the time zone changes",
        "when data is restated",
        "when a filter is removed",
    ),
    backend_paths=under(
        "pipeline/metrics",
        "definitions.py retention.py revenue.py rollup.py query_api.py cohorts.py grains.py rounding.py catalog.py",
    ),
    frontend_paths=under(
        "dashboard/src/metrics",
        "MetricCatalog.tsx MetricCard.tsx FormulaView.tsx OwnerFilter.tsx GrainPicker.tsx useMetrics.ts"
        " metricApi.ts catalog.css",
    ),
    test_paths=under(
        "tests/metrics",
        "test_definitions.py test_retention.py test_revenue.py test_rollup.py test_query_api.py test_cohorts.py"
        " test_grains.py test_rounding.py",
    ),
)

DASHBOARDS = Area(
    name="dashboards",
    subjects=(
        screen("dashboard editor", "chart picker", "preview pane", "filter bar", "version list", "share panel"),
        screen("funnel chart", "step label", "legend", "drop-off line", "tooltip", "segment picker"),
        endpoint("chart data endpoint", "row count", "segment key", "cache age", "time zone", "unit"),
        record("saved dashboard", "layout", "owner name", "share link", "folder name", "default filter"),
        job("dashboard cache warm-up", "pinned charts", "slow charts", "shared boards", "mobile boards", "idle boards"),
        calculation("trend line fit", "missing days", "outliers", "partial weeks", "zero values", "forecast days"),
        rule("chart row limit", "chart type", "workspace", "role", "plan", "data source"),
    ),
    cases=(
        "for shared dashboards",
        "for embedded charts",
        "for long date ranges",
        "for wall screens",
        "for stacked charts",
        "for empty segments",
    ),
    moments=(
        "after a filter change",
        "after a chart is moved",
        "when a segment is deleted",
        "when the date range is empty",
        "when two people edit at once",
        "when a query is cancelled",
    ),
    backend_paths=under(
        "pipeline/dashboards",
        "boards.py charts.py chart_data.py layout.py sharing.py cache.py trends.py limits.py filters.py",
    ),
    frontend_paths=under(
        "dashboard/src/dashboards",
        "DashboardEditor.tsx FunnelChart.tsx ChartPicker.tsx FilterBar.tsx GridHandle.tsx useDashboard.ts"
        " chartApi.ts editor.css",
    ),
    test_paths=under(
        "tests/dashboards",
        "test_boards.py test_charts.py test_chart_data.py test_layout.py test_sharing.py test_cache.py"
        " test_trends.py test_limits.py",
    ),
)

EXPORTS = Area(
    name="exports",
    subjects=(
        screen("export wizard", "format picker", "column list", "preview table", "schedule step", "size hint"),
        intake("export API", "file format", "column list", "delimiter", "callback address", "sort column"),
        record("export schedule", "next run date", "file format", "recipient list", "time zone", "owner name"),
        job("scheduled export run", "large exports", "failed exports", "empty exports", "zip files", "weekly files"),
        document("weekly report e-mail", "headline figure", "chart caption", "download link", "date range", "footer"),
        client("spreadsheet client", "sheet updates", "tab creations", "format calls", "cell clears", "row appends"),
        rule("export size limit", "plan", "file format", "workspace", "role", "recipient"),
    ),
    cases=(
        "for filtered exports",
        "for large files",
        "for external recipients",
        "for monthly exports",
        "for masked columns",
        "for pivot tables",
    ),
    moments=(
        "after a column is renamed",
        "after an upload fails",
        "when the owner leaves",
        "when the result is empty",
        "when a link expires",
        "when the schedule changes",
    ),
    backend_paths=under(
        "pipeline/exports",
        "schedules.py runner.py formats.py spreadsheet.py mailer.py limits.py links.py api.py columns.py",
    ),
    frontend_paths=under(
        "dashboard/src/exports",
        "ExportWizard.tsx FormatPicker.tsx ScheduleStep.tsx PreviewTable.tsx SizeHint.tsx useExports.ts"
        " exportApi.ts exports.css",
    ),
    test_paths=under(
        "tests/exports",
        "test_schedules.py test_runner.py test_formats.py test_spreadsheet.py test_mailer.py test_limits.py"
        " test_links.py test_columns.py",
    ),
)

ACCESS = Area(
    name="access",
    subjects=(
        decision("column masking", "free-text fields", "birth dates", "joined tables", "nested fields", "hashed ids"),
        screen("workspace page", "member table", "role picker", "region label", "plan card", "token list"),
        screen("access request form", "reason field", "dataset picker", "end date", "approver list", "status line"),
        intake("dataset grant API", "dataset id", "grantee id", "grant level", "end date", "request reason"),
        record("dataset grant", "end date", "grant reason", "approver name", "row filter", "grant level"),
        job("grant review run", "expired grants", "unused grants", "guest grants", "wide grants", "draft grants"),
        rule("query cost budget", "workspace", "role", "plan", "dataset", "weekday"),
    ),
    cases=(
        "for external analysts",
        "for masked datasets",
        "for service accounts",
        "for nested views",
        "for trial workspaces",
        "for nested groups",
    ),
    moments=(
        "after a role change",
        "after a grant expires",
        "when an approver leaves",
        "when a dataset is moved",
        "when a group is emptied",
        "when a request is withdrawn",
    ),
    backend_paths=under(
        "pipeline/access",
        "grants.py masking.py roles.py requests.py reviews.py budgets.py row_filters.py workspaces.py groups.py",
    ),
    frontend_paths=under(
        "dashboard/src/access",
        "WorkspaceSettings.tsx AccessRequestForm.tsx MemberTable.tsx RolePicker.tsx TokenList.tsx useGrants.ts"
        " accessApi.ts access.css",
    ),
    test_paths=under(
        "tests/access",
        "test_grants.py test_masking.py test_roles.py test_requests.py test_reviews.py test_budgets.py"
        " test_row_filters.py test_groups.py",
    ),
)

REPOSITORY = Repository(
    name="quillmere/insight-pipeline",
    roles=("analysts", "workspace admins", "data owners"),
    areas=(INGESTION, MODELING, QUALITY, METRICS, DASHBOARDS, EXPORTS, ACCESS),
    config_paths=(
        *under("config", "sources.yaml schedules.yaml quality.yaml metrics.yaml exports.yaml access.yaml"),
        *under("config/env", "staging.toml production.toml"),
        *under("deploy", "scheduler.yaml dashboard.yaml"),
        "pyproject.toml",
        "docker-compose.yml",
    ),
    docs_paths=(
        *under("docs/ingestion", "adding-a-source.md cursors.md"),
        *under("docs/modeling", "late-data.md currency.md"),
        *under("docs/quality", "thresholds.md"),
        *under("docs/metrics", "definitions.md retention.md"),
        *under("docs/dashboards", "embedding.md"),
        *under("docs/exports", "schedules.md formats.md"),
        *under("docs/access", "masking.md"),
        "docs/runbook.md",
        "README.md",
    ),
)
