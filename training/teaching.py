"""Trains the teacher on statements and names, and has it label every news article for the small network.

What it gives is not its best tags but tag sequences drawn from its distribution (`labels`): where it is unsure they differ, and the small
network learns how unsure it is (sequence-level distillation; Kim & Rush 2016; for chains Wang et al. 2020).
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from rashomon.annotating.encoder import Decoder, Encoder, Floats, shipped
from rashomon.annotating.features import FEATURES
from rashomon.annotating.pieces import Pieces, Window, Words
from training.batches import Batch, collate, one_pass
from training.labels import drawn, write
from training.prepare import Prepared
from training.schedule import Plan, partial_names, rate, save
from training.teacher import Teacher, base_weights

MIX = {"ewt": 0.15, "GUM": 0.5, "wikigold": 1.0, "re3d": 2.0}
"""How often a pass sees a document, by the first part of its name; PolNeAR's once, articles without labels never."""
NAMES_WEIGH = 0.4
GOLD = Path("evaluation/gold")


def losses(model: Teacher, batch: Batch) -> dict[str, Tensor]:
    """Statements and names, each a mean over the words that have a label."""
    with torch.autocast(batch.ids.device.type, dtype=torch.bfloat16):
        scores = dict(zip(("roles", "names"), model(batch.ids, batch.feats, batch.first, batch.mask), strict=True))
    found = {}
    for task, chain in (("roles", model.chain), ("names", model.name_chain)):
        rows = batch.rows[task]
        if len(rows):
            loss = chain.partial(scores[task][rows].float(), batch.labels[task][rows], batch.lengths[rows])
            found[task] = loss.sum() / batch.lengths[rows].sum()
    return found


def teach(prepared: Prepared, plan: Plan) -> None:
    """Trains to `plan.work / "teacher.pt"`, and begins again where that file stops."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(min(2, len(os.sched_getaffinity(0))))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pieces = Pieces(prepared.tokenizer)
    model = Teacher()
    model.load_base(base_weights(plan.work))
    model.to(device).train()
    proper = prepared.upos.index("PROPN")
    documents = [(d, MIX.get(d.name.split("-")[0].split("_")[0], 1.0)) for d, _ in prepared.documents if not d.source]
    for d, _ in documents:
        d.names = d.names if d.names is not None else partial_names(d, proper)
    encoder = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("layers.")]
    heads = [p for n, p in model.named_parameters() if n.startswith(("roles.", "names.", "features."))]
    chains = [*model.chain.parameters(), *model.name_chain.parameters()]
    groups = [
        {"params": p, "base": r, "weight_decay": w}
        for p, r, w in ((encoder, plan.encoder_rate, 0.01), (heads, plan.head_rate, 0.0), (chains, 10 * plan.head_rate, 0.0))
    ]
    optimiser = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), fused=True)
    path, step, progress = plan.work / "teacher.pt", 0, 0.0
    if path.exists():
        state = torch.load(path, weights_only=True, map_location=device)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step, progress = state["step"], state["progress"]
    began, began_at, passes, counted = time.time(), progress, 0, 0
    with (plan.work / "teacher.jsonl").open("a", encoding="utf8") as log:
        while progress < 1:
            batches = one_pass(documents, pieces, plan.seed * 1000 + passes, prepared.people)
            passes += 1
            for items in batches[max(0, step - counted) :]:
                if progress >= 1:
                    break
                found = losses(model, collate(items).to(device))
                loss = found.get("roles", 0.0) + NAMES_WEIGH * found.get("names", 0.0)
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                progress = (
                    step / plan.steps if plan.minutes is None else began_at + (1 - began_at) * (time.time() - began) / (60 * plan.minutes)
                )
                torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
                for group in optimiser.param_groups:
                    group["lr"] = group["base"] * rate(progress, plan)
                optimiser.step()
                step += 1
                line = {"step": step, "pass": passes, "at": round(time.time() - began, 1)}
                log.write(json.dumps({**line, **{k: round(float(v.detach()), 4) for k, v in found.items()}}) + "\n")
                log.flush()
                if step % plan.save_every == 0 or progress >= 1:
                    save(path, {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "progress": progress})
            counted += len(batches)


class Taught(Encoder):
    """The teacher as an encoder: scores of roles and names by its own network, the rest empty. Windows overlap by 32 pieces."""

    def __init__(self, work: Path, tokenizer: Path) -> None:
        super().__init__(tokenizer.parent)
        self.model = Teacher().eval()
        self.model.load_state_dict(torch.load(work / "teacher.pt", weights_only=True, map_location="cpu")["model"])
        self.config = {**shipped().config, "window": 256, "overlap": 32}

    def _run(self, window: Window, marks: npt.NDArray[np.int64]) -> dict[str, Floats]:
        feats = np.full(len(window.ids), FEATURES, np.int64)
        inside = window.slots >= 0
        feats[inside] = marks[window.first + window.slots[inside]]
        ids, features, first = (torch.from_numpy(x)[None] for x in (window.ids, feats, window.heads))
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            roles, names = self.model(ids, features, first, torch.ones_like(ids, dtype=torch.bool))
        n = len(window.heads)
        none = np.zeros((n, 1), np.float32)
        return {
            "roles": roles[0].float().numpy(), "names": names[0].float().numpy(), "arcs": np.zeros((n, n), np.float32), "upos": none,
            "starts": none, "rel_dep": none, "rel_head": none, "vectors": none,
        }  # fmt: skip


class Beside(Taught):
    """The teacher's roles and names with the shipped network's syntax and vectors, to be scored as a whole."""

    def _run(self, window: Window, marks: npt.NDArray[np.int64]) -> dict[str, Floats]:
        mine = super()._run(window, marks)
        return {**shipped()._run(window, marks), "roles": mine["roles"], "names": mine["names"]}

    @cached_property
    def decoder(self) -> Decoder:
        """The shipped matrices with the teacher's chains."""
        roles, names = self.model.chain.matrices(), self.model.name_chain.matrices()
        matrices = (m.detach().numpy() for m in (*roles, *names))
        return replace(
            shipped().decoder, **dict(zip(("role_transitions", "role_first", "name_transitions", "name_first"), matrices, strict=True))
        )


