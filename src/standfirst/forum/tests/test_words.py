"""Words that moderators watch."""

import re
from dataclasses import replace
from itertools import product, zip_longest

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from standfirst.forum.words import folding
from standfirst.forum.words.disguises import may_be_drawn_out
from standfirst.forum.words.folding import LEET, chunks_of, runs_of, words_of
from standfirst.forum.words.matching import LEAST_APART, WordList
from standfirst.forum.words.trees import Rule

WATCHED = WordList.of(
    ["spam", "free money", "casino*", "", " * ", "Straße", "kill", "hass", "赌博", "казино", "ass", "คาสิโน"]
)


def matches(text, watched=WATCHED):
    return [(text[match.start : match.end], match.entry) for match in watched.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "this is SPAM!", "ＳＰＡＭ", "sp\u200bam", "sp\u00adam", "spám", "s p a m", "s.p.a.m", "I s p a m you",
        "s-p_a-m", "sp.am", "(s.p.am)", "5pam", "$pam", "$pam!", "s p 4 m", "ѕраm", "ѕрам is Cyrillic here",
        "𝓼𝓹𝓪𝓶", "ⓢⓟⓐⓜ", "free  money", "FREE-money", "fr33 m0ney", "free\nmoney", "casinos", "online casino", "c4s!no",
        "C A S I N O S", "STRASSE", "https://casino-spam.example/x", "spaaam", "SPAAaaM", "sssspppaaam", "$paaam",
        "caaasinooooos", "frrrree money", "haaasss", "sp*m", "s**m", "*sp*m*", "c*s*no", "k*ll!", "$p*m", "sp＊m",
    ],
)  # fmt: skip
def test_a_watched_word_is_found_however_it_is_dressed(text):
    assert matches(text)


@pytest.mark.parametrize(
    "text",
    [
        "spammer", "freedom money", "a free lunch and money", "occasion", "", "…", "455 people", "the A55 road",
        "class", "z. B. so", "assume!", "kall", "a.m. and p.m.", "Das ist nass.", "spaam", "www.example",
        "haaas", "aaa", "s***", "***m", "2*3*4", "*so* **ja**", "sp*ammer", "k*l", "sp*mm", "un*kil*led", "spaaamer",
    ],
)  # fmt: skip
def test_other_words_are_left_alone(text):
    assert not matches(text)


@pytest.mark.parametrize("text", ["我喜欢赌博吗", "赌 博", "赌.博", "เล่นคาสิโนออนไลน์"])
def test_where_a_script_has_no_spaces_a_word_is_found_in_its_line(text):
    assert matches(text)


def test_a_russian_word_is_found_in_russian_and_when_latin_letters_hide_in_it():
    assert matches("Играй в казино сегодня, друг") == [("казино", "казино")]
    assert matches("Играй в кaзинo сегодня, друг") == [("кaзинo", "казино")]


def test_a_word_of_the_texts_own_alphabet_is_nobodys_double():
    watched = WordList.of(["cop"])
    assert matches("Убери сор из избы сегодня", watched) == []
    assert matches("Ask the сор about it", watched) == [("сор", "cop")]


def test_one_may_stand_for_i_or_for_l_but_neither_for_the_other():
    watched = WordList.of(["fail"])
    assert matches("fa1l fai1 fa11", watched) == [("fa1l", "fail"), ("fai1", "fail"), ("fa11", "fail")]
    assert not matches("the wall may fall", watched)


def test_a_match_says_what_stood_there_and_which_rule_it_met():
    found = matches("Win FR33-M0NEY in my C.4.S.I.N.O!")
    assert found == [("FR33-M0NEY", "free money"), ("C.4.S.I.N.O", "casino*")]


def test_letters_set_apart_need_to_be_three():
    assert matches("a b", WordList.of(["ab"])) == []


texts = st.text("spam SPAM5$4@.- \u200bсрамá赌博", max_size=40)
entries = st.lists(st.text("spam5сра赌* ", min_size=1, max_size=5), max_size=5)


def is_read_as(word, rule, *, is_ascii):
    """Letter by letter, by the rules of the guide."""
    alphabets = {letter.isascii() for letter in word.folded if letter.isalpha()}
    digits = 0
    for position, wanted in enumerate(rule.folded):
        letter = word.folded[position]
        if letter == wanted:
            continue
        if wanted in LEET.get(letter, ""):
            digits += letter.isdigit()
        elif word.looks[position] != rule.looks[position] or alphabets == {is_ascii}:
            return False
    return 2 * digits <= len(rule.folded)


def naively(listed, text):
    """Every rule is held against every place."""
    words, chunks = words_of(text), chunks_of(text)
    plain = sum(len(word.folded) for word in words if word.folded.isascii())
    is_ascii = 2 * plain >= sum(len(word.folded) for word in words)
    found = set()
    for rule in filter(None, map(Rule.of, listed)):
        size = len(rule.words)
        runs = [run for line in (words, chunks) for run in runs_of(line, LEAST_APART)]
        length = len(rule.words[0].folded)
        parts = [run.part(at, at + length) for run in runs for at in range(len(run.folded))]
        apart = [[part] for part in parts if size == 1 and len(part.folded) == length >= LEAST_APART]
        in_line = [line[at : at + size] for line in (words, chunks) for at in range(len(line) - size + 1)]
        for seen in [*in_line, *apart]:
            sizes = [
                (len(word.folded), len(wanted.folded)) for word, wanted in zip(seen, rule.words, strict=False)
            ]
            fits = all(a == b for a, b in sizes[:-1]) and (
                sizes[-1][0] >= sizes[-1][1] if rule.is_beginning else sizes[-1][0] == sizes[-1][1]
            )
            if fits and all(
                is_read_as(a, b, is_ascii=is_ascii) for a, b in zip(seen, rule.words, strict=False)
            ):
                found.add((seen[0].places[0], seen[-1].places[-1] + 1, rule.entry))
    return found


