"""A real browser: headless Chromium, driven by Playwright. Where there is none, these tests say so and are skipped."""

import os
import shutil

import pytest

DESK, PHONE, HEIGHT = 1200, 390, 900
"""Pixels."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Chromium may look nothing up of its own accord: the tests run without the internet.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items):
    if CHROMIUM is None:
        missing = pytest.mark.skip(reason="There is no Chromium. Install it: apt-get install chromium")
        for item in items:
            if "tests/browser" in str(item.path):
                item.add_marker(missing)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, where Django would otherwise refuse its database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visit:
    """A browser's window on the site, and everything that went wrong in it."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.troubles = []
        page.on("console", lambda message: message.type == "error" and self.troubles.append(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _answered(self, response):
        if response.status >= 400:
            self.troubles.append(f"{response.status} {response.url}")

    def _failed(self, request):
        # What a next page cuts short has not failed.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{request.failure} {request.url}")

    def open(self, path):
        self.page.goto(f"{self.address}{path}")
        self.page.wait_for_load_state("networkidle")
        return self.page

    def log_in(self, login, password):
        self.open("/login/")
        self.page.fill("#id_username", login)
        self.page.fill("#id_password", password)
        self.page.click("main button")
        self.page.wait_for_load_state("networkidle")

    def violations(self):
        """What axe-core finds on the page, light and dark, that is serious or worse: rule and first place."""
        from axe_playwright_python.sync_playwright import Axe

        found = []
        for scheme in ("dark", "light"):
            self.page.emulate_media(color_scheme=scheme)
            results = Axe().run(self.page).response["violations"]
            found += [
                (each["id"], each["nodes"][0]["target"])
                for each in results
                if each["impact"] in ("serious", "critical")
            ]
        return found

    def overflows(self):
        """Whether the page stays wider than the window, at a desk or on a phone."""
        return any(self._stays_wider(width) for width in (PHONE, DESK))

    def _stays_wider(self, width):
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        for _ in range(30):
            if not self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                return False
            # Charts take a moment to follow the window.
            self.page.wait_for_timeout(100)
        return True


@pytest.fixture
def visit(chromium, live_server):
    context = chromium.new_context(color_scheme="light", viewport={"width": DESK, "height": HEIGHT})
    yield Visit(context.new_page(), live_server.url)
    context.close()
