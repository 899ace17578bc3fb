"""Learning from what moderators decided: comments they let stand against comments they rejected."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from ..models import SHOWN, Comment
from ..phases import Reason, Status
from .local import About, Model, ModelError, read_model, vectorizer

#: With fewer of either nothing is learned.
LEAST = 50
#: The latest so many of either are looked at: what a paper takes changes.
MOST = 50_000
FOLDS = 5


class TooFew(Exception):
    """There are not enough decisions yet. The message says how many there are."""


def decided() -> tuple[list[str], list[str]]:
    """The texts of approved comments, and of those that a person rejected; what a word list alone rejected teaches
    nothing but the list."""
    rejected: list[str] = []
    rows = Comment.objects.filter(status=Status.REJECTED).exclude(text="").order_by("-pk")
    for text, reasons in rows.values_list("text", "reasons")[:MOST]:
        if set(reasons) - {reason.value for reason in Reason}:
            rejected.append(text)
    shown = Comment.objects.filter(status=SHOWN).exclude(text="").order_by("-pk")
    return list(shown.values_list("text", flat=True)[:MOST]), rejected


def renew(path: Path, approved: list[str], rejected: list[str]) -> About:
    """Train the version after the one that is kept there, and keep it. Raises TooFew, OSError."""
    try:
        before = read_model(path).about.version
    except (FileNotFoundError, ModelError):
        before = 0
    model = train(approved, rejected, before=before)
    model.save(path)
    return model.about


def train(approved: list[str], rejected: list[str], *, before: int = 0) -> Model:
    """A model of these decisions, version `before` + 1. Raises TooFew."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.preprocessing import normalize

    if min(len(approved), len(rejected)) < LEAST:
        raise TooFew(f"{len(approved)} approved and {len(rejected)} rejected; {LEAST} of each are needed")
    texts = [text.lower() for text in (*approved, *rejected)]
    hashed = normalize(vectorizer().transform(texts))  # a long comment is no worse for being long
    wanted = np.array([0] * len(approved) + [1] * len(rejected))
    learner = LogisticRegression(C=1.0, solver="liblinear", class_weight="balanced", max_iter=200)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    unseen = cross_val_predict(learner, hashed, wanted, cv=folds, method="decision_function")
    scale = float(unseen.std()) or 1.0
    spread = unseen.reshape(-1, 1) / scale
    platt = LogisticRegression(C=1.0).fit(spread, wanted)  # held back: few decisions make nobody sure
    learner.fit(hashed, wanted)
    told = platt.predict_proba(spread)[:, 1]
    share = wanted.mean()
    about = About(
        version=before + 1,
        trained=timezone.now().isoformat(timespec="seconds"),
        approved=len(approved),
        rejected=len(rejected),
        brier=round(float(((told - wanted) ** 2).mean()), 4),
        usual=round(float(((share - wanted) ** 2).mean()), 4),
    )
    slope, offset = float(platt.coef_[0][0]) / scale, float(platt.intercept_[0])
    return Model(about, learner.coef_[0].astype(np.float32), float(learner.intercept_[0]), slope, offset)
