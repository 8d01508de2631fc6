"""The encoder's parts that need no weights, and the encoder with those that ship."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotating.encoder import LONGEST_STRETCH, Encoder, shipped, weights
from rashomon.annotating.features import FEATURES, features, shape
from rashomon.annotating.lemmas import Lemmas, regular
from rashomon.annotating.naming import named
from rashomon.annotating.parsing import tree
from rashomon.annotating.pieces import Words, spread, words_of
from rashomon.annotating.tagging import NAMES, best_path, spans
from rashomon.errors import MissingWeights

NEVER = -1e4


def words(text: str) -> Words:
    return words_of(spacy.blank("en").make_doc(text))


def test_importing_the_encoder_opens_nothing() -> None:
    program = "import sys; import rashomon.annotating.encoder; sys.exit('onnxruntime' in sys.modules or 'tokenizers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match="weights are not there"):
        list(Encoder(tmp_path).encode(words("Some words.")))


def test_the_identity_is_that_of_the_file() -> None:
    assert len(weights().sha256) == 64
    assert weights().name == shipped().config["name"]


def test_words_know_their_paragraphs() -> None:
    found = words("One two.\n\nThree  four.\r\nFive")
    assert found.texts == ["One", "two", ".", "Three", "four", ".", "Five"]
    assert [w for w, b in zip(found.texts, found.breaks, strict=True) if b] == ["Three", "Five"]
    assert found.spaced == [False, True, False, True, True, False, True]


@pytest.mark.parametrize(
    ("word", "kind"), [("said", 0), ("Moscow", 1), ("NATO", 2), ("U", 3), ("McCain", 4), ("35th", 5), ("”", 6), ("東京", 4)]
)
def test_shapes(word: str, kind: int) -> None:
    assert shape(word) == kind


def test_quotation_marks_are_followed_and_forgotten_at_a_paragraph() -> None:
    found = words("“Yes,” he said.\n\n“No\n\nhe left ‘for good’ and the voters’ will")
    state = dict(zip(found.texts, (features(found.texts, found.spaced, found.breaks) // 2 % 4).tolist(), strict=True))
    assert state["Yes"] == 1
    assert state["said"] == 0
    assert state["No"] == 1
    assert state["left"] == 0
    assert state["good"] == 2
    assert state["will"] == 0


@given(st.lists(st.text(min_size=1, max_size=5), max_size=30))
def test_features_are_ids(texts: list[str]) -> None:
    found = features(texts, [True] * len(texts), [False] * len(texts))
    assert len(found) == len(texts)
    assert all(0 <= f < FEATURES for f in found)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=200), st.integers(32, 64), st.integers(0, 12))
def test_windows_cover_every_word_and_fit(sizes: list[int], size: int, overlap: int) -> None:
    ranges = list(spread([[0] * n for n in sizes], [False] * len(sizes), size, overlap))
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(sizes)
    assert all(sum(sizes[a:b]) + 2 <= size for a, b in ranges)
    assert all(a < c <= b < d for (a, b), (c, d) in itertools.pairwise(ranges))


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_the_best_path_is_the_best(seed: int, n: int) -> None:
    chance = np.random.default_rng(seed)
    scores, moves, first = (chance.normal(size=s).astype(np.float32) for s in ((n, 3), (3, 3), (3,)))

    def value(path: tuple[int, ...]) -> float:
        return float(first[path[0]] + sum(scores[i, t] for i, t in enumerate(path)) + sum(moves[a, b] for a, b in itertools.pairwise(path)))

    best = max(itertools.product(range(3), repeat=n), key=value)
    assert value(tuple(best_path(scores, moves, first).tolist())) == pytest.approx(value(best), abs=1e-4)


def test_spans_of_tags() -> None:
    tags = ("O", "B-A", "I-A", "B-B", "I-B")
    assert spans(np.array([1, 2, 1, 0, 4, 3]), tags) == [(0, 2, "A"), (2, 3, "A"), (4, 5, "B"), (5, 6, "B")]


def test_names_have_one_kind_and_are_no_addresses() -> None:
    found = words("Bush spoke. Bush left. a@b.org wrote.")
    scores = np.zeros((len(found.texts), len(NAMES)), np.float32)
    scores[:, 0] = 3
    person, place = NAMES.index("B-PERSON"), NAMES.index("B-LOC")
    scores[0, [person, place]] = 4, 9
    scores[3, [person, place]] = 12, 4
    scores[6, person] = 9
    flat = np.zeros((len(NAMES), len(NAMES)), np.float32)
    decoder = replace(shipped().decoder, name_transitions=flat, name_first=flat[0])
    assert [found.texts[a] for a, _, _ in named(found, scores, decoder, NAMES)] == ["Bush", "Bush"]
    assert {kind for _, _, kind in named(found, scores, decoder, NAMES)} == {"PERSON"}


def _is_tree(heads: list[int]) -> bool:
    roots = [i for i, h in enumerate(heads) if h == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        seen, k = set(), i
        while heads[k] != k:
            if k in seen:
                return False
            seen.add(k)
            k = heads[k]
    return True


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
@settings(deadline=None)
def test_trees_are_the_best_with_their_root(seed: int, n: int) -> None:
    table = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)
    found = tree(table).tolist()
    assert _is_tree(found)
    root = next(i for i, h in enumerate(found) if h == i)
    assert root == int(table.diagonal().argmax())

    def value(heads: tuple[int, ...]) -> float:
        return sum(float(table[i, h]) for i, h in enumerate(heads))

    every = (h for h in itertools.product(range(n), repeat=n) if h[root] == root and _is_tree(list(h)))
    assert value(tuple(found)) == pytest.approx(max(value(h) for h in every), abs=1e-4)


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("said", "VERB", "say"), ("claims", "VERB", "claim"), ("announced", "VERB", "announce"), ("soldiers", "NOUN", "soldier"),
        ("countries", "NOUN", "country"), ("Moscow", "PROPN", "Moscow"), ("denied", "VERB", "deny"), ("stopped", "VERB", "stop"),
        ("women", "NOUN", "woman"), ("told", "VERB", "tell"), ("making", "VERB", "make"), ("was", "AUX", "be"), ("they", "PRON", "they"),
    ],
)  # fmt: skip
def test_lemmas(form: str, upos: str, lemma: str) -> None:
    assert Lemmas(shipped().folder / "lemmas.txt").of(form, upos) == lemma


def test_lemma_rules_stand_without_the_table(tmp_path: Path) -> None:
    assert Lemmas(tmp_path / "none.txt").of("Warned", "VERB") == "warn"
    assert regular("reports", "NOUN") == "report"


def test_scores_have_a_row_a_word_and_stretches_join() -> None:
    found = words("He said no. " * (LONGEST_STRETCH // 4 + 60))
    parts = list(shipped().encode(found))
    assert len(parts) == 2
    assert [p.first for p in parts] == [0, parts[0].last]
    assert parts[-1].last == len(found.texts)
    for p in parts:
        n = p.last - p.first
        assert p.roles.shape == (n, 7)
        assert p.names.shape == (n, 9)
        assert p.vectors.shape == (n, 384)
        assert len(p.arcs) == len(p.origin) == len(p.starts) == n
    assert all(np.isfinite(p.roles).all() for p in parts)
