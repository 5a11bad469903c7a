"""The emitted program on a CUDA device, beside the same network in PyTorch.

    java -jar service/target/otolex.jar model export --precision float32 otolex-float32.pt
    java -jar service/target/otolex.jar model export --precision bfloat16 otolex-bfloat16.pt
    python gpu.py otolex.safetensors otolex-float32.pt otolex-bfloat16.pt

Checks parity first (float32 without TF32 to 1e-4 in score; bfloat16 is printed), then finds the batch size with the most
windows a second, and prints these beside eager PyTorch and torch.compile in bfloat16, and as a share of the rate at which
this device multiplies matrices. Without a CUDA device it says so and ends with 2.
"""

import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peer"))
import network  # noqa: E402

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)


def seconds(work, repeats=10):
    """The best of three rounds."""
    for _ in range(3):
        work()
    best = float("inf")
    for _ in range(3):
        start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        start.record()
        for _ in range(repeats):
            work()
        end.record()
        torch.cuda.synchronize()
        best = min(best, start.elapsed_time(end) / 1000 / repeats)
    return best


def fastest(score, clips):
    """(windows a second, batch size)."""
    found = []
    for batch in BATCHES:
        try:
            found.append((batch / seconds(lambda: score(clips[:batch])), batch))
        except torch.cuda.OutOfMemoryError:
            break
    return max(found)


def product_rate(dtype):
    """Multiply-adds a second of one large matrix product."""
    size = 8192
    a, b = (torch.randn(size, size, device="cuda", dtype=dtype) for _ in range(2))
    return size**3 / seconds(lambda: a @ b)


def network_macs(model):
    """Multiply-adds of one window, counted by the layers that ran."""
    total = 0

    def count(layer, inputs, output):
        nonlocal total
        rows = output.numel() // (output.shape[1] if isinstance(layer, torch.nn.Conv2d) else output.shape[-1])
        total += rows * layer.weight.numel()

    hooks = [m.register_forward_hook(count) for m in model.modules() if isinstance(m, (torch.nn.Conv2d, torch.nn.Linear))]
    model(torch.zeros(1, 1, 1001, 224, device="cuda"))
    for hook in hooks:
        hook.remove()
    return total


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkpoint")
    options.add_argument("float32")
    options.add_argument("bfloat16")
    given = options.parse_args()
    if not torch.cuda.is_available():
        print("there is no CUDA device here: nothing was measured")
        raise SystemExit(2)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    print(f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}")
    clips = torch.randn(max(BATCHES), 1, 1001, 224, device="cuda") * 10 - 50
    with torch.inference_mode():
        measure(given, clips)


def measure(given, clips):
    eager = network.load(given.checkpoint).cuda()
    programs = {name: torch.jit.load(getattr(given, name), map_location="cuda") for name in ("float32", "bfloat16")}
    truth = torch.sigmoid(network.load(given.checkpoint).double()(clips[:8].double().cpu()))
    for name, tolerance in (("float32", 1e-4), ("bfloat16", 0.05)):
        worst = (torch.sigmoid(programs[name](clips[:8])[0]).double().cpu() - truth).abs().max().item()
        print(f"parity in {name}: {worst:.2e} in score")
        assert worst <= tolerance, f"{name} is off by {worst}, at most {tolerance} is allowed"
    macs, halves = network_macs(eager), network.load(given.checkpoint).cuda().bfloat16()
    compiled = torch.compile(halves)
    rows = {
        "program, float32": (programs["float32"], torch.float32),
        "program, bfloat16": (programs["bfloat16"], torch.bfloat16),
        "PyTorch eager, bfloat16": (lambda x: halves(x.bfloat16()), torch.bfloat16),
        "torch.compile, bfloat16": (lambda x: compiled(x.bfloat16()), torch.bfloat16),
    }
    print("\n| | windows/s | best batch | of the matrix products' rate |\n|---|---|---|---|")
    speed = {}
    for name, (score, dtype) in rows.items():
        speed[name], batch = fastest(score, clips)
        print(f"| {name} | {speed[name]:.0f} | {batch} | {speed[name] * macs / product_rate(dtype):.2f} |", flush=True)
    ours = speed["program, bfloat16"]
    print(f"\nprogram / eager {ours / speed['PyTorch eager, bfloat16']:.2f}, program / compiled {ours / speed['torch.compile, bfloat16']:.2f}")


if __name__ == "__main__":
    main()
