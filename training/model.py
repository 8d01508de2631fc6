"""The network: a BERT encoder of 6 layers with a feature embedding, and one head a task. Plain torch, so that its graph exports as it is
read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from rashomon.annotating.features import FEATURES
from rashomon.annotating.tagging import NAMES, ROLES
from training.crf import Chain

WIDTH, HEADS, LAYERS, INNER, PIECES = 384, 12, 6, 1536, 256
ARC, REL = 128, 128


@dataclass
class Outputs:
    """What one pass yields: per word (B, W, …), `hidden` per piece (B, T, WIDTH)."""

    roles: Tensor
    names: Tensor
    upos: Tensor
    starts: Tensor
    arcs: Tensor
    rel_dep: Tensor
    rel_head: Tensor
    hidden: Tensor
    extra: dict[str, Tensor] = field(default_factory=dict)


class Dropout(nn.Module):
    """Dropout by slices of one long random mask; drawing fresh bits for every element took a tenth of the time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.pool: dict[torch.dtype, Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        """One pass."""
        if not self.training:
            return x
        n = x.numel()
        pool = self.pool.get(x.dtype)
        if pool is None or len(pool) < 2 * n:
            pool = (torch.rand(max(4_000_000, 4 * n), device=x.device) >= self.share).to(x.dtype) / (1 - self.share)
            self.pool[x.dtype] = pool
        at = int(torch.randint(len(pool) - n, ()))
        return x * pool[at : at + n].view(x.shape)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.q = nn.Linear(WIDTH, WIDTH)
        self.k = nn.Linear(WIDTH, WIDTH)
        self.v = nn.Linear(WIDTH, WIDTH)
        self.o = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """One pass."""
        b, t, _ = x.shape
        q, k, v = (m(x).view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for m in (self.q, self.k, self.v))
        scores = q @ k.transpose(2, 3) / (WIDTH // HEADS) ** 0.5
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        a = (torch.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.norm1(x + self.dropout(self.o(a)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embeddings and layers. `features` is None for the frozen teacher."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.features = nn.Embedding(FEATURES + 1, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor | None, mask: Tensor | None) -> Tensor:
        """One pass."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]][None]
        if features is not None:
            x = x + self.features(features)
        x = self.dropout(self.norm(x))
        bias = None if mask is None or bool(mask.all()) else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_base(self, path: Path) -> None:
        """Fills the weights from all-MiniLM-L6-v2's `model.safetensors`."""
        old = load_file(str(path))
        names = {"words.weight": "embeddings.word_embeddings.weight", "positions.weight": "embeddings.position_embeddings.weight"}
        for part in ("weight", "bias"):
            names[f"norm.{part}"] = f"embeddings.LayerNorm.{part}"
            for i in range(LAYERS):
                here, there = f"layers.{i}", f"encoder.layer.{i}"
                for mine, theirs in (
                    ("q", "attention.self.query"),
                    ("k", "attention.self.key"),
                    ("v", "attention.self.value"),
                    ("o", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    names[f"{here}.{mine}.{part}"] = f"{there}.{theirs}.{part}"
        state = {mine: old[theirs] for mine, theirs in names.items()}
        state["positions.weight"] = state["positions.weight"][:512]
        state["norm.bias"] = state["norm.bias"]
        token_type = old["embeddings.token_type_embeddings.weight"][0]
        state["positions.weight"] = state["positions.weight"] + token_type
        state["features.weight"] = self.features.weight.detach()
        self.load_state_dict(state)


class Annotator(nn.Module):
    """The encoder and its heads."""

    def __init__(self, vocabulary: int, upos: list[str], relations: list[str]) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.encoder.words.weight.requires_grad_(False)
        self.dropout = Dropout(0.1)
        self.roles = nn.Linear(WIDTH, len(ROLES))
        self.names = nn.Linear(WIDTH, len(NAMES))
        self.upos = nn.Linear(WIDTH, len(upos))
        self.starts = nn.Linear(WIDTH, 1)
        self.arc_dep = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.eye(ARC) * 0.1)
        self.arc_bias = nn.Linear(ARC, 1)
        self.root = nn.Linear(ARC, 1)
        self.rel_dep = nn.Linear(WIDTH, REL)
        self.rel_head = nn.Linear(WIDTH, REL)
        self.rel = nn.Linear(REL, len(relations))
        self.sentence = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.sentence.weight)
        self.chain = Chain(ROLES)
        self.name_chain = Chain(NAMES)

    def forward(self, ids: Tensor, features: Tensor, first: Tensor, mask: Tensor | None = None) -> Outputs:
        """`ids`, `features` (B, T); `first` (B, W): each word's first piece; `mask` (B, T) true where there is a piece."""
        hidden = self.encoder(ids, features, mask)
        x = torch.gather(hidden, 1, first[:, :, None].expand(-1, -1, WIDTH))
        x = self.dropout(x)
        dep, head = F.gelu(self.arc_dep(x)), F.gelu(self.arc_head(x))
        dep, head = self.dropout(dep), self.dropout(head)
        arcs = (dep @ self.arc) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        root = self.root(dep)
        n = arcs.shape[1]
        eye = (
            torch.eye(n, dtype=arcs.dtype, device=arcs.device)
            if not torch.onnx.is_in_onnx_export()
            else (torch.arange(n)[:, None] == torch.arange(n)[None, :]).to(arcs.dtype)
        )
        arcs = arcs * (1 - eye) + root * eye
        return Outputs(
            self.roles(x), self.names(x), self.upos(x), self.starts(x).squeeze(2), arcs, self.rel_dep(x), self.rel_head(x), hidden
        )

    def relations_of(self, out: Outputs, heads: Tensor) -> Tensor:
        """Label scores (B, W, R) given each word's head (B, W); the word itself is the root's head."""
        head = torch.gather(out.rel_head, 1, heads[:, :, None].expand(-1, -1, REL))
        return self.rel(self.dropout(F.gelu(out.rel_dep + head)))
