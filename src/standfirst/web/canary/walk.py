"""The walk itself: every route, every format, every guise; and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TypeVar

from standfirst.editions.rules import Face

from ..personal import is_personal
from . import addresses
from .asking import Asker, Guise, Question, Reply
from .routes import family_address, filled, lacks, leads_to, routes
from .words import Word, heard

T = TypeVar("T")
FROM_THE_BROWSER = {"Sec-Fetch-Site": "same-origin"}
#: Says 503 itself when something is amiss.
HEALTH = "/healthz"
#: A word that stands nowhere.
NONSENSE = "qzxjkvqzx"
#: Where nothing is to be had, one in so many disguises is tried.
IN_TURNS = 7
#: Methods that change nothing, whatever stands behind an address.
SAFE = ("HEAD", "OPTIONS")
#: Methods that are ours to answer only on a paper that may be changed.
WRITING = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Problem:
    """What the walk found. `word` is where a word that was heard stands, and the word; else empty."""

    what: str
    where: str
    word: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f": {self.word}" if self.word else "")


LEAK = "the canary sings"


@dataclass(frozen=True, slots=True)
class Map:
    """What the walk knows of the paper."""

    words: Sequence[Word]
    #: What stands in the holes of `addresses.ADDRESSES`: once for each story.
    names: Sequence[Mapping[str, str]]
    faces: Sequence[Face]
    guises: Sequence[Guise]
    fixed_home: str = ""
    #: What is searched for: no search may find the story that each stands in.
    searched: Sequence[Word] = ()
    #: Who holds a true pass, and who is signed in without any rights in the newsroom.
    reader: Guise | None = None
    plain_reader: Callable[[], Guise] | None = None


def _nothing() -> None:
    return None


@dataclass
class Walk:
    """A stranger with a map. `problems` is empty when no canary sang and every route was visited."""

    asker: Asker
    map: Map
    #: Have the store drop everything, where that is in our hands.
    forget: Callable[[], None] | None = None
    writes: bool = False
    tick: Callable[[], None] = _nothing
    problems: list[Problem] = field(default_factory=list)
    visited: int = 0
    #: The words that the reader heard: a walk in which nobody hears them proves nothing.
    sung: set[Word] = field(default_factory=set)
    unseen: list[str] = field(default_factory=list)
    _turn: int = 0
    #: Where nothing is there for a stranger, to be held back is an answer.
    _is_closed: bool = False
    _known: dict[bytes, list[Word]] = field(default_factory=dict)

    def everything(self) -> list[Problem]:
        for route in routes():
            if route in addresses.ADDRESSES:
                self._visit_ours(route)
            elif route.startswith(addresses.FAMILIES):
                self._visit_family(route)
            else:
                self._find(
                    "no address is known for it: add it to web/canary/addresses.py", f"route “{route}”"
                )
        for address, _ in filled(addresses.PLACES, self.map.names):
            self._in_every_way(address)
        self.search()
        return self.problems

    def search(self) -> None:
        """No search for a word finds a story that has it below the cut."""
        for word in self.map.searched:
            for template in addresses.SEARCHES:
                # Where nothing is searched, the story may well be listed: then any words give the same page.
                listed = self._searched(template, NONSENSE)
                for form in _forms(word.text):
                    found = self._searched(template, form)
                    if word.story in found and found != listed:
                        self._find("the search finds the story", f"{template} with {form}", word.place)

    def _searched(self, template: str, words: str) -> str:
        reply = self.look(Question(template.format(words=words, **self.map.names[0])), listens=False)
        return "" if reply is None else reply.text

    # --- our own routes -------------------------------------------------------------------------------------------

    def _visit_ours(self, route: str) -> None:
        there, seen = False, 0
        self._is_closed = route in addresses.CLOSED
        for address, is_again in filled(addresses.ADDRESSES[route], self.map.names):
            seen += 1
            if not leads_to(address, route):
                self._find(f"does not lead to the route “{route}”", address)
            # Guesses at what is closed are counted on a running site: two are enough there.
            is_brief = (is_again and address not in self._stories) or (self._is_closed and not self.writes)
            there = (self._briefly if is_brief else self._in_every_way)(address) or there
        is_lacking = lacks(addresses.ADDRESSES[route], self.map.names)
        if not seen or (is_lacking and not there and not self._is_closed):
            self.unseen.append(route)
        elif not there and not self._is_closed:
            self._find("nothing is there for a stranger", f"route “{route}”")
        self._is_closed = False

    def _briefly(self, address: str) -> bool:
        """What was asked in every way of one story is asked of the others as the two that matter."""
        self._as_reader(address)
        reply = self.look(Question(address))
        return reply is not None and reply.status < 400

    def _in_every_way(self, address: str) -> bool:
        """Is something there for a stranger?"""
        self._as_reader(address)  # now whole copies are in the store
        first = self.look(Question(address))
        for question in self._questions(address, first):
            self.look(question)
        self._agree(address, first)
        if self.forget is not None and first is not None and first.status == 200:
            self.forget()
            self.look(Question(address))
            self._as_reader(address)
            self.look(Question(address))
        return first is not None and (first.status < 400 or first.status == 405)  # a verb of its own

    def _questions(self, address: str, first: Reply | None) -> Iterator[Question]:
        """Every way to ask for what a stranger finds here, and a few for what is closed to them."""
        is_open = (
            first is not None and first.status == 200 and not is_personal(address) and "?q=" not in address
        )
        if "?" not in address and is_open:
            yield from (Question(address + suffix) for suffix in addresses.SUFFIXES)
        for accepted in self._some(addresses.ACCEPTS, every=is_open):
            yield Question(address, headers={"Accept": accepted})
        for method in SAFE + (WRITING if self.writes else ()):
            yield Question(address, method, FROM_THE_BROWSER if method in WRITING else {})
        for guise in self._some(self.map.guises, every=is_open):
            yield Question(address, guise=guise)
            if is_open:
                yield Question(address, "HEAD", guise=guise)

    def _some(self, things: Sequence[T], *, every: bool) -> Sequence[T]:
        """All of them, or the next few: taken in turns, all are used somewhere."""
        if every:
            return things
        self._turn += 1
        return things[self._turn % IN_TURNS :: IN_TURNS]

    def _as_reader(self, address: str) -> None:
        if self.map.reader is not None:
            self.look(Question(address, guise=self.map.reader))
        if self.map.plain_reader is not None and is_personal(address):
            self.look(Question(address, guise=replace(self.map.plain_reader(), is_reader=True)))

    def _agree(self, address: str, first: Reply | None) -> None:
        """HEAD tells of the answer a stranger gets, and no other's copy counts as known."""
        if first is None or first.status != 200 or self.map.reader is None:
            return
        plainly = {"Accept-Encoding": "identity"}
        got, head = (self.look(Question(address, method, plainly)) for method in ("GET", "HEAD"))
        if (
            got
            and head
            and head.status == got.status
            and head.header("content-length") not in {"", str(len(got.content))}
        ):
            self._find("HEAD tells of another answer than GET gives", address)
        theirs = self.look(Question(address, headers=plainly, guise=self.map.reader))
        if got is None or theirs is None or got.content == theirs.content or not theirs.header("etag"):
            return
        again = self.look(Question(address, headers={**plainly, "If-None-Match": theirs.header("etag")}))
        if again is not None and again.status == 304:
            self._find("a stranger is told that a reader's copy is theirs", address)

    # --- other people's routes ------------------------------------------------------------------------------------

    def _visit_family(self, route: str) -> None:
        address = family_address(route, self.map.names[0])
        for method in ("GET", "POST") if self.writes else ("GET",):
            headers = {} if method == "GET" else FROM_THE_BROWSER
            self.look(Question(address, method, headers))
            if self.map.plain_reader is not None:
                self.look(Question(address, method, headers, self.map.plain_reader()))

    # --- looking --------------------------------------------------------------------------------------------------

    def look(self, question: Question, *, listens: bool = True) -> Reply | None:
        """Put one question and listen to the answer; None when there was none."""
        self.visited += 1
        self.tick()
        try:
            reply = self.asker.ask(question)
        except OSError as error:
            self._find(f"no answer ({error})", str(question))
            return None
        if reply.status >= 500 and not (reply.status == 503 and question.address == HEALTH):
            self._find(f"it answers {reply.status}", str(question))
        if reply.status == 429 and not self._is_closed:
            self._find("held back by a limit, so it was not looked at", str(question))
        if listens:
            self._listen(question, reply)
        return reply

    def _listen(self, question: Question, reply: Reply) -> None:
        said = reply.said
        mark = blake2b(said.encode(), digest_size=16).digest()
        if mark not in self._known:
            self._known[mark] = heard(self.map.words, said)
        for word in self._known[mark]:
            if question.guise.is_reader and word.walled_in is not None:
                self.sung.add(word)
            elif self._may_not(word, question):
                self._find(LEAK, str(question), f"“{word.text}”, {word.place}")

    def _may_not(self, word: Word, question: Question) -> bool:
        if word.walled_in is None:
            return True
        home = question.guise.home(self.map.faces, self.map.fixed_home, question.address)
        return home in word.walled_in

    def _find(self, what: str, where: str, word: str = "") -> None:
        self.problems.append(Problem(what, where, word))

    @property
    def _stories(self) -> set[str]:
        return {names["story"] for names in self.map.names if "story" in names}


def _forms(word: str) -> tuple[str, ...]:
    """A word as people write it who look for it."""
    begun = word[: max(4, len(word) - 3)]
    return (word, word.upper(), f"%22{word}%22", begun, f"{begun}*", f"{word}s", f"{word}%20OR%20{begun}")
