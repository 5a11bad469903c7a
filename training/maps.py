"""Matches the student's last map with the teacher's, place by place: where in time and in pitch is what heard.

One label for a whole window can be learned by heart, 384 numbers for each of its places cannot (FitNets, arXiv 1412.6550).
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CHANNELS, BANDS = 384, 4
"""Of the teacher's map."""

FRAMES = 32
"""Frames of the log-mel, of both networks, to one place of their last maps."""

FURTHEST = 8.0
"""Standard deviations at which the teacher's features are cut off: they are rectified, and some are rarely there."""


class Maps(nn.Module):
    """A linear reading of the student's map [N, T, F, C], whose distance to the teacher's is a price.

    The teacher's features count in units of their own spread, as the first maps that are seen have it.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.reading = nn.Linear(channels, CHANNELS)
        self.register_buffer("centre", torch.zeros(CHANNELS))
        self.register_buffer("spread", torch.zeros(CHANNELS))

    @torch.no_grad()
    def in_spreads(self, teacher: Tensor) -> Tensor:
        """The teacher's maps [N, T, 4, 384] as the distance takes them; the first call settles the scale."""
        if not self.spread.any():
            self.centre.copy_(teacher.mean((0, 1, 2)))
            self.spread.copy_(teacher.std((0, 1, 2)) + 1e-3)
        return ((teacher - self.centre) / self.spread).clamp(-FURTHEST, FURTHEST)

    def distance(self, student: Tensor, teacher: Tensor, places: Tensor) -> Tensor:
        """Mean squares [N], of the first `places` [N] of each window; 0 where there are none.

        A map that is one place longer or shorter ends in the padding of one of the two; one on another grid is averaged.
        """
        near = abs(student.shape[1] - teacher.shape[1]) <= 1
        length = min(student.shape[1], teacher.shape[1]) if near else teacher.shape[1]
        part = student[:, :length] if near else student
        banded = F.adaptive_avg_pool2d(part.permute(0, 3, 1, 2), (length, BANDS)).permute(0, 2, 3, 1)
        read = self.reading(F.layer_norm(banded, banded.shape[-1:]))
        known = torch.arange(length, device=student.device)[None] < places[:, None]
        squares = (read - teacher[:, :length].float()).square().mean((2, 3))
        return (squares * known).sum(1) / teacher.shape[1]