@settings(max_examples=300)
@given(texts, entries)
def test_it_finds_what_a_naive_search_finds(text, listed):
    assume(not may_be_drawn_out(text))
    found = {(match.start, match.end, match.entry) for match in WordList.of(listed).find(text)}
    assert found == naively(listed, text)


words_of_letters = st.text("abcdeo", min_size=3, max_size=8)


@given(words_of_letters, st.data())
def test_a_word_is_found_however_far_it_is_drawn_out(word, data):
    runs = [run[0] for run in re.finditer(r"(.)\1*", word)]
    further = [data.draw(st.sampled_from([0, 0, 2, 5])) if len(run) < 3 else 0 for run in runs]
    drawn = "".join(run + run[0] * more for run, more in zip(runs, further, strict=True))
    assert matches(f"Oh {drawn}!", WordList.of([word]))[-1:] == [(drawn, word)]


@given(st.text("spam SPA5$.-", max_size=30), st.lists(st.text("spam5* ", min_size=1, max_size=5), max_size=5))
def test_who_draws_nothing_out_meets_no_rule_that_the_word_itself_would_not_meet(text, listed):
    watched = WordList.of(listed)
    meant = [[run[0][0], run[0][0] * 2, run[0]] for run in re.finditer(r"(\S)\1{2,}", text, re.IGNORECASE)]
    assume(len(meant) < 5)
    pieces = re.split(r"(?i)(\S)\1{2,}", text)[::2]
    itself = {
        match.entry
        for runs in product(*meant)
        for match in watched.find("".join(map("".join, zip_longest(pieces, runs, fillvalue=""))))
    }
    assert {match.entry for match in watched.find(text)} <= itself


@given(words_of_letters.filter(lambda word: len(word) > 3), st.data())
def test_a_word_is_found_behind_stars_and_no_other(word, data):
    places = data.draw(st.sets(st.integers(1, len(word) - 2), min_size=1, max_size=len(word) // 2))
    starred = "".join("*" if place in places else letter for place, letter in enumerate(word))
    other = data.draw(st.sampled_from("xyz")) + word[1:]
    assert matches(f"Oh {starred}!", WordList.of([word, other])) == [(starred, word)]


def seen(words):
    return [(word.folded, word.looks, list(word.places), word.key) for word in words]


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_the_short_way_through_plain_text_reads_what_the_long_one_reads(text):
    assert seen(words_of(text)) == seen(folding._words_letter_by_letter(text))
    longer = [folding._letters_of_chunk(chunk[0], chunk.start()) for chunk in re.finditer(r"\S+", text)]
    assert seen(chunks_of(text)) == seen(folding.Word.of(letters) for letters in longer if letters)


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=5))
def test_any_list_may_be_asked_about_any_text(text, listed):
    for match in WordList.of(listed).find(text):
        assert 0 <= match.start < match.end <= len(text)


class Counting(dict):
    looks = 0

    def get(self, *key):
        Counting.looks += 1
        return super().get(*key)


def steps(watched, text):
    Counting.looks = 0
    counted = {name: counting(getattr(watched, name)) for name in ("tree", "drawn_out")}
    replace(watched, **counted, behind=Counting(watched.behind)).find(text)
    return Counting.looks


def counting(tree):
    tables = ("steps", "wholes", "beginnings", "lengths")
    return replace(tree, **{name: Counting(getattr(tree, name)) for name in tables})


TERMS = [f"{stem}{n}" for n in range(2500) for stem in ("word", "two words ", "begin")] + [
    f"wide{n}*" for n in range(2500)
]


@given(
    st.lists(
        st.sampled_from(
            ["word17", "two words 3", "wide9xyz", "s p a m", "hello", "c.4.s", "赌", "wooord17", "w*rd17"]
        ),
        min_size=1,
    )
)
@settings(max_examples=50, deadline=None)
def test_ten_thousand_terms_take_as_many_steps_as_ten(said):
    text = " ".join(said)
    assert steps(MANY, text) <= steps(FEW, text) + 4 * len(text)


@pytest.mark.parametrize(
    "piece", ["word ", "two words ", "w", "s p ", "赌", "c.4", "$", "wide99 ", "wooord17 ", "w*rd17 "]
)
def test_twice_the_text_takes_at_most_twice_the_steps(piece):
    once, twice = steps(MANY, piece * 500), steps(MANY, piece * 1000)
    assert twice <= 2 * once + 50
    assert once <= 20 * len(piece) * 500


#: Of each length of a term that is among the ten thousand, one.
FEW = WordList.of(
    [f"{stem}{n}" for n in (1, 23, 456, 2345) for stem in ("word", "begin")]
    + ["wide1*", "wide23*", "wide456*", "wide2345*"]
)
MANY = WordList.of(TERMS)