def _label(rank: int, world: int, work: Path, prepared: Prepared) -> None:
    torch.set_num_threads(1)
    encoder = Taught(work, prepared.tokenizer)
    found = {}
    kept_out = scored_articles()
    for number in range(rank, len(prepared.documents), world):
        doc = prepared.documents[number][0]
        if doc.source in kept_out or (doc.roles is None and not doc.source):
            continue
        parts = list(encoder.encode(Words(doc.words, list(range(len(doc.words))), doc.spaced, doc.breaks)))
        for task, chain in (("roles", encoder.model.chain), ("names", encoder.model.name_chain)):
            scores = np.concatenate([getattr(p, task) for p in parts])
            found[f"{task}-{number}"] = drawn(scores, *(m.detach().numpy() for m in chain.matrices()), seed=number)
    np.savez(work / f"drawn-{rank}.npz", **found)


def label(work: Path, prepared: Prepared, processes: int) -> None:
    """Draws tag sequences of every news article from the teacher's distribution and writes them to `labels.PATH`. Articles whose statements
    were annotated here for scoring are left out."""
    torch.multiprocessing.spawn(_label, args=(processes, work, prepared), nprocs=processes)
    found: dict[str, Any] = {}
    for rank in range(processes):
        with np.load(work / f"drawn-{rank}.npz") as file:
            found.update({name: file[name] for name in file.files})
    write([d for d, _ in prepared.documents], found)


def scored_articles(gold: Path = GOLD) -> frozenset[str]:
    """The sha256 of each article's text whose statements are scored."""
    return frozenset(
        entry["sha256"] for file in ("other-domains.json", "sourcing.json") for entry in json.loads((gold / file).read_text())["articles"]
    )
