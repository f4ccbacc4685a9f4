"""The tagger: MiniLM over word pieces and their features, with a linear-chain CRF over BIO tags."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from onrecord.read.tokens import BREAKS, CASES, STATES


class Tagger(nn.Module):
    """Scores `[batch, length, labels]` for ids and mask `[batch, length]` and features `[batch, length, 3]`."""

    def __init__(self, base: Path | str, n_labels: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, add_pooling_layer=False
        )
        width = self.encoder.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in (CASES, STATES, BREAKS))
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(width, n_labels)

    def forward(self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        x = self.encoder.embeddings.word_embeddings(ids)
        for i, table in enumerate(self.features):
            x = x + table(features[..., i])
        hidden = self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state
        return self.head(self.dropout(hidden))


class Crf(nn.Module):
    """Linear-chain CRF: start, end and transition scores; transitions that BIO forbids are fixed at -1e4."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        n = len(labels)
        self.start = nn.Parameter(torch.zeros(n))
        self.end = nn.Parameter(torch.zeros(n))
        self.step = nn.Parameter(torch.zeros(n, n))
        forbidden = torch.zeros(n, n)
        for i, a in enumerate(labels):
            for j, b in enumerate(labels):
                if b.startswith("I-") and a[2:] != b[2:]:
                    forbidden[i, j] = -1e4
        self.register_buffer("forbidden", forbidden)

    def steps(self) -> torch.Tensor:
        return self.step + self.forbidden

    def loss(self, scores: torch.Tensor, gold: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Mean negative log-likelihood a sequence; `mask` is true on a prefix of each row."""
        scores = scores.float()
        steps = self.steps()
        alpha = self.start + scores[:, 0]
        for t in range(1, scores.shape[1]):
            nxt = torch.logsumexp(alpha.unsqueeze(2) + steps, dim=1) + scores[:, t]
            alpha = torch.where(mask[:, t : t + 1], nxt, alpha)
        log_z = torch.logsumexp(alpha + self.end, dim=1)
        m = mask.float()
        picked = (scores.gather(2, gold.unsqueeze(2)).squeeze(2) * m).sum(1)
        moved = (steps[gold[:, :-1], gold[:, 1:]] * m[:, 1:]).sum(1)
        last = gold.gather(1, (mask.sum(1, keepdim=True) - 1)).squeeze(1)
        return (log_z - picked - moved - self.start[gold[:, 0]] - self.end[last]).mean()
