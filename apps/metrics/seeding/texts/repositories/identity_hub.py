"""tallowgate/identity-hub: sign-in, permissions and notifications in Go with an admin console in React."""

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

LOGIN = Area(
    name="login",
    subjects=(
        calculation(
            "login risk score", "known devices", "VPN addresses", "failed codes", "new countries", "night logins"
        ),
        screen("login page", "tenant logo", "passkey button", "remember-me box", "language menu", "error line"),
        intake("login endpoint", "tenant id", "redirect target", "device id", "one-time code", "login hint"),
        record("login attempt", "device name", "failure reason", "country code", "login method", "tenant id"),
        document("unknown device alert", "device name", "city name", "block link", "login time", "help link"),
        rule("lockout policy", "tenant", "login method", "user group", "network range", "country"),
        job("login log rollup", "failed logins", "blocked logins", "bot logins", "old attempts", "guest logins"),
    ),
    cases=(
        "for passkey users",
        "for guest accounts",
        "for admin accounts",
        "for invited users",
        "for shared devices",
        "for federated users",
    ),
    moments=(
        "after a password reset",
        "after a failed passkey",
        "when cookies are blocked",
        "when a tenant is renamed",
        "when a code is used twice",
        "when the account is locked",
    ),
    backend_paths=under(
        "internal/login",
        "handler.go risk.go lockout.go attempts.go passkey.go alert.go redirect.go rollup.go",
    ),
    frontend_paths=under(
        "console/src/login",
        "LoginPage.tsx PasswordField.tsx PasskeyButton.tsx ErrorLine.tsx LanguageLink.tsx useLogin.ts"
        " loginApi.ts login.css",
    ),
    test_paths=under(
        "internal/login",
        "handler_test.go risk_test.go lockout_test.go attempts_test.go passkey_test.go alert_test.go"
        " redirect_test.go rollup_test.go",
    ),
)

SESSIONS = Area(
    name="sessions",
    subjects=(
        decision("session expiry check", "idle sessions", "open uploads", "API sessions", "old tokens", "clock skews"),
        screen("session list", "device column", "revoke button", "city column", "activity filter", "current badge"),
        intake("token endpoint", "grant type", "refresh token", "audience", "token scope", "client id"),
        record("user session", "device name", "idle time", "token family", "region", "end reason"),
        job(
            "session sweep",
            "expired sessions",
            "revoked sessions",
            "idle sessions",
            "guest sessions",
            "orphaned tokens",
        ),
        rule("session lifetime", "tenant", "client type", "user group", "device type", "risk level"),
        client("session store client", "token writes", "session reads", "revoke calls", "expiry updates", "lock calls"),
    ),
    cases=(
        "for mobile clients",
        "for admin accounts",
        "for service clients",
        "for kiosk devices",
        "for step-up logins",
        "for impersonated users",
    ),
    moments=(
        "after a token refresh",
        "after a role change",
        "when a device is revoked",
        "when a signing key rotates",
        "when the user signs out",
        "when two refreshes race",
    ),
    backend_paths=under(
        "internal/sessions",
        "expiry.go tokens.go store.go sweep.go revoke.go lifetime.go refresh.go handler.go",
    ),
    frontend_paths=under(
        "console/src/sessions",
        "SessionList.tsx SessionRow.tsx RevokeButton.tsx ActivityFilter.tsx CurrentBadge.tsx useSessions.ts"
        " sessionApi.ts sessions.css",
    ),
    test_paths=under(
        "internal/sessions",
        "expiry_test.go tokens_test.go store_test.go sweep_test.go revoke_test.go lifetime_test.go"
        " refresh_test.go handler_test.go",
    ),
)

