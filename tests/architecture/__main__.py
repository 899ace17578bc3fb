"""`make check`: walk the list; say of each whether it is green, and what to do where it is not.

With names (`python -m tests.architecture budgets doors`) only those.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from . import budgets, docs, doors, ledger, templates, tools, translations

CHECKS: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "format": ("code is formatted (mend: ruff format .)", tools.format_),
    "lint": ("ruff finds nothing", tools.lint),
    "types": ("mypy, strict, finds nothing", tools.types),
    "layers": ("floors use only floors below", tools.layers),
    "budgets": ("files, functions and arguments keep their budgets", budgets.check),
    "migrations": ("every model has its migrations", tools.migrations),
    "templates": ("templates compile", templates.compiled),
    "inline": ("no inline script or style", templates.inline),
    "dates": ("edition_time prints every date", templates.dates),
    "words": ("every word goes through gettext", templates.words),
    "parts": ("templates use only floors below", templates.floors),
    "doors": ("bodies leave through their doors alone", doors.bodies),
    "safe": ("nothing is called safe unseen", doors.safe_text),
    "guards": ("no view is exempt from the guard", doors.guards),
    "docs": ("the docs are true", docs.check),
    "ledger": ("the ledger names real tests", ledger.check),
    "translations": ("catalogues are whole and compiled", translations.check),
}
SHOWN = 40


def _problems(check: Callable[[], list[str]]) -> list[str]:
    try:
        return check()
    except SyntaxError as error:
        return [f"{error.filename}:{error.lineno}: {error.msg}"]


def main(wanted: list[str]) -> int:
    unknown = [name for name in wanted if name not in CHECKS]
    if unknown:
        print(f"no check {', '.join(unknown)}; there are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    began = time.monotonic()
    red = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = {name: pool.submit(_problems, CHECKS[name][1]) for name in (wanted or CHECKS)}
        for name, future in running.items():
            problems = future.result()
            print(f"{'✗' if problems else '✓'} {name:13} {CHECKS[name][0]}", flush=True)
            for problem in problems[:SHOWN]:
                print(f"    {problem}")
            if len(problems) > SHOWN:
                print(f"    … and {len(problems) - SHOWN} more")
            red += [name] if problems else []
    verdict = f"red: {', '.join(red)}" if red else "all green"
    print(f"{len(running)} checks, {verdict} ({time.monotonic() - began:.0f} s)")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
