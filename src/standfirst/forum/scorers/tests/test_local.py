"""A scorer that learns from the paper's own decisions."""

import random

import pytest

pytest.importorskip("sklearn", reason="the extra `risk` (scikit-learn) is not installed")

import numpy as np

from standfirst.forum.models import Comment
from standfirst.forum.moderation.actions import reject
from standfirst.forum.scorers.local import LocalScorer, ModelError, read_model
from standfirst.forum.scorers.scorer import Said
from standfirst.forum.scorers.training import LEAST, TooFew, decided, renew, train
from standfirst.forum.testing import make_comment

PLAIN = "the bridge reopened and I crossed it with my bike this morning before work in the rain".split()
SPAM = "casino jackpot bonus winnings gamble betting slots roulette".split()


def texts(spam, many, seed):
    chance = random.Random(seed)
    return [" ".join([*chance.choices(PLAIN, k=8), *chance.choices(SPAM, k=2 * spam)]) for _ in range(many)]


@pytest.fixture(scope="module")
def model():
    return train(texts(0, 120, 1), texts(1, 80, 2))


def test_it_tells_apart_what_moderators_told_apart(model):
    assert model.risk_of("I crossed the bridge in the rain").percent < 50
    assert model.risk_of("great casino bonus, betting with jackpots").percent > 80


def test_what_was_learned_holds_for_words_in_other_forms(model):
    assert model.risk_of("CASINOS and jackpott").percent > model.risk_of("rain on my bikes").percent + 20


def test_it_names_the_words_that_spoke_against_a_comment(model):
    assert model.risk_of("the bridge in the casino").because[0] == "casino"


def test_its_probabilities_are_better_than_the_usual_share(model):
    assert model.about.brier < model.about.usual / 2
    assert (model.about.approved, model.about.rejected) == (120, 80)


def test_with_few_decisions_nothing_is_learned():
    with pytest.raises(TooFew, match="49 rejected"):
        train(texts(0, 200, 1), texts(1, LEAST - 1, 2))


def test_a_model_is_kept_and_read_again_with_its_version(tmp_path, model):
    path = tmp_path / "risk.npz"
    renew(path, texts(0, 60, 1), texts(1, 60, 2))
    assert renew(path, texts(0, 60, 1), texts(1, 60, 2)).version == 2
    assert read_model(path).about.version == 2
    assert [kept.name for kept in tmp_path.iterdir()] == ["risk.npz"]


def test_a_running_paper_takes_up_a_new_model_by_itself(tmp_path, model):
    scorer = LocalScorer(tmp_path / "risk.npz")
    assert scorer.score(Said("casino bonus", 81)) is None
    model.save(tmp_path / "risk.npz")
    assert scorer.score(Said("casino bonus", 81)).by == "local 1"


def test_a_file_that_would_run_code_is_not_read(tmp_path):
    path = tmp_path / "risk.npz"
    np.savez(
        path.open("wb"), weights=np.array([print], dtype=object), numbers=np.zeros(3), about=np.array("{}")
    )
    with pytest.raises(ModelError):
        read_model(path)


@pytest.mark.parametrize("body", [b"", b"PK", b"\x80\x04."])
def test_any_other_file_is_said_in_words(tmp_path, body):
    path = tmp_path / "risk.npz"
    path.write_bytes(body)
    with pytest.raises(ModelError, match=r"risk\.npz"):
        read_model(path)


@pytest.mark.django_db
def test_it_learns_from_people_not_from_the_word_list(story, ben, cleo):
    shown = make_comment(story, ben, "Kept as it is.")
    gone = make_comment(story, ben, "Taken down by Cleo.")
    by_list = make_comment(story, ben, "Rejected by a word.")
    reject(comment=gone, by=cleo, reason="Off the point")
    Comment.objects.filter(pk=by_list.pk).update(status="rejected", reasons=["banned_word"])
    assert decided() == ([shown.text], [gone.text])
