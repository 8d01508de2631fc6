"""Do two sentences say the same? MRPC's training pairs, decided by the likeness that aligns claims.

Each sentence is taken as one proposition. All 4,045 pairs are scored in ten folds: the weights of `comparing.likeness`'s features and the
threshold are fitted on nine tenths and judged on the tenth, so that nothing is fitted on what is scored; the shipped weights
(`ComparingSettings.likeness`) are those fitted on all (`--fit`). Rarity of words is counted over all pairs, as it is counted over a story.
`differ`: the accuracy on the 718 pairs in which both sides have digits and not the same ones. There the labels follow the amounts only in
part: where every amount fits and none is left over 68 % are judged the same, where one conflicts 37 % still are.
Data: MRPC (Dolan and Brockett 2005), `claims/mrpc-train.txt`; saying "same" always gives F1 0.806, "different" always 55.6 of the 718.

    python -m evaluation.claims ../shared/corpora [--fit]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.annotating.annotate import annotate
from rashomon.comparing.likeness import Likeness
from rashomon.comparing.propositions import Proposition, propositions
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article
from rashomon.model.story import Story
from rashomon.settings import DEFAULT

PAIRS = "claims/mrpc-train.txt"
FOLDS = 10

ANY = replace(DEFAULT, comparing=replace(DEFAULT.comparing, min_content_words=0))
"""Settings under which the shortest sentence is a proposition."""

RIDGE = 40.0
"""much, because the features overlap much"""

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")

Floats = NDArray[np.float64]


def measure(corpora: Path) -> dict[str, float]:
    """`f1` of "same" and `accuracy` on all pairs, accuracy on those whose numbers `differ`, in per cent, and `n`, how many they are."""
    features, same, differ = table(corpora)
    said = held_out(features, same)
    right = said == same
    return {
        "f1": 100 * _f1(said, same),
        "accuracy": 100 * float(right.mean()),
        "differ": 100 * float(right[differ].mean()),
        "n": float(len(same)),
    }


def held_out(features: Floats, same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each pair is taken for the same by weights and a threshold that were fitted on the other nine folds."""
    fold = np.arange(len(same)) % FOLDS
    said = np.zeros(len(same), dtype=bool)
    for number in range(FOLDS):
        fitting = fold != number
        bias, *weights = fit(features[fitting], same[fitting])
        odds = bias + features @ np.array(weights)
        threshold = max(np.linspace(-0.8, 0.8, 33), key=lambda t: _f1(odds[fitting] > t, same[fitting]))
        said[~fitting] = odds[~fitting] > threshold
    return said


def table(corpora: Path) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """A row of likeness features a pair, whether the pair was judged the same, and whether its numbers differ."""
    rows = [line.split("\t") for line in (corpora / PAIRS).read_text(encoding="utf-8-sig").split("\n")[1:] if line.strip()]
    pairs = [(_whole(_unquoted(row[3])), _whole(_unquoted(row[4])), row[0] == "1") for row in rows]
    likeness = Likeness([side for one, other, _ in pairs for side in (one, other)], DEFAULT.comparing)
    features = np.array([likeness.features(one, other) for one, other, _ in pairs])
    numbers = [(set(_DIGITS.findall(row[3])), set(_DIGITS.findall(row[4]))) for row in rows]
    differ = np.array([bool(one and other and one != other) for one, other in numbers])
    return features, np.array([same for *_, same in pairs]), differ


def fit(features: Floats, same: NDArray[np.bool_]) -> list[float]:
    """Bias and weights of a logistic regression in the features' own units (Newton's method; ridge on standardised features)."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    x = np.c_[np.ones(len(features)), (features - mean) / spread]
    w = np.zeros(x.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - same) + RIDGE * np.r_[0.0, w[1:]])
    return [float(w[0] - (w[1:] * mean / spread).sum()), *(float(value) for value in w[1:] / spread)]


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1].replace('""', '"') if len(text) > 1 and text[0] == text[-1] == '"' else text


def _whole(text: str) -> Proposition:
    """The sentence as one proposition: its syntax flattened, its vectors averaged."""
    annotated = annotate(Article(id="mrpc", text=text))
    vector = annotated.vectors.mean(0) if len(annotated.vectors) else np.zeros(384, dtype=np.float32)
    flat = AnnotatedArticle(
        article=annotated.article,
        sentences=(annotated.article.span(0, len(text)),),
        names=annotated.names,
        statements=annotated.statements,
        figures=annotated.figures,
        times=annotated.times,
        tokens=tuple(token._replace(dep="dep", head=0, sentence=0) for token in annotated.tokens),
        vectors=(vector / (np.linalg.norm(vector) or 1.0))[None].astype(np.float32),
        word_vectors=annotated.word_vectors,
    )
    return propositions(Story(articles=(flat,)), ANY)[0]


def _f1(said: Sequence[bool] | NDArray[np.bool_], same: NDArray[np.bool_]) -> float:
    both = float((np.asarray(said) & same).sum())
    return 2 * both / (float(np.sum(said)) + float(same.sum())) if both else 0.0


if __name__ == "__main__":
    if "--fit" in sys.argv:
        found, truth, _ = table(Path(sys.argv[1]))
        print([round(weight, 2) for weight in fit(found, truth)])
    else:
        print(measure(Path(sys.argv[1])))
