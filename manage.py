#!/usr/bin/env python
"""The command line of the reference project: `python manage.py seed_demo_data --list-scenarios`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not os.environ.get("DEBUG", "").strip():
        # For the server that `runserver` starts as well: config/wsgi.py has another default.
        os.environ["DEBUG"] = "1"
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("manage.py: this Python has no Django. Run `make demo`, then `.venv/bin/python manage.py`.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A wrong setting is the user's mistake, and the sentence says all: the traceback would only bury it.
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"manage.py: {error}")


if __name__ == "__main__":
    main()
