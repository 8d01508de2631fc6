"""A linear-chain CRF whose partition function is a tree of log-matrix products: log2(length) steps in place of length steps."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

_NEVER = -1e4
SOME = -2
"""Label of a word that is inside a span of unknown kind."""


class Chain(nn.Module):
    """Scores of tag sequences: emissions, one transition matrix, scores of the first tag."""

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__()
        n = len(tags)
        self.transitions = nn.Parameter(torch.zeros(n, n))
        self.first = nn.Parameter(torch.zeros(n))
        forbidden = torch.zeros(n, n)
        start = torch.zeros(n)
        for j, tag in enumerate(tags):
            if tag.startswith("I-"):
                start[j] = _NEVER
                for i, before in enumerate(tags):
                    if before == "O" or before[2:] != tag[2:]:
                        forbidden[i, j] = _NEVER
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("forbidden_first", start)

    def matrices(self) -> tuple[Tensor, Tensor]:
        """Transition scores (from, to) and first scores, with what BIO forbids."""
        return self.transitions + self.forbidden, self.first + self.forbidden_first

    def partition(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """Log of the sum over all sequences, (B,). A window may begin inside a span, so any first tag is allowed here."""
        trans = self.transitions + self.forbidden
        b, t, n = emissions.shape
        valid = torch.arange(t, device=lengths.device)[None, :] < lengths[:, None]
        eye = torch.full((n, n), _NEVER, device=emissions.device).fill_diagonal_(0.0)
        m = torch.where(valid[:, 1:, None, None], trans[None, None] + emissions[:, 1:, None, :], eye)
        while m.shape[1] > 1:
            if m.shape[1] % 2:
                m = torch.cat([m, eye.expand(b, 1, n, n)], 1)
            left, right = m[:, 0::2], m[:, 1::2]
            m = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], dim=-2)
        alpha = self.first + emissions[:, 0]
        if m.shape[1] == 1:
            alpha = torch.logsumexp(alpha[:, :, None] + m[:, 0], dim=1)
        return torch.logsumexp(alpha, dim=1)

    def loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log-likelihood of `tags`, (B,). `emissions` (B, T, n) float32; positions from `lengths` on are padding."""
        trans = self.transitions + self.forbidden
        valid = torch.arange(emissions.shape[1], device=lengths.device)[None, :] < lengths[:, None]
        gold = emissions.gather(2, tags[:, :, None]).squeeze(2)
        gold = torch.where(valid, gold, 0.0).sum(1) + self.first[tags[:, 0]]
        pair = trans[tags[:, :-1], tags[:, 1:]]
        gold = gold + torch.where(valid[:, 1:], pair, 0.0).sum(1)
        return self.partition(emissions, lengths) - gold

    def expected(self, emissions: Tensor, draws: Tensor, lengths: Tensor) -> Tensor:
        """The mean of `loss` over sequences drawn from another chain, `draws` (B, T, D), (B,): an estimate of their cross-entropy."""
        trans = self.transitions + self.forbidden
        valid = torch.arange(emissions.shape[1], device=lengths.device)[None, :] < lengths[:, None]
        tags = draws.clamp(min=0)
        single = torch.where(valid, emissions.gather(2, tags).mean(2), 0.0).sum(1) + self.first[tags[:, 0]].mean(1)
        pair = torch.where(valid[:, 1:], trans[tags[:, :-1], tags[:, 1:]].mean(2), 0.0).sum(1)
        return self.partition(emissions, lengths) - single - pair

    def partial(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """As `loss`, but a negative tag is unknown (`SOME`: any but the first): all tags that fit are summed over."""
        allowed = torch.nn.functional.one_hot(tags.clamp(min=0), emissions.shape[2]).bool() | (tags < 0)[:, :, None]
        allowed[:, :, 0] &= tags != SOME
        return self.partition(emissions, lengths) - self.partition(emissions.masked_fill(~allowed, _NEVER), lengths)
