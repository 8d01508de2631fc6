"""The training loop: all tasks at once, bf16 where the processor has it, resumable after a kill."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor

from rashomon.annotating.pieces import Pieces
from training.batches import Batch, collate, one_pass
from training.corpora import IGNORE
from training.labels import taught
from training.model import WIDTH, Annotator
from training.prepare import Prepared, prepare
from training.schedule import Plan, partial_names, rate, save

WEIGHTS = {
    "roles": 0.5, "names": 0.7, "upos": 0.5, "arcs": 0.7, "relations": 0.4, "starts": 0.3, "sentence": 0.5,
    "taught_roles": 1.0, "taught_names": 0.5,
}  # fmt: skip


def losses(model: Annotator, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    """One loss a task, each a mean over what the batch has of it. `vectors` are those that sentences should have."""
    device = batch.ids.device
    with torch.autocast(device.type, dtype=torch.bfloat16):
        out = model(batch.ids, batch.feats, batch.first, batch.mask)
    found: dict[str, Tensor] = {}
    for task, emissions, chain in (
        ("roles", out.roles, model.chain),
        ("names", out.names, model.name_chain),
        ("taught_roles", out.roles, model.chain),
        ("taught_names", out.names, model.name_chain),
    ):
        rows = batch.rows[task]
        if len(rows):
            by = chain.expected if task.startswith("taught") else chain.partial
            loss = by(emissions[rows].float(), batch.labels[task][rows], batch.lengths[rows])
            found[task] = loss.sum() / batch.lengths[rows].sum()
    rows = batch.rows["upos"]
    if len(rows):
        found["upos"] = F.cross_entropy(out.upos[rows].float().flatten(0, 1), batch.labels["upos"][rows].flatten(), ignore_index=IGNORE)
        w = out.arcs.shape[1]
        beyond = torch.arange(w, device=device)[None, :] >= batch.lengths[rows][:, None]
        arcs = out.arcs[rows].float().masked_fill(beyond[:, None, :], -1e4)
        heads = batch.labels["heads"][rows]
        found["arcs"] = F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORE)
        some = type(out)(
            *(None if k not in ("rel_dep", "rel_head") else getattr(out, k)[rows] for k in out.__dataclass_fields__ if k != "extra")
        )
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = model.relations_of(some, heads.clamp(min=0))
        labels = torch.where(heads == IGNORE, IGNORE, batch.labels["relations"][rows])
        found["relations"] = F.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORE)
    keep = batch.starts.flatten() != IGNORE
    if keep.any():
        found["starts"] = F.binary_cross_entropy_with_logits(out.starts.float().flatten()[keep], batch.starts.flatten()[keep].float())
    if len(batch.vectors) > 1:
        flat = batch.sentence.flatten()
        chosen = flat >= 0
        total = torch.zeros(len(batch.vectors), WIDTH, device=device).index_add(0, flat[chosen], out.hidden.float().flatten(0, 1)[chosen])
        mine = F.normalize(model.sentence(total), dim=1)
        right = vectors[batch.vectors].float()
        found["sentence"] = 2 * (1 - (mine * right).sum(1)).mean() + 5 * F.mse_loss(mine @ mine.T, right @ right.T)
    return found


MIX = {"ewt": 0.5, "GUM": 0.6, "wikigold": 1.2, "re3d": 2.0, "giveme5w1h": 0.8, "basil": 0.8, "wikinews": 0.8}
"""How often a pass sees a document, by the first part of its name; others once."""


def _groups(model: Annotator, plan: Plan) -> list[dict[str, Any]]:
    chains, encoder, heads, plain = [], [], [], []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith(("chain.", "name_chain.")):
            chains.append(p)
        elif name.startswith("encoder.") and "features" not in name:
            (encoder if p.dim() > 1 else plain).append(p)
        else:
            heads.append(p)
    return [
        {"params": encoder, "base": plan.encoder_rate, "weight_decay": 0.01},
        {"params": plain, "base": plan.encoder_rate, "weight_decay": 0.0},
        {"params": heads, "base": plan.head_rate, "weight_decay": 0.0},
        {"params": chains, "base": 10 * plan.head_rate, "weight_decay": 0.0},
    ]


def together(model: Annotator, world: int, progress: float) -> float:
    """Averages the gradients of all processes, and gives the mean of `progress`, so that all go on with one learning rate."""
    params = [p for p in model.parameters() if p.requires_grad]
    flat = torch.cat([torch.tensor([progress]), *((p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in params)])
    dist.all_reduce(flat)
    flat /= world
    at = 1
    for p in params:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()
    return float(flat[0])


def share(items: list[Any], rank: int, world: int) -> list[Any]:
    """One process's part of a batch: every `world`-th window, so that lengths are alike."""
    return items[rank::world] or items[:1]


