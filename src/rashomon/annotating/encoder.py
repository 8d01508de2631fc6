"""Runs the encoder: words in, arrays of scores out. ONNX Runtime, tokenizers and numpy; no spaCy object, no decision.

The network reads windows of 256 pieces that overlap by 64; each word's scores are taken from the window in which it stands farthest from
an edge. Long documents are read in stretches, cut at paragraph breaks, so that memory does not grow with their length.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rashomon.annotating.features import FEATURES, features
from rashomon.annotating.pieces import Pieces, Window, Words, spread
from rashomon.errors import MissingWeights
from rashomon.model.dossier import Model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"
"""Folder of the weights that ship with the package."""
STRETCH = 3_000
"""words; a longer document is cut at the next paragraph break after so many"""
LONGEST_STRETCH = 4_000
"""words; where no paragraph break comes, the cut is made here"""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """Scores of the words `first` to `last` (half-open) of a document, one row a word."""

    first: int
    last: int
    roles: Floats
    names: Floats
    upos: Floats
    starts: Floats
    """(n,): log-odds that a sentence starts here."""
    arcs: Floats
    """(n, width): score of each word of the window as head; the word itself stands for the root."""
    origin: npt.NDArray[np.int64]
    """(n,): the document's word at column 0 of a row of `arcs`; columns beyond `extent` mean nothing."""
    extent: npt.NDArray[np.int64]
    dependent: Floats
    """(n, 128): the word as a dependent, for relation labels."""
    head: Floats
    """(n, 128): the word as a head."""
    vectors: Floats
    """(n, 384): the words' shares in sentence vectors; a sentence's vector is the sum of its words', scaled to length 1."""


@dataclass(frozen=True)
class Decoder:
    """The matrices of the decoding that is done outside the network."""

    role_transitions: Floats
    role_first: Floats
    name_transitions: Floats
    name_first: Floats
    relation: Floats
    relation_bias: Floats


class Encoder:
    """The shipped network, or another one in the same form. Files are opened at the first use, once.

    `folder` holds `encoder.onnx`, `decoder.npz`, `tokenizer.json` and `config.json`. One thread: processes scale better than threads at
    this size.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise MissingWeights(
                "the annotator's weights are not there", which=name, then="Install the package again, or make them with `make train`"
            )
        return path

    @cached_property
    def config(self) -> dict[str, Any]:
        """Label lists, window sizes, name and version."""
        loaded: dict[str, Any] = json.loads(self._file("config.json").read_text(encoding="utf8"))
        return loaded

    @cached_property
    def identity(self) -> Model:
        """Name, version and sha256 of the weights, as a dossier states them."""
        digest = hashlib.sha256(self._file("encoder.onnx").read_bytes()).hexdigest()
        return Model(name=self.config["name"], version=self.config["version"], sha256=digest)

    @cached_property
    def decoder(self) -> Decoder:
        """The matrices for decoding."""
        with np.load(self._file("decoder.npz"), allow_pickle=False) as file:
            return Decoder(**{k: file[k].astype(np.float32) for k in file.files})

    @cached_property
    def pieces(self) -> Pieces:
        """The vocabulary."""
        return Pieces(self._file("tokenizer.json"))

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = True
        return onnxruntime.InferenceSession(str(self._file("encoder.onnx")), options, providers=providers())

    def encode(self, words: Words) -> Iterator[Scores]:
        """Scores of all words, stretch by stretch, in order. No words: nothing."""
        n = len(words.texts)
        first = 0
        while first < n:
            last = _stretch(words.breaks, first, n)
            yield self._stretch(words, first, last)
            first = last

    def _stretch(self, words: Words, first: int, last: int) -> Scores:
        breaks = [False, *words.breaks[first + 1 : last]]
        texts = words.texts[first:last]
        split = self.pieces.split(texts)
        marks = features(texts, words.spaced[first:last], breaks)
        size, overlap = int(self.config["window"]), int(self.config["overlap"])
        ranges = list(spread(split, breaks, size, overlap))
        chosen = _owners(ranges, last - first)
        parts: dict[str, list[Floats]] = {name: [] for name in ("roles", "names", "upos", "starts", "rel_dep", "rel_head", "vectors")}
        width = max(b - a for a, b in ranges)
        arcs = np.full((last - first, width), -np.inf, np.float32)
        origin, extent = np.zeros(last - first, np.int64), np.zeros(last - first, np.int64)
        for (a, b), (low, high) in zip(ranges, chosen, strict=True):
            window = self.pieces.window(split, breaks, a, b)
            found = self._run(window, marks)
            keep = slice(low - a, high - a)
            for name, values in parts.items():
                values.append(found[name][keep])
            arcs[low:high, : b - a] = found["arcs"][keep]
            origin[low:high], extent[low:high] = first + a, b - a
        joined = {name: np.concatenate(values) for name, values in parts.items()}
        return Scores(
            first, last, joined["roles"], joined["names"], joined["upos"], joined["starts"], arcs, origin, extent,
            joined["rel_dep"], joined["rel_head"], joined["vectors"],
        )  # fmt: skip

    def _run(self, window: Window, marks: npt.NDArray[np.int64]) -> dict[str, Floats]:
        feats = np.full(len(window.ids), FEATURES, np.int64)
        inside = window.slots >= 0
        feats[inside] = marks[window.first + window.slots[inside]]
        session = self._session
        names = [o.name for o in session.get_outputs()]
        values = session.run(names, {"ids": window.ids[None], "features": feats[None], "first": window.heads[None]})
        found: dict[str, Floats] = {name: value[0] for name, value in zip(names, values, strict=True)}
        pieces = found["vectors"].copy()
        pieces[~inside] = 0
        found["vectors"] = np.add.reduceat(pieces, window.heads, axis=0)
        return found


@cache
def providers() -> list[str]:
    """What ONNX Runtime computes on, the fastest first: a graphics processor where its build for one is installed, else the processor."""
    import onnxruntime

    return [name for name in ("CUDAExecutionProvider", "CPUExecutionProvider") if name in onnxruntime.get_available_providers()]


@cache
def shipped() -> Encoder:
    """The encoder that ships with the package, one a process."""
    return Encoder()


def weights() -> Model:
    """Name, version and sha256 of the shipped weights. Raises `MissingWeights` where there are none."""
    return shipped().identity


def _stretch(breaks: list[bool], first: int, n: int) -> int:
    """Where the stretch that begins at `first` ends."""
    if n - first <= LONGEST_STRETCH:
        return n
    for i in range(first + STRETCH, first + LONGEST_STRETCH):
        if breaks[i]:
            return i
    return first + LONGEST_STRETCH


def _owners(ranges: list[tuple[int, int]], n: int) -> list[tuple[int, int]]:
    """For each window the words that are read from it: neighbours meet in the middle of what they share."""
    cuts = [0, *((later[0] + earlier[1]) // 2 for earlier, later in itertools.pairwise(ranges)), n]
    return list(itertools.pairwise(cuts))
