"""What the tests need from the system: installed from Debian's packages when that is allowed, else named.

Run by `make test`. With arguments, only those packages are looked at.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Debian's package → a program (or a place) by which we know that it is there, and what wants it.
PACKAGES = {
    "chromium": ("chromium", "Lighthouse"),
    "chromium-headless-shell": ("chromium-headless-shell", "the journeys"),
    "firefox-esr": ("firefox-esr", "the push journey"),
    "nodejs": ("node", "axe-core, Lighthouse and the push journey"),
    "npm": ("npm", "axe-core, Lighthouse and the push journey"),
    "default-jre-headless": ("java", "the HTML validator"),
    "gettext": ("msgfmt", "the translations"),
    "nginx": ("nginx", "the edge, and figures against it"),
    "postgresql": ("/usr/lib/postgresql/*/bin/initdb", "papers on PostgreSQL"),
}


def missing(wanted: list[str]) -> list[str]:
    return [package for package in wanted if not is_there(PACKAGES[package][0])]


def is_there(program: str) -> bool:
    if program.startswith("/"):
        return any(Path("/").glob(program[1:]))
    return shutil.which(program) is not None


def install(packages: list[str]) -> bool:
    """Install with apt when we may; says whether it was tried."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"installing from Debian: {' '.join(packages)}", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    return True


def main(wanted: list[str]) -> int:
    lacking = missing(wanted or list(PACKAGES))
    if lacking and install(lacking):
        lacking = missing(lacking)
    for package in lacking:
        print(f"missing: {package} (for {PACKAGES[package][1]})", file=sys.stderr)
    if lacking:
        print(f"As root: apt-get install {' '.join(lacking)}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