PERMISSIONS = Area(
    name="permissions",
    subjects=(
        decision("permission check", "group cycles", "deny rules", "expired roles", "wildcards", "role aliases"),
        screen("role editor", "permission tree", "member list", "member count", "diff view", "change log"),
        endpoint("permission API", "policy version", "role name", "deny reason", "matched rule", "expiry time"),
        record("role assignment", "end date", "assigned-by name", "scope", "reason", "source group"),
        job("access review run", "unused roles", "expired roles", "guest members", "empty groups", "admin roles"),
        document("access review notice", "role list", "due date", "reviewer name", "approval link", "scope note"),
        rule("approval requirement", "role", "tenant", "resource type", "risk level", "department"),
    ),
    cases=(
        "for nested groups",
        "for custom roles",
        "for guest members",
        "for inherited roles",
        "for tenant admins",
        "for archived projects",
    ),
    moments=(
        "after a group is renamed",
        "after a role is cloned",
        "when a policy is replaced",
        "when an owner leaves",
        "when a deny rule is added",
        "when a project is moved",
    ),
    backend_paths=under(
        "internal/permissions",
        "check.go roles.go groups.go policy.go assignments.go review.go approval.go handler.go",
    ),
    frontend_paths=under(
        "console/src/permissions",
        "RoleEditor.tsx PermissionTree.tsx DiffView.tsx MemberCount.tsx RoleName.tsx useRoles.ts"
        " permissionApi.ts roles.css",
    ),
    test_paths=under(
        "internal/permissions",
        "check_test.go roles_test.go groups_test.go policy_test.go assignments_test.go review_test.go"
        " approval_test.go handler_test.go",
    ),
)

DIRECTORY = Area(
    name="directory",
    subjects=(
        decision("account matching", "renamed users", "duplicate e-mails", "job changes", "aliases", "old domains"),
        screen("user list", "status filter", "group column", "manager column", "invite counter", "last-login column"),
        intake("user provisioning API", "external id", "manager id", "user status", "department", "login name"),
        record("directory user", "manager id", "start date", "login name", "department", "external id"),
        job("directory sync", "disabled users", "new hires", "group changes", "contractors", "name changes"),
        client(
            "HR system client", "user queries", "manager lookups", "leave updates", "team lookups", "photo requests"
        ),
        document("invitation e-mail", "inviter name", "expiry date", "accept link", "tenant greeting", "role list"),
    ),
    cases=(
        "for contractors",
        "for rehired users",
        "for large tenants",
        "for invited users",
        "for merged tenants",
        "for suspended users",
    ),
    moments=(
        "after a name change",
        "after a domain change",
        "when a manager leaves",
        "when an invite expires",
        "when a user is suspended",
        "when a tenant is merged",
    ),
    backend_paths=under(
        "internal/directory",
        "users.go matching.go sync.go provisioning.go hrclient.go invites.go tenants.go handler.go",
    ),
    frontend_paths=under(
        "console/src/directory",
        "UserList.tsx UserRow.tsx InviteButton.tsx StatusFilter.tsx GroupColumn.tsx useUsers.ts directoryApi.ts"
        " directory.css",
    ),
    test_paths=under(
        "internal/directory",
        "users_test.go matching_test.go sync_test.go provisioning_test.go hrclient_test.go invites_test.go"
        " tenants_test.go handler_test.go",
    ),
)

NOTIFICATIONS = Area(
    name="notifications",
    subjects=(
        decision("channel selection", "failed sends", "quiet hours", "bounced numbers", "digests", "opt-outs"),
        screen("notification center", "unread badge", "mark-read button", "type filter", "snooze menu", "date label"),
        intake("notification API", "template id", "recipient id", "channel name", "locale", "send time"),
        record("notification", "send time", "template id", "channel name", "read date", "bounce reason"),
        job("digest run", "unread alerts", "muted users", "bounced messages", "weekly digests", "late alerts"),
        rule("quiet-hours policy", "tenant", "channel", "time zone", "user group", "urgency"),
        client("SMS vendor client", "text messages", "delivery reports", "number checks", "price queries", "opt-outs"),
    ),
    cases=(
        "for urgent alerts",
        "for muted channels",
        "for on-call users",
        "for long messages",
        "for weekly digests",
        "for unverified numbers",
    ),
    moments=(
        "after a bounce",
        "after a locale change",
        "when a template is deleted",
        "when a user opts out",
        "when quiet hours end",
        "when a channel is down",
    ),
    backend_paths=under(
        "internal/notifications",
        "channels.go digest.go templates.go quiethours.go smsclient.go bounces.go queue.go handler.go",
    ),
    frontend_paths=under(
        "console/src/notifications",
        "NotificationCenter.tsx UnreadBadge.tsx SnoozeMenu.tsx TypeFilter.tsx DateLabel.tsx useNotifications.ts"
        " notificationApi.ts notifications.css",
    ),
    test_paths=under(
        "internal/notifications",
        "channels_test.go digest_test.go templates_test.go quiethours_test.go smsclient_test.go bounces_test.go"
        " queue_test.go handler_test.go",
    ),
)

