"""A real paper for a journey: its own folder, made by `standfirst init`, served by `standfirst run`."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import postgres
from tests.database import migrated
from tests.made_once import ROOT, made_once, sources
from tests.ports import free_port

STANDFIRST = [sys.executable, "-m", "standfirst.web.command"]
EDITIONS = (
    "uk:UK:en-GB:Europe/London:registered:3:GB,IE",
    "us:US:en-US:America/New_York:open:US",
    "de:Deutschland:de:Europe/Berlin:registered:3:DE,AT,CH",
)
NAME = "The Harbour Post"
#: Seconds in which the servers of a paper hear what another process has changed; a reader is promised one.
HEARD = 0.4
#: A paper's own database.
DATABASE = "paper.sqlite3"
#: A database on PostgreSQL as `standfirst init` leaves it.
DUMP = "database"
#: The port of a paper that is never started.
UNUSED = 1
#: Seconds after which a step is given up; it takes two or three on a quiet machine, and CI's is seldom quiet.
PATIENCE = 300


@dataclass(frozen=True)
class Story:
    number: int
    address: str


@dataclass
class Paper:
    """A data folder and, between `start` and `stop`, the servers on it."""

    data: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[str] | None = None
    _inside: subprocess.Popen[str] | None = None
    _settings_inside: Any = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def pid(self) -> int:
        """The supervisor's; the servers are its children."""
        assert self._process is not None, "the paper is not running"
        return self._process.pid

    @property
    def environment(self) -> dict[str, str]:
        # pytest's names the test that is running, which is nothing to a paper.
        others = ("STANDFIRST_", "DJANGO_", "PYTEST_")
        clean = {key: value for key, value in os.environ.items() if not key.startswith(others)}
        return {**clean, "STANDFIRST_DATA": str(self.data), **self.settings}

    def standfirst(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run the command; a failure shows what it said."""
        done = subprocess.run(
            [*STANDFIRST, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            **options,
        )
        assert done.returncode == 0, f"standfirst {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done

    def init(self) -> None:
        """What `standfirst init` leaves: a copy of the folder, and of the database, that it left before."""
        url = self.settings.get("DATABASE_URL")
        made = _made_by_init() if url is None else _made_on_postgres()
        shutil.copytree(made.data, self.data)
        if url is not None:
            postgres.behind(url).restore(made.data.parent / DUMP)
        settings = self.data / "paper.env"
        settings.write_text(settings.read_text().replace(made.url, self.url))

    def init_from_nothing(self) -> None:
        editions = [part for edition in EDITIONS for part in ("--edition", edition)]
        self.standfirst("init", "--data", str(self.data), "--name", NAME, "--url", self.url, *editions)

    def start(self, *, seconds: float = PATIENCE) -> None:
        """`standfirst run` until it says that it is ready."""
        log = self.data / "run.log"
        log.unlink(missing_ok=True)  # what an earlier run said is not this run's
        with log.open("a") as out:
            self._process = subprocess.Popen(
                [*STANDFIRST, "run", "--data", str(self.data), "--port", str(self.port)],
                env={**self.environment, "PYTHONUNBUFFERED": "1"},
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            said = log.read_text()
            if f"ready http://localhost:{self.port}" in said or "\nready " in f"\n{said}":
                return
            assert self._process.poll() is None, f"standfirst run stopped:\n{said}"
            time.sleep(0.1)
        self.stop()
        raise AssertionError(f"standfirst run was not ready within {seconds} seconds:\n{self.log()}")

    def log(self) -> str:
        """What `standfirst run` has said."""
        return (self.data / "run.log").read_text()

    def stop(self) -> None:
        self._leave()
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=5)

    def lose_power(self) -> None:
        """SIGKILL to every process of this paper at once; also to one that the supervisor has just started in the place
        of another. Afterwards none is left."""
        self._leave()  # else it would be found among them, and asked before it is known to have ended
        process, self._process = self._process, None
        assert process is not None, "the paper is not running"
        while found := list(_processes_of(self.data)):
            for number in found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            time.sleep(0.02)
        process.wait(timeout=10)

    def python(self, code: str, *, seconds: float = PATIENCE) -> Any:
        """Run Python inside the paper; what it leaves in `answer` comes back, by way of JSON."""
        inside = self._inside_now()
        assert inside.stdin is not None
        assert inside.stdout is not None
        inside.stdin.write(json.dumps({"code": code}) + "\n")
        inside.stdin.flush()
        ready, _, _ = select.select([inside.stdout], [], [], seconds)
        line = inside.stdout.readline() if ready else ""
        if not line:
            self._leave()
        said = json.loads(line or json.dumps({"error": f"no answer within {seconds} seconds"}))
        assert "error" not in said, f"{code}\n{said['error']}"
        if self._process is not None:
            time.sleep(HEARD)
        return said["answer"]

    def _inside_now(self) -> subprocess.Popen[str]:
        """The process that has read the paper's settings as they are now."""
        files = (self.data / name for name in ("paper.env", "secrets.json", "providers.json"))
        settings = (self.environment, [file.read_bytes() for file in files if file.exists()])
        if self._inside is None or self._inside.poll() is not None or self._settings_inside != settings:
            self._leave()
            self._settings_inside = settings
            self._inside = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.inside"],
                cwd=ROOT,
                env={**self.environment, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._inside

    def _leave(self) -> None:
        inside, self._inside = self._inside, None
        if inside is not None:
            inside.kill()
            inside.communicate()

    def story(self, *, title: str, section: str = "World", **fields: Any) -> Story:
        """A live story of nine paragraphs, made with the newsroom's own maker."""
        number, address = self.python(
            "from standfirst.newsroom.stories.actions import make_section\n"
            "from standfirst.newsroom.stories.testing import make_story\n"
            f"section = make_section(title={section!r}, slug={section.lower()!r})\n"
            f"story = make_story(section=section, title={title!r}, **{fields!r})\n"
            "answer = [story.number, story.address]"
        )
        return Story(number, address)


@contextlib.contextmanager
def running(data: Path, **settings: str) -> Iterator[Paper]:
    """A paper of its own in a folder that is not there yet, served until the block ends."""
    paper = Paper(data, free_port(), settings)
    paper.init()
    paper.start()
    try:
        yield paper
    finally:
        paper.stop()


def _processes_of(data: Path) -> Iterator[int]:
    """Those that have this folder in their environment; those that have ended have none."""
    mark = f"STANDFIRST_DATA={data}\0".encode()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, PermissionError, ProcessLookupError):
            if mark in (process / "environ").read_bytes() + b"\0":
                yield int(process.name)


def _made_by_init() -> Paper:
    """A paper that is never started: its migrations take longer than all that most journeys do."""

    def make(folder: Path) -> None:
        paper = Paper(folder / "data", UNUSED)
        paper.data.mkdir()
        shutil.copyfile(migrated(), paper.data / DATABASE)  # `init` goes on from there
        paper.init_from_nothing()

    kept = made_once("paper", make, of=sources())
    return Paper(kept / "data", UNUSED)


def _made_on_postgres() -> Paper:
    def make(folder: Path) -> None:
        with postgres.postgres() as server:
            Paper(folder / "data", UNUSED, {"DATABASE_URL": server.url}).init_from_nothing()
            server.dump(folder / DUMP)

    kept = made_once("postgres", make, of=sources())
    return Paper(kept / "data", UNUSED)
