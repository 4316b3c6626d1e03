"""What tests of pages in a browser share: a Chromium, a served store, and pages on which nothing may go wrong.

On a page that ``opened`` opens, a request to anywhere else, any word on the console, an error of a script and a breach
of the Content-Security-Policy fail the test. Playwright is imported inside: a machine without it still reads this file.
"""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from running import running

FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PATIENCE = 60_000.0  # milliseconds: a loaded machine fails no test
AXE = Path(__file__).parent / "axe" / "axe.min.js"
GRAVE = ("serious", "critical")
WATCH = """
addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`));
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => console.error(`${name} was called`);
"""


@pytest.fixture(scope="session")
def browser(chrome):
    """A Chromium."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chrome, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(store, tmp_path_factory):
    """The address of a ``kg serve`` over the reported world, without a slash at the end."""
    folder = tmp_path_factory.mktemp("site")
    with running(shutil.copytree(store, folder / "store"), folder / "said.txt") as found:
        yield found.address


@pytest.fixture
def opened(browser):
    """Opens an address; whatever it asks of others, and whatever the console tells, fails the test."""
    contexts, faults = [], []

    def open_page(address, *, script=True, status=200, width=1200, **wishes):
        """A page.

        Args:
            address: of a server, whose every address may be asked for; or of a file, which may ask for nothing.
            script: whether scripts run.
            status: that is answered; of one that tells an error the console says that it was answered so.
            width: of the window, in pixels.
            wishes: of the context: color_scheme, bypass_csp, extra_http_headers …
        """
        context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900}, **wishes)
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        own = _origin(address)

        def route(given):
            if _origin(given.request.url) == own:
                given.continue_()
            else:
                faults.append(f"asked for {given.request.url[:200]}")
                given.abort()

        def said(message):
            if status < 400 or f"status of {status}" not in message.text or message.location["url"] != address:
                faults.append(f"console: {message.text}")

        page.route("**/*", route)
        page.on("console", said)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        answered = page.goto(address)
        assert answered is None or answered.status in (status, 0), f"{address} is answered with {answered.status}"
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def check_accessible(opened):
    """Opens an address and has axe-core look at it: what it finds serious fails the test."""

    def check(address, *, status=200, **wishes):
        page = opened(address, status=status, bypass_csp=True, **wishes)  # the policy lets no script of tests in
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations)")
        told = [
            f"{one['id']} ({one['impact']}): {node['html'][:200]}: {node['failureSummary']}"
            for one in found
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]
        assert not told, "\n".join([address, *told])
        return page

    return check


def _origin(address):
    """Scheme, host and port; of a file its own address."""
    parts = urlsplit(address)
    return (parts.scheme, parts.netloc) if parts.netloc else address.partition("#")[0]
