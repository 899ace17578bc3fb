"""The built wheel alone, in an empty virtual environment, runs the demo."""

import os
import signal
import subprocess
import sys
import time
import venv
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow
#: Seconds after which the demo is given up; a quiet machine makes it in fifty.
PATIENCE = 600


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The `standfirst` of an environment that holds the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    options = ["-qq", "--disable-pip-version-check", "--no-compile", "--no-deps"]
    subprocess.run([str(folder / "venv" / "bin" / "pip"), "install", *options, str(wheel)], check=True)
    [packages] = folder.glob("venv/lib/python*/site-packages")
    for found in asked_for_by(distribution(packages)):
        link(found, packages)
    return folder / "venv" / "bin" / "standfirst"


def distribution(packages: Path) -> Distribution:
    [ours] = Distribution.discover(name="standfirst", path=[str(packages)])
    return ours


def asked_for_by(ours: Distribution) -> list[Distribution]:
    """What it requires, and what that requires, as it is installed here: not a package more."""
    found: dict[str, Distribution] = {}
    asked, seen = [(ours, "")], set()
    while asked:
        one, extra = asked.pop()
        if (one.name, extra) in seen:
            continue
        seen.add((one.name, extra))
        for requirement in map(Requirement, one.requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                there = found[requirement.name] = Distribution.from_name(requirement.name)
                assert requirement.specifier.contains(there.version, prereleases=True), requirement
                asked += [(there, wanted) for wanted in ("", *requirement.extras)]
    return list(found.values())


def link(found: Distribution, packages: Path) -> None:
    """As if it were installed there too, without asking the registry for it again."""
    for top in {file.parts[0] for file in found.files or () if file.parts[0] not in {"..", "__pycache__"}}:
        place = packages / top
        if not place.exists():
            place.symlink_to(Path(str(found.locate_file(top))))


def clean_environment() -> dict[str, str]:
    """Nothing of this checkout: no PYTHONPATH, no settings."""
    ours = ("PYTHON", "STANDFIRST_", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def test_the_wheel_brings_templates_styles_and_migrations_but_no_tests(installed):
    [package] = installed.parent.parent.glob("lib/python*/site-packages/standfirst")
    assert list(package.glob("web/templates/article.html"))
    assert list(package.glob("*/static/**/*.css"))
    assert list(package.glob("readers/migrations/0001_initial.py"))
    assert not [path for path in package.rglob("tests") if path.is_dir()]


def test_the_wheel_alone_runs_the_demo(installed, tmp_path):
    port = free_port()
    log = tmp_path / "demo.log"
    with log.open("w") as out:
        demo = subprocess.Popen(
            [str(installed), "demo", "--data", str(tmp_path / "demo"), "--port", str(port)],
            cwd=tmp_path, env={**clean_environment(), "PYTHONUNBUFFERED": "1"}, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + PATIENCE
        while "ready http" not in log.read_text():
            assert demo.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.5)
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(timeout=30) == 0, log.read_text()
    finally:
        if demo.poll() is None:
            os.killpg(demo.pid, signal.SIGKILL)
