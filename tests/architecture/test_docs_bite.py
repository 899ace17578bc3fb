import pytest

from . import docs, ledger

GUIDE = docs.OPERATORS.as_posix()


@pytest.fixture
def documented(project, put):
    put("Makefile", "demo: x\n")
    put(docs.CONFIGURATION.as_posix(), 'text("STANDFIRST_NAME")')
    put(GUIDE, "# Settings\n\nSTANDFIRST_NAME is the name.")
    return project


@pytest.mark.parametrize(
    "line",
    [
        "[gone](gone.md)",
        "[no such part](guides/operators.md#no-such-part)",
        "`make nothing`",
        "`standfirst nothing`",
        "```\n$ standfirst nothing --now\n```",
        "`web/views/nothing.py`",
        "Set STANDFIRST_NOTHING.",
    ],
)
def test_a_page_that_names_what_is_not_there_is_found(documented, put, line):
    put("docs/tour.md", line)
    assert len(docs.check(documented)) == 1


def test_a_page_that_is_true_is_fine(documented, put):
    put(
        "docs/tour.md",
        "[so](guides/operators.md#settings) `make demo` `standfirst migrate` `web/configuration.py`",
    )
    assert docs.check(documented) == []


def test_a_setting_that_no_guide_tells_is_found(documented, put):
    put(docs.CONFIGURATION.as_posix(), 'text("STANDFIRST_NAME"); text("STANDFIRST_SECRET")')
    assert docs.check(documented) == [f"{GUIDE}: the setting STANDFIRST_SECRET is not told"]


@pytest.fixture
def kept(project, put):
    rows = "".join(
        f"| Promise {n} | `tests/promises/test_{n}_x.py::test_it` | seen |\n" for n in ledger.PROMISES
    )
    for number in ledger.PROMISES:
        put(f"tests/promises/test_{number}_x.py", "def test_it(): ...")
    put(ledger.LEDGER.as_posix(), "| the line | held by | last seen |\n|---|---|---|\n" + rows)
    return project


def test_a_ledger_whose_tests_are_there_is_fine(kept):
    assert ledger.check(kept) == []


def test_a_row_whose_test_is_gone_is_found(kept, put):
    put("tests/promises/test_3_x.py", "def test_another(): ...")
    assert len(ledger.check(kept)) == 1


def test_a_promise_without_a_row_or_a_test_is_found(kept):
    (kept / "tests/promises/test_8_x.py").unlink()
    text = (kept / ledger.LEDGER).read_text()
    (kept / ledger.LEDGER).write_text(
        "".join(line for line in text.splitlines(True) if "Promise 8" not in line)
    )
    assert len(ledger.check(kept)) == 2


def test_a_row_that_names_no_test_is_found(kept):
    with (kept / ledger.LEDGER).open("a") as file:
        file.write("| It is nice | everybody says so | seen |\n")
    assert len(ledger.check(kept)) == 1
