"""What other people's checkers say of a page: axe-core, vnu, Lighthouse; and what it weighs and how it shifts."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

MODULES = Path(__file__).parent / "node_modules"
CHROMIUM = "/usr/bin/chromium"
#: Everything axe knows of WCAG 2.2 at levels A and AA, and of good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe-core finds wrong on the page as it is now, a line each; by these of its rules, or all."""
    # Evaluated by the browser's own debugger, so that the page's content policy stays as it is.
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text())
    # A colour on its way from light to dark is neither: a slow machine would be judged between the two.
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules or RULES)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def vnu(folder: Path) -> list[str]:
    """What the Nu HTML checker calls an error in the files of a folder (one start of Java for all)."""
    command = ["java", "-jar", str(MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar")]
    options = ["--errors-only", "--exit-zero-always", "--stdout", "--format", "json", "--skip-non-html"]
    done = subprocess.run(
        [*command, *options, str(folder)], capture_output=True, text=True, timeout=300, check=True
    )
    found = json.loads(done.stdout)["messages"]
    return [f"{Path(one['url']).name}: {one['message']} {one.get('extract', '')[:120]!r}" for one in found]


@dataclass
class Weight:
    """Bytes over the wire, by kind of resource as Chromium names them: Document, Stylesheet, Script, Image …"""

    by_kind: dict[str, int] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)

    @property
    def without_pictures(self) -> int:
        return sum(size for kind, size in self.by_kind.items() if kind != "Image")

    @property
    def scripts(self) -> int:
        return self.by_kind.get("Script", 0)


def weigh(page: Page, address: str) -> Weight:
    """Load a page with an empty cache and count what came over the wire, headers included."""
    weight = Weight()
    session = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}

    def begins(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event.get("type", "Other")
        weight.addresses.append(event["request"]["url"])

    def ends(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        weight.by_kind[kind] = weight.by_kind.get(kind, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", begins)
    session.on("Network.loadingFinished", ends)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    return weight


_SHIFTS = """() => new Promise(done => {
    const said = [];
    const name = node => node?.outerHTML?.slice(0, 80) ?? (node?.parentNode?.outerHTML?.slice(0, 200) || "something");
    new PerformanceObserver(list => list.getEntries().forEach(shift => said.push(
        `${shift.value.toFixed(5)}: ${(shift.sources ?? []).map(source => name(source.node)).join(" and ")}`
    ))).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(said), 300);
})"""
_SCROLL = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
        window.scrollTo(0, y);
        await new Promise(done => setTimeout(done, 50));
    }
}"""


def layout_shifts(page: Page, address: str) -> list[str]:
    """Every shift, and what shifted, while a page loads and somebody scrolls through it."""
    page.goto(address, wait_until="load")
    page.evaluate(_SCROLL)
    return list(page.evaluate(_SHIFTS))


def lighthouse(address: str, folder: Path) -> dict[str, Any]:
    """Lighthouse's report on a page for mobile: `categories` with scores from 0 to 1, `audits` with the reasons."""
    report = folder / "lighthouse.json"
    flags = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
    command = [
        "node", str(MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet",
        "--output=json", f"--output-path={report}", f"--chrome-flags={flags}", "--no-enable-error-reporting",
        "--only-categories=performance,accessibility,best-practices,seo",
    ]  # fmt: skip
    env = {**os.environ, "CHROME_PATH": CHROMIUM}
    for _try in range(3):
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=240)
        # Sometimes Chromium records no trace; Lighthouse then asks for another run itself.
        if "NO_NAVSTART" not in done.stderr:
            break
    assert done.returncode == 0, done.stderr[-2000:]
    read: dict[str, Any] = json.loads(report.read_text())
    return read


def reasons(report: dict[str, Any], category: str) -> list[str]:
    """The audits that cost a category its points."""
    audits = report["audits"]
    return [
        f"{audit['id']}: {audit['title']}"
        for reference in report["categories"][category]["auditRefs"]
        if (audit := audits[reference["id"]])["score"] not in (None, 1) and reference["weight"]
    ]