AUDIT = Area(
    name="audit",
    subjects=(
        decision(
            "event correlation", "bulk edits", "background jobs", "login events", "retried calls", "system events"
        ),
        screen("audit log view", "actor filter", "event details", "time range", "result counter", "severity badge"),
        endpoint("audit search API", "actor id", "event type", "source address", "request id", "tenant id"),
        record("audit event", "actor id", "source address", "event type", "request id", "change summary"),
        job("audit archive run", "old events", "held events", "deleted tenants", "large tenants", "sealed batches"),
        document("audit report", "event table", "signature block", "time range", "actor summary", "page number"),
        rule("audit retention period", "tenant", "event type", "plan", "region", "severity"),
    ),
    cases=(
        "for support access",
        "for service accounts",
        "for deleted tenants",
        "for bulk changes",
        "for API keys",
        "for legal holds",
    ),
    moments=(
        "after a user is erased",
        "after an export",
        "when an actor is renamed",
        "when the clock drifts",
        "when a legal hold is lifted",
        "when a page token expires",
    ),
    backend_paths=under(
        "internal/audit",
        "events.go correlate.go search.go archive.go report.go retention.go holds.go handler.go",
    ),
    frontend_paths=under(
        "console/src/audit",
        "AuditLog.tsx EventDetails.tsx ActorFilter.tsx TimeRange.tsx SeverityBadge.tsx useAudit.ts auditApi.ts"
        " audit.css",
    ),
    test_paths=under(
        "internal/audit",
        "events_test.go correlate_test.go search_test.go archive_test.go report_test.go retention_test.go"
        " holds_test.go handler_test.go",
    ),
)

RECOVERY = Area(
    name="recovery",
    subjects=(
        screen("two-factor setup", "QR code", "backup code list", "device list", "app picker", "setup guide"),
        screen("password reset page", "strength meter", "new password field", "rule list", "hint text", "captcha"),
        intake("password reset API", "reset token", "tenant id", "contact address", "locale", "client id"),
        record("second factor", "label", "last-used date", "device name", "backup state", "key algorithm"),
        document("reset e-mail", "reset link", "expiry time", "request origin", "support contact", "tenant greeting"),
        rule("reset link lifetime", "tenant", "user group", "channel", "risk level", "client type"),
        decision("password strength check", "common words", "leaked passwords", "emoji", "user names", "key patterns"),
    ),
    cases=(
        "for hardware keys",
        "for admin accounts",
        "for locked accounts",
        "for backup codes",
        "for shared mailboxes",
        "for federated users",
    ),
    moments=(
        "after a phone is lost",
        "after three failed codes",
        "when a link is opened twice",
        "when a key is removed",
        "when the clock is off",
        "when a reset is cancelled",
    ),
    backend_paths=under(
        "internal/recovery",
        "reset.go factors.go backupcodes.go strength.go links.go mail.go policy.go handler.go",
    ),
    frontend_paths=under(
        "console/src/recovery",
        "TwoFactorSetup.tsx PasswordReset.tsx BackupCodes.tsx StrengthMeter.tsx AppPicker.tsx useRecovery.ts"
        " recoveryApi.ts recovery.css",
    ),
    test_paths=under(
        "internal/recovery",
        "reset_test.go factors_test.go backupcodes_test.go strength_test.go links_test.go mail_test.go"
        " policy_test.go handler_test.go",
    ),
)

REPOSITORY = Repository(
    name="tallowgate/identity-hub",
    roles=("tenant admins", "security officers", "help desk staff"),
    areas=(LOGIN, SESSIONS, PERMISSIONS, DIRECTORY, NOTIFICATIONS, AUDIT, RECOVERY),
    config_paths=(
        *under("config", "login.yaml sessions.yaml permissions.yaml directory.yaml channels.yaml audit.yaml"),
        *under("config/env", "staging.yaml production.yaml"),
        *under("deploy", "identity-hub.yaml digest-worker.yaml"),
        ".golangci.yml",
        "docker-compose.yml",
    ),
    docs_paths=(
        *under("docs/login", "lockout.md passkeys.md"),
        *under("docs/sessions", "tokens.md lifetimes.md"),
        *under("docs/permissions", "policies.md reviews.md"),
        *under("docs/directory", "provisioning.md"),
        *under("docs/notifications", "channels.md"),
        *under("docs/audit", "retention.md"),
        *under("docs/recovery", "second-factors.md"),
        "docs/runbook.md",
        "README.md",
    ),
)
