"""From a checkpoint to what ships: an int8 ONNX file, its decoding matrices, the vocabulary and a config."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from rashomon.annotating.pieces import Pieces
from training.lemmas import lemma_exceptions
from training.model import NAMES, PIECES, ROLES, Annotator
from training.prepare import Prepared

VERSION = "1.1.0"
OVERLAP = 64


class Exported(nn.Module):
    """The network with outputs as a tuple, for one window."""

    def __init__(self, model: Annotator) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, features: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """One pass."""
        o = self.model(ids, features, first)
        return o.roles, o.names, o.upos, o.starts, o.arcs, o.rel_dep, o.rel_head, self.model.sentence(o.hidden)


OUTPUTS = ("roles", "names", "upos", "starts", "arcs", "rel_dep", "rel_head", "vectors")


def loaded(prepared: Prepared, checkpoint: Path, *, averaged: bool = True) -> Annotator:
    """The model of a checkpoint, with averaged weights unless told."""
    model = Annotator(Pieces(prepared.tokenizer).size, prepared.upos, prepared.relations)
    state = torch.load(checkpoint, weights_only=True)
    weights = dict(state["model"])
    if averaged:
        weights.update(state["mean"])
    model.load_state_dict(weights)
    return model.eval()


def graph(model: Annotator, path: Path) -> None:
    """Writes the float32 graph."""
    model.encoder.positions = nn.Embedding.from_pretrained(model.encoder.positions.weight[:PIECES].clone())
    axes = {"ids": {1: "pieces"}, "features": {1: "pieces"}, "first": {1: "words"}, "vectors": {1: "pieces"}}
    axes |= {o: {1: "words"} for o in OUTPUTS[:-1]}
    axes["arcs"] = {1: "words", 2: "words"}
    example = (torch.arange(1, 13)[None], torch.arange(12)[None], torch.tensor([[1, 3, 4, 7]]))
    torch.onnx.export(
        Exported(model), example, str(path), input_names=["ids", "features", "first"], output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantised(source: Path, target: Path) -> None:
    """Fuses what ONNX Runtime can fuse and stores the weights as 8-bit integers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.optimizer import optimize_model

    fused = source.with_name("fused.onnx")
    optimize_model(str(source), model_type="bert", num_heads=12, hidden_size=384, opt_level=0, use_gpu=False).save_model_to_file(str(fused))
    quantize_dynamic(
        str(fused), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, extra_options={"DefaultTensorType": 1}
    )


def export(prepared: Prepared, checkpoint: Path, out: Path, corpora: Path) -> None:
    """Fills the folder `out`: encoder.onnx, decoder.npz, lemmas.txt, tokenizer.json, config.json."""
    out.mkdir(parents=True, exist_ok=True)
    model = loaded(prepared, checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        graph(model, plain)
        quantised(plain, Path(folder) / "encoder.onnx")
        shutil.move(Path(folder) / "encoder.onnx", out / "encoder.onnx")
    role_transitions, role_first = (m.detach().numpy() for m in model.chain.matrices())
    name_transitions, name_first = (m.detach().numpy() for m in model.name_chain.matrices())
    np.savez_compressed(
        out / "decoder.npz",
        role_transitions=role_transitions, role_first=role_first, name_transitions=name_transitions, name_first=name_first,
        relation=model.rel.weight.detach().numpy(), relation_bias=model.rel.bias.detach().numpy(),
    )  # fmt: skip
    shutil.copyfile(prepared.tokenizer, out / "tokenizer.json")
    config = {
        "name": "rashomon-encoder", "version": VERSION, "base": "all-MiniLM-L6-v2", "window": PIECES, "overlap": OVERLAP,
        "roles": ROLES, "names": NAMES, "upos": prepared.upos, "relations": prepared.relations,
    }  # fmt: skip
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")
    (out / "lemmas.txt").write_text(lemma_exceptions(corpora), encoding="utf8")
