"""What a process keeps until it hears of a change."""

from concurrent.futures import ThreadPoolExecutor

from standfirst.kit.kept import Kept


def test_it_is_read_once_however_many_ask_at_once():
    times = []
    kept = Kept(lambda: times.append(1) or len(times))
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _n: kept(), range(50))) == {1}


def test_after_a_change_it_is_read_anew():
    times = []
    kept = Kept(lambda: times.append(1) or len(times))
    assert kept() == 1
    kept.forget()
    assert kept() == kept() == 2


def test_what_was_read_before_a_change_is_given_to_nobody():
    times = []

    def read():
        times.append(1)
        if len(times) == 1:
            kept.forget()
        return len(times)

    kept = Kept(read)
    assert kept() == kept() == 2


def test_nothing_found_is_kept_too():
    times = []
    kept = Kept(lambda: times.append(1) or ())
    assert kept() == kept() == ()
    assert len(times) == 1
