#!/usr/bin/env python3
"""Trains an exported program for a few steps and hands the result back as a checkpoint.

    python train_steps.py PROGRAM.pt CHECKPOINT.safetensors [STEPS]

Shows that `otolex model export --trainable` writes something PyTorch can train: named parameters, gradients in all of
them, batch-norm statistics that move in training and rest in evaluation, drop path in training only. The checkpoint that
it writes can be given to `otolex model import`. Needs torch and safetensors.
"""

import sys

import torch
from safetensors.torch import save_file

program, checkpoint = sys.argv[1:3]
steps = int(sys.argv[3]) if len(sys.argv) > 3 else 5
torch.manual_seed(0)

model = torch.jit.load(program)
log_mel = torch.randn(2, 1, 101, 224) * 15 - 30
targets = (torch.rand(2, 527) < 0.02).float()


def loss():
    logits, embedding = model(log_mel)
    assert logits.shape == (2, 527) and embedding.dim() == 2
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, targets)


model.eval()
state = {name: value.clone() for name, value in model.state_dict().items()}
assert torch.equal(model(log_mel)[0], model(log_mel)[0]), "evaluation is deterministic"
assert all(torch.equal(value, state[name]) for name, value in model.state_dict().items()), "evaluation changes nothing"

model.train()
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
losses = []
for step in range(steps):
    optimizer.zero_grad()
    value = loss()
    value.backward()
    if step == 0:
        without = [name for name, p in model.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
        # with drop path a branch may be silent for one step; the last blocks' gammas start at 1e-6, but not at 0
        assert len(without) <= 8, f"no gradient in {without}"
    optimizer.step()
    losses.append(value.item())
assert losses[-1] < losses[0], losses

trained = model.state_dict()
assert trained["bn0.num_batches_tracked"].item() == state["bn0.num_batches_tracked"].item() + steps
assert not torch.equal(trained["bn0.running_mean"], state["bn0.running_mean"])
still = [name for name, p in model.named_parameters() if torch.equal(p, state[name])]
assert not still, f"these did not move: {still}"

save_file({name: value.contiguous() for name, value in trained.items()}, checkpoint, metadata={"otolex.name": "trained"})
print("loss " + " -> ".join(f"{value:.4f}" for value in losses))
