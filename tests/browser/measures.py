"""What a page weighs and how it feels: bytes, requests, nodes, and what the browser observed."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from tests.browser.conftest import PHONE

SLOWER = 4
"""How many times slower than here the processor of an old phone is taken to be."""

OBSERVED = """() => new Promise((done) => {
  const seen = { lcp: 0, shift: 0, blocked: 0 };
  const watch = (type, add) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(add));
    observer.observe({ type, buffered: true });
  };
  watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  watch('longtask', (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
  setTimeout(() => done(seen), 500);
})"""


@dataclass(frozen=True)
class Measured:
    """One page as somebody meets it who comes for the first time."""

    bytes: int
    requests: int
    others: int
    nodes: int
    screens: float
    lcp: float
    shift: float
    blocked: float


def measure(browser: Browser, site: str, path: str) -> Measured:
    """Open a page on a slow phone with an empty cache, and say what it cost."""
    context = browser.new_context(locale="nl-NL", **PHONE)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    addresses: list[str] = []
    weights: list[float] = []
    devtools.on("Network.requestWillBeSent", lambda seen: addresses.append(seen["request"]["url"]))
    devtools.on("Network.loadingFinished", lambda seen: weights.append(seen["encodedDataLength"]))
    page.goto(site + path, wait_until="networkidle")
    seen: dict[str, Any] = page.evaluate(OBSERVED)
    nodes = page.evaluate("() => document.querySelectorAll('*').length")
    height = page.evaluate("() => document.documentElement.scrollHeight")
    context.close()
    return Measured(
        bytes=round(sum(weights)),
        requests=len(addresses),
        others=sum(not one.startswith((site, "data:")) for one in addresses),
        nodes=nodes,
        screens=round(height / PHONE["viewport"]["height"], 1),
        lcp=round(seen["lcp"]),
        shift=round(seen["shift"], 3),
        blocked=round(seen["blocked"]),
    )


HEAD = (
    "| page | bytes | requests | nodes | screens of 640 px | LCP ms | CLS | blocked ms |\n"
    "|---|---|---|---|---|---|---|---|\n"
)


def row(name: str, found: Measured) -> str:
    """One line of the table in docs/measurements.md."""
    return (
        f"| {name} | {found.bytes:,} | {found.requests} | {found.nodes:,} | {found.screens}"
        f" | {found.lcp:,} | {found.shift} | {found.blocked:,} |"
    )
