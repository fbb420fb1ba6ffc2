"""The entry point for a WSGI server, such as `gunicorn config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not os.environ.get("DEBUG", "").strip():
    # Pages for others show no traceback and no known key, unless they are asked to.
    os.environ["DEBUG"] = "0"

application = get_wsgi_application()
