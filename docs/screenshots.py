"""Takes the pictures of the README: `make screenshots`. It fills a database of its own, and needs Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
DAY = "2026-03-12"
SEEDING = (
    ("migrate", "--verbosity", "0"),
    ("seed_demo_data", "--scenario", "ai-success", "--no-github", "--as-of", DAY, "--verbosity", "0"),
    ("seed_demo_data", "--scenario", "baseline", "--no-github", "--as-of", DAY, "--verbosity", "0"),
    ("import_legacy_data", "--as-of", DAY, "--verbosity", "0"),
    ("seed_mock_conversations", "--as-of", DAY, "--verbosity", "0"),
    ("create_demo_account",),
)
SHOWN = {
    "start": ("/", "light", 760),
    "dashboard": ("/metrics/teams/ai-pioneers/", "light", 1000),
    "workshop": ("/tickets/machines/gorgar/", "light", 1000),
    "conversation": ("/tenants/conversations/1/", "dark", 1000),
}
"""What each picture shows: the page, the reader's colours, and its height in pixels."""


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("There is no Chromium. Install it: apt-get install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/pictures.sqlite3"
        for command in SEEDING:
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with serving() as address:
            take_pictures(chromium, address)
    return 0


@contextmanager
def serving() -> Iterator[str]:
    """The site on a free port of this machine, until the pictures are taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", address],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                urlopen(f"http://{address}/login/").close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def take_pictures(chromium: str, address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, scheme, height) in SHOWN.items():
            page = browser.new_context(
                color_scheme=scheme, reduced_motion="reduce", viewport={"width": 1200, "height": height}
            ).new_page()
            page.goto(f"{address}/login/")
            page.fill("#id_username", "demo")
            page.fill("#id_password", "demo")
            page.click("main button")
            page.goto(f"{address}{path}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
            print(f"docs/pictures/{name}.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