def train(prepared: Prepared, plan: Plan, rank: int = 0, world: int = 1) -> Path:
    """Trains to `plan.work / "last.pt"`; begins again where that file stops. `log.jsonl` gets a line every 20 steps.

    With `world` processes each takes its part of every batch on one thread: on a shared machine that is three times as fast as threads,
    which wait for one another at every operation.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1 if world > 1 else min(2, len(os.sched_getaffinity(0))))
    device = torch.device("cuda" if world == 1 and torch.cuda.is_available() else "cpu")
    if world > 1:
        dist.init_process_group("gloo", init_method=f"file://{(plan.work / 'meeting').resolve()}", rank=rank, world_size=world)
    pieces = Pieces(prepared.tokenizer)
    model = Annotator(pieces.size, prepared.upos, prepared.relations)
    model.encoder.load_base(prepared.base)
    model.to(device).train()
    torch.manual_seed(plan.seed + rank)
    optimiser = torch.optim.AdamW(_groups(model, plan), lr=0.0, betas=(0.9, 0.98), fused=True)
    trained = [n for n, p in model.named_parameters() if p.requires_grad]
    mean: dict[str, Tensor] = {}
    path, step, progress = plan.work / "last.pt", 0, 0.0
    proper = prepared.upos.index("PROPN")
    documents = [(d, MIX.get(d.name.split("-")[0].split("_")[0], often)) for d, often in prepared.documents]
    taught([d for d, _ in documents])
    for d, _ in documents:
        d.names = d.names if d.names is not None or d.taught_names is not None else partial_names(d, proper)
    if path.exists():
        state = torch.load(path, weights_only=True, map_location=device)
        model.load_state_dict(state["model"])
        if len(state["optimiser"]["param_groups"]) == len(optimiser.param_groups):
            optimiser.load_state_dict(state["optimiser"])
        mean, step, progress = state["mean"], state["step"], state["progress"]
        torch.manual_seed(plan.seed + rank + 1000 * step)
    vectors = prepared.vectors.to(device)
    log = (plan.work / "log.jsonl").open("a", encoding="utf8")
    totals: dict[str, list[float]] = {}
    since, passes, counted = time.time(), 0, 0
    params = dict(model.named_parameters())
    began, began_at = time.time(), progress
    while progress < 1:
        batches = one_pass(documents, pieces, plan.seed * 1000 + passes, prepared.people)
        passes += 1
        if counted + len(batches) <= step:
            counted += len(batches)
            continue
        for items in batches[step - counted :]:
            if progress >= 1:
                break
            found = losses(model, collate(share(items, rank, world)).to(device), vectors)
            loss = sum((WEIGHTS[k] * v for k, v in found.items()), 0.0 * model.sentence.weight.sum())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            if plan.minutes is None:
                progress = step / plan.steps
            else:
                progress = began_at + (1 - began_at) * (time.time() - began) / (60 * plan.minutes)
            if world > 1:
                progress = together(model, world, progress)
            factor = rate(progress, plan)
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * factor
            optimiser.step()
            step += 1
            if plan.minutes is None:
                progress = step / plan.steps
            with torch.no_grad():
                if not mean:
                    mean = {n: params[n].detach().clone() for n in trained}
                decay = min(plan.average, (1 + step) / (10 + step))
                for n in trained:
                    mean[n].lerp_(params[n], 1 - decay)
            for k, v in found.items():
                totals.setdefault(k, []).append(float(v.detach()))
            if step % 20 == 0 and rank == 0:
                line = {
                    "step": step,
                    "pass": passes,
                    "seconds": round(time.time() - since, 1),
                    **{k: round(float(np.mean(v)), 4) for k, v in totals.items()},
                }
                log.write(json.dumps(line) + "\n")
                log.flush()
                totals.clear()
                since = time.time()
            if rank == 0 and (step % plan.save_every == 0 or progress >= 1):
                state = {"model": model.state_dict(), "mean": mean, "optimiser": optimiser.state_dict()}
                save(path, {**state, "step": step, "progress": progress})
        counted += len(batches)
    return path


def _one(rank: int, plan: Plan, corpora: Path, world: int) -> None:
    train(prepare(corpora, plan.work), plan, rank, world)


def run(plan: Plan, corpora: Path, processes: int) -> None:
    """Trains in so many processes of one thread each; one process alone uses two threads, or the graphics processor where there is one."""
    if processes == 1 or torch.cuda.is_available():
        _one(0, plan, corpora, 1)
        return
    (plan.work / "meeting").unlink(missing_ok=True)
    torch.multiprocessing.spawn(_one, args=(plan, corpora, processes), nprocs=processes, daemon=True)
