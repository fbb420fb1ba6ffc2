"""A project whose models have each got a column more: an app, and migrations beside those that there are."""

from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[2]

COLUMN = "noted"


def write_grown_project(folder, models):
    """Write the settings module `grown_settings` and what it needs; `models` are labels of models that grow."""
    grown = folder / "grown"
    grown.mkdir()
    (folder / "grown_settings.py").write_text(
        dedent(f"""
        from config.settings import *
        from config.settings import INSTALLED_APPS

        INSTALLED_APPS = [*INSTALLED_APPS, "grown.apps.GrownConfig"]
        MIGRATION_MODULES = {{label: f"grown.{{label}}" for label in {sorted({label.split(".")[0] for label in models})}}}
        """)
    )
    (grown / "__init__.py").touch()
    (grown / "apps.py").write_text(
        dedent(f"""
        from django.apps import AppConfig, apps
        from django.db import models


        class GrownConfig(AppConfig):
            name = "grown"

            def ready(self):
                for label in {list(models)}:
                    apps.get_model(label).add_to_class("{COLUMN}", models.TextField(default="not yet"))
        """)
    )
    for app in sorted({label.split(".")[0] for label in models}):
        names = [label.split(".")[1] for label in models if label.startswith(f"{app}.")]
        newest = max(path.stem for path in (ROOT / "apps" / app / "migrations").glob("0*.py"))
        (grown / app).mkdir()
        (grown / app / "__init__.py").write_text(
            f"import apps.{app}.migrations as first\n\n__path__ = [*__path__, *first.__path__]\n"
        )
        (grown / app / "0099_grown.py").write_text(
            dedent(f"""
            from django.db import migrations, models


            class Migration(migrations.Migration):
                dependencies = [("{app}", "{newest}")]
                operations = [
                    migrations.AddField(name, "{COLUMN}", models.TextField(default="not yet")) for name in {names}
                ]
            """)
        )
