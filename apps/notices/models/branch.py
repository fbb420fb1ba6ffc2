"""The one library: a single invented branch, and the codes that the site has chosen for itself."""

BRANCH_ID = 3
BRANCH_NAME = "Riverbend Public Library"
BRANCH_ABBREVIATION = "RBPL"
BRANCH_PHONE = "2705550199"
BRANCH_ADDRESS = "210 Old Ferry Road, Owensboro, KY 42301"
STAFF_USER_ID = 21
SYSTEM_USER_ID = 1
WORKSTATION_ID = 12
ENGLISH = 1033
"""AdminLanguageID, and LanguageID in the log."""
