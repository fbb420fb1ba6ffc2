"""Settings of the reference project. What differs between machines comes from the environment."""

from pathlib import Path
from urllib.parse import quote

from django.templatetags.static import static

import seedplot
from config.database import read_database
from config.environment import read_boolean, read_list, read_number, read_secret_key, read_text

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = read_boolean("DEBUG", default=True)
SECRET_KEY = read_secret_key(debug=DEBUG)
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS")
DATABASES = {"default": read_database(default=f"sqlite:///{quote(str(BASE_DIR / 'db.sqlite3'))}")}

# Outside DEBUG a seed command needs this and its own `--allow-production`.
SEEDPLOT_ALLOW_PRODUCTION = read_boolean("SEEDPLOT_ALLOW_PRODUCTION", default=False)
GITHUB_API_URL = read_text("GITHUB_API_URL", default="https://api.github.com")
GITHUB_TOKEN = read_text("GITHUB_TOKEN")
GITHUB_CACHE = read_text("GITHUB_CACHE")

# Behind a proxy: the headers that it alone writes, with the visitor's address and with "https". No other is believed.
PROXY_ADDRESS_HEADER = read_text("PROXY_ADDRESS_HEADER")
PROXY_SCHEME_HEADER = read_text("PROXY_SCHEME_HEADER")
# How many wrong passwords may come from a network (one IPv4 address, a /64 of IPv6), in how many seconds.
LOGIN_FAILURES_AT_MOST = 10
LOGIN_FAILURES_SECONDS = 600

# Whose a machine is when nobody lent it to the museum.
TICKETS_COLLECTION_NAME = "The museum's own collection"
# How many problem reports an address may send without a login, in how many seconds.
TICKETS_REPORTS_AT_MOST = 5
TICKETS_REPORTS_SECONDS = 600

# Where the software house's files go: nowhere until a bucket is named. An ACL that is set to nothing is not sent.
AWS_STORAGE_BUCKET_NAME = read_text("AWS_STORAGE_BUCKET_NAME")
AWS_ACCESS_KEY_ID = read_text("AWS_ACCESS_KEY_ID")
AWS_SECRET_ACCESS_KEY = read_text("AWS_SECRET_ACCESS_KEY")
AWS_SESSION_TOKEN = read_text("AWS_SESSION_TOKEN")
AWS_LOCATION = read_text("AWS_LOCATION", default="datasets/")
AWS_S3_REGION_NAME = read_text("AWS_S3_REGION_NAME", default="us-east-1")
AWS_S3_ENDPOINT_URL = read_text("AWS_S3_ENDPOINT_URL")
AWS_DEFAULT_ACL = read_text("AWS_DEFAULT_ACL", default="private", may_be_empty=True)

# Its search vectors: beside the data (local), or with Pinecone, which needs a key and the host of an index.
SEEDPLOT_VECTORS = read_text("SEEDPLOT_VECTORS", default="local")
SEEDPLOT_EMBEDDINGS = read_text("SEEDPLOT_EMBEDDINGS", default="hashing")
SEEDPLOT_MIN_SCORE = read_number("SEEDPLOT_MIN_SCORE")
PINECONE_API_KEY = read_text("PINECONE_API_KEY")
PINECONE_INDEX_HOST = read_text("PINECONE_INDEX_HOST")

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin.apps.SimpleAdminConfig",  # What it shows is found with the addresses: commands do without.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "apps.metrics",  # Its `seed_demo_data` takes the place of the library's.
    "seedplot",
    "apps.accounts",
    "apps.pages",
    "apps.tickets",
    "apps.projects",
    "apps.tenants",
    "apps.notices",
    "config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.accounts.middleware.LoginLimit",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.pages.middleware.MissingTimeZones",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.accounts.backends.UsernameOrEmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# A page takes scripts, pictures and data from this site alone. The admin's theme has scripts inside its pages.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    },
}
# The admin's look: names instead of Django's own, and back to the pages.
UNFOLD = {
    "SITE_TITLE": "seedplot",
    "SITE_HEADER": "seedplot",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("pages/icon.svg")}],
}

LOGIN_URL = "pages:login"
LOGIN_REDIRECT_URL = "pages:start"

LANGUAGE_CODE = "en-us"
# A zone whose clocks change, so that the stories meet the hour that is missing and the one that comes twice.
TIME_ZONE = "America/Chicago"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = read_text("STATIC_ROOT", default=str(BASE_DIR / "build" / "static"))
if not DEBUG:
    # After `collectstatic`, files have names that change with their content, and are sent by the application itself.
    MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

REST_FRAMEWORK = {
    # The first class answers for those without a login: a token's gives 401, a session's would give 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "apps.api.schema.ApiSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "seedplot",
    "DESCRIPTION": "The JSON APIs of the reference project: projects and tenants, and the token that opens them.",
    "VERSION": seedplot.__version__,
    "SCHEMA_PATH_PREFIX": "/api/",
    "SERVE_INCLUDE_SCHEMA": False,
    # What a PATCH needs is said by its own body, and choices stand where they belong: their names would not be unique.
    "COMPONENT_SPLIT_PATCH": False,
    "POSTPROCESSING_HOOKS": [],
}

if not DEBUG:
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60
    # Promised for all hosts under the site's name, which only its owner can say: both have to be asked for.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = read_boolean("HSTS_WHOLE_DOMAIN", default=False)
    if PROXY_SCHEME_HEADER:
        # The server in front alone knows how a request came in, and says so. Without it, redirecting is left to it.
        SECURE_PROXY_SSL_HEADER = (f"HTTP_{PROXY_SCHEME_HEADER.upper().replace('-', '_')}", "https")
        SECURE_SSL_REDIRECT = True
