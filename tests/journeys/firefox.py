"""A real Firefox, and a push service of its own on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests.ports import free_port

HERE = Path(__file__).parent
Found = TypeVar("Found")


def wait_for(question: Callable[[], Found], *, seconds: float = 30) -> Found:
    """Ask until the answer is a yes, and give it."""
    end = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < end, f"still {answer!r} after {seconds} seconds"
        time.sleep(0.1)
    return answer


@dataclass
class PushServiceProcess:
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        program = [sys.executable, "-m", "tests.journeys.push_service", str(self.port)]
        self._process = subprocess.Popen(program, cwd=HERE.parent.parent)
        wait_for(self._answers)

    def _answers(self) -> bool:
        try:
            return bool(self.seen())
        except OSError:
            return False

    def seen(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"http://{self.host}/seen", timeout=5) as answer:
            return dict(json.load(answer))

    def forget(self) -> None:
        """The service has no subscription any more; the browser is not told."""
        asked = urllib.request.Request(f"http://{self.host}/channels", method="DELETE")
        with urllib.request.urlopen(asked, timeout=5):
            pass

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=10)


@dataclass
class Firefox:
    """Acts of `firefox.mjs` as methods. A failed act raises AssertionError with what Firefox said."""

    service: PushServiceProcess
    profile: Path
    _process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        program = ["node", "firefox.mjs", f"ws://{self.service.host}/", str(self.profile)]
        with (self.profile.parent / "firefox.log").open("w") as log:
            self._process = subprocess.Popen(
                program,
                cwd=HERE,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "HOME": str(self.profile.parent), "MOZ_DISABLE_CONTENT_SANDBOX": "1"},
            )
        assert "firefox" in str(self._answer()).lower()

    def do(self, act: str, **details: Any) -> Any:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"act": act, **details}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"Firefox is gone: {(self.profile.parent / 'firefox.log').read_text()[-3000:]}"
        said = json.loads(line)
        assert "error" not in said, said["error"]
        return said["answer"]

    def goto(self, url: str) -> int:
        return int(self.do("goto", url=url))

    def click(self, selector: str) -> None:
        self.do("click", selector=selector)

    def words(self, selector: str) -> str:
        return str(self.do("words", selector=selector))

    def alerts(self) -> list[dict[str, str]]:
        return list(self.do("alerts"))

    def click_alert(self, title: str) -> None:
        self.do("clickAlert", title=title)

    def run(self, expression: str) -> Any:
        """What this expression gives in the page."""
        return self.do("evaluate", expression=expression)

    def tabs(self) -> list[str]:
        return list(self.do("tabs"))

    def stop(self) -> None:
        if self._process is None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=5)
