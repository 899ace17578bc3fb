"""What a reader may be called, and which names look alike."""

import unicodedata

import pytest
from confusable_homoglyphs import confusables
from hypothesis import given
from hypothesis import strategies as st

from standfirst.readers.handles import MOST, Problem, impersonates, key, normal, problem, tidy_name


@pytest.mark.parametrize("handle", ["ben", "ben-okoro", "reader-7f3k", "zoë", "анна", "山田太郎", "नमस्ते"])
def test_words_of_any_one_script_are_handles(handle):
    assert problem(normal(handle)) is None


@pytest.mark.parametrize(
    ("handle", "why"),
    [
        ("ab", Problem.LENGTH),
        ("x" * 31, Problem.LENGTH),
        ("", Problem.LENGTH),
        ("ben okoro", Problem.CHARACTERS),
        ("ben/okoro", Problem.CHARACTERS),
        ("-ben", Problem.CHARACTERS),
        ("ben-", Problem.CHARACTERS),
        ("be--n", Problem.CHARACTERS),
        ("b\u200be\u202en", Problem.CHARACTERS),
        ("Ben", Problem.CHARACTERS),
        ("bеn-okoro", Problem.SCRIPTS),
        ("admin", Problem.RESERVED),
        ("the-moderator", Problem.RESERVED),
        ("adrnin", Problem.RESERVED),
    ],
)
def test_what_is_no_handle(handle, why):
    assert problem(handle) is why


def test_a_name_that_belongs_to_another_is_reserved():
    assert problem("harbour-post", reserved={key("Harbour Post")}) is Problem.RESERVED


@pytest.mark.parametrize("other", ["BEN", "Bén".replace("é", "e"), "b-e-n", "ｂｅｎ", "bеn", "𝐛𝐞𝐧"])
def test_names_that_look_alike_have_one_key(other):
    assert key(other) == key("ben")


@pytest.mark.parametrize(
    ("one", "other"), [("modern", "rnodern"), ("ell0", "ello"), ("1l1", "lll"), ("0tt0", "otto")]
)
def test_letters_and_digits_that_look_alike_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    "blank", ["\u3164", "\u1160", "\uffa0", "\u2800", "\u034f", "\ufe0f", "\U000e0100", "\u17b4"]
)
def test_what_nobody_sees_makes_no_other_name(blank):
    assert key(f"Ada{blank} Lund{blank}") == key("Ada Lund")
    assert tidy_name(f"Ada{blank} Lund{blank}") == "Ada Lund"
    assert problem(normal(f"a{blank}da")) is not None


@pytest.mark.parametrize("badge", ["✓", " ✔", "☑", "©", "🗸", " +", "🛡"])
def test_a_badge_beside_a_name_makes_no_other_name(badge):
    assert key(f"Ada Lund{badge}") == key("Ada Lund")


def test_a_sign_that_can_be_taken_for_a_letter_is_one():
    assert key("Ada |und") == key("Ada Lund")


def test_names_that_differ_have_different_keys():
    assert len({key(name) for name in ("ben", "dan", "cleo", "ada", "bern", "benn")}) == 6


@given(st.text(max_size=60))
def test_any_text_has_a_stable_normal_form_and_key(text):
    once = normal(text)
    assert normal(once) == once
    assert key(once) == key(text)
    assert problem(once) in {None, *Problem}


@given(st.text(max_size=60))
def test_an_accepted_handle_is_safe_in_an_address(text):
    handle = normal(text)
    if problem(handle) is None:
        assert len(handle) <= MOST
        assert all(char == "-" or unicodedata.category(char)[0] in "LNM" for char in handle)


@given(st.text(max_size=80))
def test_a_tidy_name_is_one_visible_line(text):
    name = tidy_name(text)
    assert name == name.strip()
    assert all(unicodedata.category(char)[0] != "C" for char in name)
    assert tidy_name(name) == name


STAFF = ("Ada Lund", "Laura Berg", "Ken Hart", "Li Wei", "The Harbour Post", "Bo")


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lund", "ADA LUND", "Ada  Lund", "ada-lund", "adalund", "Lund, Ada", "The real Ada Lund",
        "Ada Lund (editor)", "Аdа Lund", "ΑDΑ LUΝD", "𝓐𝓭𝓪 𝓛𝓾𝓷𝓭", "Ada 1und", "Ada |und", "xXLauraBergXx",
        "Ａｄａ Ｌｕｎｄ",
        "Ada\u200bLund", "Ada\u202eLund", "A.d.a L.u.n.d", "Ada ✓ Lund", "Harbour Post", "The Harbour Post News",
        "harbour-post-online", "theharbourpost", "Wei Li", "bo", "Κen Ηart",
    ],
)  # fmt: skip
def test_a_name_that_would_be_taken_for_one_of_the_staff_is_known(name):
    assert impersonates(name, STAFF)


@pytest.mark.parametrize(
    "name", ["Ada Lundqvist", "Ada", "Lund", "Harbour", "The Post", "Bo Lind", "Liwei Ann", "", "The"]
)
def test_a_name_of_its_own_is_nobody_elses(name):
    assert not impersonates(name, STAFF)


@pytest.mark.parametrize(
    "heap", ["Z\u0351\u0352\u0353\u0354\u0355algo", "Z" + "\u0336" * 500, "\u0301\u0301\u0301Z", "Z\u20dd"]
)
def test_heaps_of_marks_are_taken_off(heap):
    tidy = tidy_name(heap)
    assert sum(unicodedata.category(char)[0] == "M" for char in tidy) <= 3
    assert tidy[0] == "Z"


@pytest.mark.parametrize("name", ["ณัฐวุฒิ", "བསྒྲུབས", "שָׁלוֹם", "محمّد", "नमस्ते", "Nguyễn Thị Ánh", "O’Brien-Łuk"])
def test_a_name_in_any_script_stays_as_it_is(name):
    assert tidy_name(name) == unicodedata.normalize("NFC", name)


@given(st.text(max_size=40))
def test_any_name_is_taken_for_itself(name):
    if key(name):
        assert impersonates(name, [name])


PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def doubles():
    """Every character that Unicode calls confusable with plain letters, and those letters."""
    for char, known in confusables.confusables_data.items():
        for double in known:
            if len(char) == 1 and not char.isascii() and set(double["c"].casefold()) <= PLAIN:
                yield char, double["c"]


def test_no_letter_of_a_handle_is_told_from_its_double():
    pairs = [(char, plain) for char, plain in doubles() if normal(char) == char]
    assert len(pairs) > 300
    assert [pair for pair in pairs if key(f"q{pair[0]}q") != key(f"q{pair[1]}q")] == []


def test_no_letter_of_a_name_is_told_from_its_double():
    pairs = [(char, plain) for char, plain in doubles() if plain.isalpha() and tidy_name(char)]
    assert len(pairs) > 1000
    assert [pair for pair in pairs if not impersonates(f"Q{pair[0]}mble Oxo", [f"Q{pair[1]}mble Oxo"])] == []
