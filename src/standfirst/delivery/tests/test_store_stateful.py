"""The store against a model that remembers everything: whatever happens, nobody gets a copy that is not theirs."""

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from standfirst.delivery.copies import make_copy
from standfirst.delivery.store import ABSENT_FOR, STALE_FOR, Store
from standfirst.delivery.variant import Variant, picker

ADDRESSES = ("/a", "/b", "/a?page=2")
VARIANTS = tuple(
    Variant(edition, home, visitor)
    for edition in ("uk", "us")
    for home in ("uk", "us")
    for visitor in ("anonymous", "registered")
)
KEYS = ("article/1", "section/2", "edition/uk")


@dataclass
class Model:
    """What happened, and when: each event is a number greater than the one before."""

    now: float = 1000.0
    event: int = 0
    forgotten: dict[str, int] = field(default_factory=dict)
    withdrawn: dict[str, int] = field(default_factory=dict)

    def happens(self) -> int:
        self.event += 1
        return self.event


class StoreMachine(RuleBasedStateMachine):
    renders = Bundle("renders")

    def __init__(self):
        super().__init__()
        self.model = Model()
        self.store = Store(most_bytes=200_000, now=lambda: self.model.now)
        #: Copy (by identity) → when its render began, and until when it holds.
        self.known = {}

    @rule(
        target=renders, address=st.sampled_from(ADDRESSES), variant=st.sampled_from(VARIANTS),
        keys=st.sets(st.sampled_from(KEYS), min_size=1),
        varies=st.sets(st.sampled_from(("edition", "home", "visitor"))),
        how=st.tuples(st.sampled_from((200, 200, 200, 404)), st.none() | st.integers(1, 100)),
    )  # fmt: skip
    def begin(self, address, variant, keys, varies, how):
        began = (self.store.begin(), self.model.happens())
        return address, variant, frozenset(keys), frozenset(varies), *how, began

    @rule(render=consumes(renders))
    def end(self, render):
        address, variant, keys, varies, status, lasts, (began, event) = render
        copy = make_copy(status, [(b"content-type", b"text/html")], f"{address} {variant}".encode())
        copy.variant, copy.keys, copy.varies, copy.made_at = variant, keys, varies, self.model.now
        copy.until = until = None if lasts is None else self.model.now + lasts
        if status == 404:
            until = min(until or self.model.now + ABSENT_FOR, self.model.now + ABSENT_FOR)
        may = all(self.model.forgotten.get(key, 0) < event for key in keys)
        assert self.store.was_withdrawn(keys, since=began) == any(
            self.model.withdrawn.get(key, 0) > event for key in keys
        )
        assert self.store.put(address, copy, began=began) == may
        if may:
            self.known[id(copy)] = (copy, address, event, until)

    @rule(key=st.sampled_from(KEYS), for_good=st.booleans())
    def forget(self, key, for_good):
        self.store.forget([key], for_good=for_good)
        self._mark([key], for_good)

    @rule(for_good=st.booleans())
    def forget_all(self, for_good):
        self.store.forget_all(for_good=for_good)
        self._mark(KEYS, for_good)

    def _mark(self, keys, for_good):
        event = self.model.happens()
        for key in keys:
            self.model.forgotten[key] = event
            if for_good:
                self.model.withdrawn[key] = event

    @rule(seconds=st.sampled_from((-50, 1, 40, STALE_FOR)))
    def time_goes_by(self, seconds):
        self.model.now += seconds

    @invariant()
    def nobody_gets_what_is_not_theirs(self):
        for address in ADDRESSES:
            for variant in VARIANTS:
                fresh = self.store.get(address, variant)
                if fresh is not None:
                    event = self._is_theirs(fresh, address, variant)
                    assert all(self.model.forgotten.get(key, 0) < event for key in fresh.keys)
                    until = self.known[id(fresh)][3]
                    assert until is None or self.model.now < until
                stale = self.store.stale(address, variant)
                if stale is not None:
                    event = self._is_theirs(stale, address, variant)
                    assert all(self.model.withdrawn.get(key, 0) < event for key in stale.keys)

    def _is_theirs(self, copy, address, variant):
        _, where, event, _ = self.known[id(copy)]
        pick = picker(copy.varies)
        assert where == address
        assert pick(copy.variant) == pick(variant)
        return event

    @invariant()
    def bytes_and_keys_are_in_step(self):
        shelves = (self.store._plain, self.store._asked)
        held = [copy for shelf in shelves for page in shelf.pages.values() for copy in page.copies()]
        assert self.store.size == sum(copy.size for copy in held)
        assert set(self.store._addresses) == {key for copy in held for key in copy.keys}
        assert set(self.store._absent) <= {address for shelf in shelves for address in shelf.pages}


TestTheStore = StoreMachine.TestCase
TestTheStore.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
