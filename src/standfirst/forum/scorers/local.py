"""A scorer that learns from this paper's own decisions (extra `risk`: scikit-learn).

Characters in a row, two to five within a word, are hashed into a long row of numbers; a logistic regression weighs
them, and a second one with two numbers makes a probability of the weight (Platt). Since letters never run over the edge
of a word, the weight of a text is the sum of its words' weights: so the words that spoke most against it can be named.

What was learned is kept as plain numbers (NumPy's format, `allow_pickle=False`): reading it runs nobody's code. It
holds no text and nobody's name.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..phases import Risk
from .scorer import Said

FORMAT = 1
FEATURES = 2**18
SHORTEST, LONGEST = 2, 5
#: Words that are named, the heaviest first.
NAMED = 5
_WORD = re.compile(r"\S+")


class ModelError(Exception):
    """What is wrong with a model's file."""


@dataclass(frozen=True, slots=True)
class About:
    """What a model says of itself. `brier` is the mean squared error of its probabilities on comments that it had
    not seen; `usual` that of always saying how many are rejected."""

    version: int
    trained: str
    approved: int
    rejected: int
    brier: float
    usual: float


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Weights of the hashed letters, and the two numbers that make a probability of their sum."""

    about: About
    weights: Any
    bias: float
    slope: float
    offset: float

    def save(self, path: Path) -> None:
        """Whole or not at all."""
        import numpy as np

        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        numbers = np.array([self.bias, self.slope, self.offset])
        about = json.dumps({"format": FORMAT, **asdict(self.about)})
        with fresh.open("wb") as file:
            np.savez_compressed(file, weights=self.weights, numbers=numbers, about=np.array(about))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    def risk_of(self, text: str) -> Risk:
        """How likely a moderator would reject it, and the words that say so most."""
        import numpy as np

        words = _WORD.findall(text.lower())
        hashed = vectorizer().transform([text.lower(), *words])
        length = float(np.sqrt(hashed[0].multiply(hashed[0]).sum())) or 1.0
        whole = float(hashed[0].dot(self.weights)[0]) / length + self.bias
        percent = round(100 / (1 + float(np.exp(-np.clip(self.slope * whole + self.offset, -30, 30)))))
        heavy = dict(zip(words, hashed[1:].dot(self.weights), strict=True))
        named = [word for word in sorted(heavy, key=lambda one: -heavy[one]) if heavy[word] > 0]
        return Risk(percent, f"local {self.about.version}", tuple(word[:80] for word in named[:NAMED]))


def read_model(path: Path) -> Model:
    """Raises ModelError, in words, for a file that is not one of ours; FileNotFoundError where there is none."""
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as kept:
            about = json.loads(str(kept["about"]))
            weights, numbers = kept["weights"], kept["numbers"]
            if about.pop("format") != FORMAT or weights.shape != (FEATURES,) or numbers.shape != (3,):
                raise ModelError(f"{path.name} is of another format: run `standfirst trainrisk` again")
            if not (np.isfinite(weights).all() and np.isfinite(numbers).all()):
                raise ModelError(f"{path.name} holds numbers that are none")
            return Model(About(**about), weights.astype(np.float64), *map(float, numbers))
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise ModelError(f"{path.name} cannot be read: {error}") from error


def vectorizer() -> Any:
    """The same for learning and for scoring; it keeps nothing."""
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb",
        ngram_range=(SHORTEST, LONGEST),
        n_features=FEATURES,
        lowercase=False,
        norm=None,
        alternate_sign=False,
    )


class LocalScorer:
    """Reads its model when a first comment comes, and again when the file is another."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int] | None = None
        self._model: Model | None = None

    def score(self, said: Said) -> Risk | None:
        """None until the paper has trained a model. Raises ModelError for a broken one, each time."""
        model = self._current()
        return model.risk_of(said.text) if model is not None else None

    def _current(self) -> Model | None:
        try:
            state = self.path.stat()
        except FileNotFoundError:
            self._seen = self._model = None
            return None
        seen = (state.st_mtime_ns, state.st_size)
        if seen != self._seen:
            self._model = read_model(self.path)
            self._seen = seen
        return self._model
