"""The store: what is kept for whom, and what makes it go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.delivery.copies import make_copy
from standfirst.delivery.store import Store
from standfirst.delivery.variant import Variant, canonical_query, picker

UK, US = Variant("uk", "uk", "anonymous"), Variant("us", "us", "anonymous")
BEN = Variant("uk", "uk", "registered")
HTML = [(b"content-type", b"text/html")]


def copy_for(variant, *, keys=("article/81",), varies=("edition", "visitor"), body=b"page", status=200):
    copy = make_copy(status, HTML, body)
    copy.variant, copy.keys, copy.varies = variant, frozenset(keys), frozenset(varies)
    return copy


@pytest.fixture
def store():
    return Store(most_bytes=10**6)


def test_a_copy_is_given_to_those_it_was_made_for(store):
    store.put("/a", copy_for(UK), began=store.begin())
    assert store.get("/a", UK) is not None
    assert store.get("/a", BEN) is None
    assert store.get("/a", US) is None


def test_an_open_article_is_stored_once_for_all_classes(store):
    store.put("/a", copy_for(UK, varies=("edition",)), began=0)
    assert store.get("/a", BEN) is store.get("/a", UK)


def test_copies_that_disagree_are_told_apart_by_all_that_any_of_them_varies_by(store):
    store.put("/a", copy_for(UK, varies=("edition",)), began=0)
    store.put("/a", copy_for(US, varies=("edition", "visitor")), began=0)
    assert store.get("/a", UK) is not None
    assert store.get("/a", BEN) is None


def test_forgetting_a_key_drops_what_carries_it_and_nothing_else(store):
    store.put("/a", copy_for(UK, keys=("article/81", "section/4")), began=0)
    store.put("/b", copy_for(UK, keys=("article/82",)), began=0)
    store.forget(["section/4"])
    assert store.get("/a", UK) is None
    assert store.get("/b", UK) is not None


def test_a_forgotten_copy_may_stand_in_for_an_error_and_a_withdrawn_one_not(store):
    store.put("/a", copy_for(UK), began=0)
    store.forget(["article/81"])
    assert store.stale("/a", UK) is not None
    store.forget(["article/81"], for_good=True)
    assert store.stale("/a", UK) is None


def test_after_forgetting_all_a_withdrawal_still_finds_its_copies(store):
    store.put("/a", copy_for(UK), began=0)
    store.forget_all()
    store.forget(["article/81"], for_good=True)
    assert store.stale("/a", UK) is None


def test_a_render_from_before_everything_was_forgotten_is_refused(store):
    began = store.begin()
    store.forget_all()
    assert not store.put("/a", copy_for(UK), began=began)


def test_the_least_recently_used_page_makes_room():
    store = Store(most_bytes=4 * 4000)
    for name in ("/a", "/b", "/c"):
        store.put(name, copy_for(UK), began=0)
    store.get("/a", UK)
    store.put("/d", copy_for(UK), began=0)
    assert [store.get(name, UK) is not None for name in ("/a", "/b", "/d")] == [True, False, True]


def test_made_up_queries_push_out_only_each_other():
    store = Store(most_bytes=40_000)
    store.put("/a", copy_for(UK), began=0)
    for number in range(100):
        store.put(f"/a?page={number}", copy_for(UK), began=0)
    assert store.get("/a", UK) is not None
    assert store.get("/a?page=99", UK) is not None
    assert store.size <= 20_000


def test_a_page_larger_than_the_store_is_not_kept_and_drops_itself():
    store = Store(most_bytes=1000)
    store.put("/a", copy_for(UK), began=0)
    assert (len(store), store.size) == (0, 0)


keys = st.sampled_from(["k1", "k2", "k3"])
acts = st.one_of(
    st.tuples(
        st.just("put"), st.sampled_from("abc"), st.sampled_from([UK, US, BEN]), st.sets(keys, min_size=1)
    ),
    st.tuples(st.just("forget"), keys, st.booleans(), st.none()),
)


@given(st.lists(acts, max_size=30))
def test_whatever_happens_bytes_and_keys_stay_in_step(acts):
    store = Store(most_bytes=20_000)
    for act, name, how, named in acts:
        if act == "put":
            store.put(name, copy_for(how, keys=named), began=store.begin())
        else:
            store.forget([name], for_good=how)
            assert not any(
                name in c.keys for page in store._plain.pages.values() for c in page.fresh.values()
            )
    held = [copy for page in store._plain.pages.values() for copy in page.copies()]
    assert store.size == sum(copy.size for copy in held) <= 20_000
    assert set(store._addresses) == {key for copy in held for key in copy.keys}


def test_a_page_cannot_vary_by_what_there_is_not():
    with pytest.raises(ValueError, match="country"):
        picker({"country"})


@given(st.text(max_size=80))
def test_a_query_has_one_spelling(query):
    once = canonical_query(query, {"page", "q"})
    assert canonical_query(once, {"page", "q"}) == once
