import json
import os
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors import safe_open

import corpus as corpora
import train
from augment import limited, log_mels
from conftest import TinyProgram
from curves import draw
from evaluate import average_precision, figures, judged, memory_mb, scores
from export import metadata
from mixing import Plan
from optimizer import orthogonal
from train import Phase, Recipe, Trainer, first_answer, losses
from weights import load_weights, save_weights

CPU = torch.device("cpu")
SHORT = Phase(share=1.0, seconds=1.0, micro=8, whole=0.5, alone=0.5, halves=0.25)


class LoudestKind(torch.nn.Module):
    """A stand-in teacher: tells the four generated sounds apart by where their energy lies, and its map by how loud it is where."""

    def heard(self, wave):
        parts = wave.split(10_240, 1)
        loudness = torch.stack([part.abs().mean(1) for part in parts], 1)
        return self(wave), loudness[:, :, None, None] * torch.linspace(0, 1, 384).expand(4, 384)

    def forward(self, wave):
        power = torch.fft.rfft(wave).abs().square()
        edges = [0, 1000, 5000, 16_000]
        hertz = torch.linspace(0, 16_000, power.shape[1])
        bands = [power[:, (hertz >= low) & (hertz < high)].sum(1) for low, high in zip(edges, edges[1:])]
        logits = torch.full((len(wave), 527), -7.0)
        logits[:, :3] = torch.log(torch.stack(bands, 1) / power.sum(1, keepdim=True) + 1e-3) + 2
        return logits


def trainer(corpus, program, **recipe) -> Trainer:
    return Trainer(program, LoudestKind(), corpus, Recipe(4000, phases=(SHORT,), warmup_steps=5, **recipe), CPU, workers=2)


def loss(figures: dict[str, float]) -> float:
    return 0.2 * figures["bce"] + 0.3 * figures["mse"]


def test_a_smoke_training_lowers_the_loss(corpus, tiny_program):
    run = trainer(corpus, tiny_program)
    train.measure_input_norm(run, windows=32)
    history = [loss(run.step()) for _ in range(60)]
    assert np.mean(history[-10:]) < 0.5 * np.mean(history[:5])


def test_an_exported_program_learns_too(corpus, request):
    path = request.config.getoption("--program")
    if path is None:
        pytest.skip("needs --program: a file of `otolex model export --untrained ZEPTO`")
    run = trainer(corpus, torch.jit.load(path))
    train.measure_input_norm(run, windows=32)
    history = [loss(run.step()) for _ in range(25)]
    assert np.mean(history[-5:]) < 0.7 * np.mean(history[:5])


def test_bfloat16_gives_nearly_the_same_gradients(corpus, tiny_program):
    run = trainer(corpus, tiny_program)
    train.measure_input_norm(run, windows=32)
    run.step()
    plan, target, maps = run.batch(SHORT)
    parts = []
    for bfloat16 in (False, True):
        run.recipe = replace(run.recipe, bfloat16=bfloat16)
        gradient, _ = run.micro(plan, target, maps, SHORT, seed=3)
        parts.append(torch.cat([part.flatten() for part in gradient]))
    assert not torch.equal(*parts)
    assert torch.nn.functional.cosine_similarity(*parts, 0) > 0.99


def test_a_phase_has_its_own_price_on_a_wrong_first_answer(corpus, tiny_program):
    run = trainer(corpus, tiny_program)
    train.measure_input_norm(run, windows=32)
    run.step()
    plan, target, maps = run.batch(SHORT)
    free, dear = (run.micro(plan, target, maps, replace(SHORT, first=price), seed=3)[0] for price in (0.0, 2.0))
    assert any((one - other).abs().max() > 1e-3 for one, other in zip(free, dear))
    again, _ = run.micro(plan, target, maps, replace(SHORT, first=0.0), seed=3)
    assert all(torch.allclose(one, other, atol=1e-5) for one, other in zip(free, again))


def test_a_restored_run_goes_on_where_it_stopped(corpus, tiny_program, tmp_path):
    first = trainer(corpus, tiny_program)
    for _ in range(3):
        first.step()
    train.save(first, tmp_path / "state.pt")
    expected = first.step()
    second = trainer(corpus, tiny_program)
    second.restore(torch.load(tmp_path / "state.pt", weights_only=False))
    assert second.step() == pytest.approx(expected, rel=1e-4)
    assert (second.seen, second.labelled) == (first.seen, first.labelled)


def test_a_piece_of_a_long_clip_keeps_what_the_whole_was_heard_as(corpus, tiny_program):
    run = trainer(corpus, tiny_program)
    clip = int(np.flatnonzero(corpus.lengths() > 40_000)[0])
    plans = Plan.empty(5, 32_000)
    plans.begin[:, 0] = int(corpus.offsets[clip]) + 100
    plans.length[:, 0] = torch.tensor([32_000, 32_000, 16_000, 38_400, 32_000])
    plans.begin[1, 1], plans.length[1, 1] = 0, 32_000
    plans.speed[3, 0] = 1.2
    plans.room[4] = 1
    heard = run.remembered(plans, torch.full((5, 527), -8.0))
    assert heard[0].max() == pytest.approx(run.stored[clip].max().item() - 0.3)
    assert heard[1:].max() == -8, "mixed, not whole, at another speed, in a room"


def test_what_its_author_named_outweighs_the_teacher_and_stays_with_its_short_pieces(corpus_folder, extra_folder, tiny_program, tmp_path):
    named = corpora.load(corpus_folder, tmp_path, [extra_folder])
    clip = len(named.rows) - 1
    stored = torch.sigmoid(train.stored_logits(named))
    assert stored[clip, [7, 9]].tolist() == pytest.approx([train.NAMED] * 2)
    assert stored[clip - 1, [7, 9]].max() < 0.01
    run = trainer(named, tiny_program)
    plans = Plan.empty(2, 48_000)
    plans.begin[:, 0], plans.length[:, 0] = torch.tensor([int(named.offsets[clip - 1]), int(named.offsets[clip])]), 32_000
    heard = run.remembered(plans, torch.full((2, 527), -8.0))
    assert heard[0].max() == -8
    assert torch.sigmoid(heard[1, [7, 9]] + 0.3).tolist() == pytest.approx([train.NAMED] * 2)


def test_each_label_is_used_about_as_often_as_asked(corpus, tiny_program):
    run = trainer(corpus, tiny_program, reuse=4)
    for _ in range(60):
        run.step()
    mixed = 60 * 32 * (1 - SHORT.whole)
    start = 20 * 32
    assert run.labelled - start == pytest.approx(mixed / 4, rel=0.3)


def test_the_whole_network_learns_to_the_end(corpus, tiny_program):
    run = trainer(corpus, tiny_program)
    run.steps, run.seen = 1, run.recipe.windows - 32  # the very first step has a learning rate of zero
    before = {key: value.clone() for key, value in tiny_program.state_dict().items()}
    run.step()
    unchanged = {key for key, value in tiny_program.state_dict().items() if torch.equal(value, before[key])}
    assert unchanged == set(tiny_program.state_dict()) - {name for name, _ in tiny_program.named_parameters()}


def test_phases_follow_each_other():
    recipe = Recipe(100)
    assert [recipe.phase(progress).seconds for progress in (0, 0.5, 0.85, 0.95, 1.0)] == [2.5, 2.5, 10, 10, 10]


def test_the_learning_rate_warms_up_holds_and_decays():
    recipe = Recipe(100)
    rates = [recipe.rate(10, 0), recipe.rate(1000, 0.2), recipe.rate(1000, 0.65), recipe.rate(1000, 1)]
    assert rates == pytest.approx([0.1, 1, 0.5, 0.02])


def test_weights_are_judged_on_the_held_out_clips_or_on_extra_ones_that_they_never_heard(corpus_folder, extra_folder, tmp_path):
    both = corpora.load(corpus_folder, tmp_path, [extra_folder])
    assert judged(both, "held-out").tolist() == both.split("val").tolist()
    assert [both.rows[clip]["name"] for clip in judged(both, "extra")] == ["noise 0", "noise 1"]


def test_losses_vanish_in_gradient_at_the_target():
    target = torch.tensor([[-3.0, 1.0]])
    logits = target.clone().requires_grad_()
    cross_entropy, distance = losses(logits, target)
    (gradient,) = torch.autograd.grad(cross_entropy + distance, logits)
    assert gradient.abs().max() < 1e-6


def test_a_wrong_first_answer_costs_where_the_teacher_is_clear():
    target = torch.tensor([[2.0, 1.0, -6.0], [-3.0, -2.0, -6.0]])
    right, wrong = torch.tensor([[2.5, 1.0, -6.0]] * 2), torch.tensor([[1.0, 2.5, -6.0]] * 2)
    assert first_answer(right, target).shape == (1,)
    assert first_answer(wrong, target).item() == pytest.approx(first_answer(right, target).item() + 1.5)


def test_masked_cells_are_silence_and_digital_silence_is_not_coloured():
    generator = torch.Generator().manual_seed(1)
    logmel = torch.full((64, 1, 100, 224), -100.0)
    changed = log_mels(logmel, torch.full((224,), -7.0), generator)
    assert set(changed.unique().tolist()) == {-100.0, -7.0}


def test_a_codec_cuts_the_upper_bands_of_few_windows():
    logmel = torch.zeros(400, 1, 3, 224)
    changed = limited(logmel, torch.Generator().manual_seed(1))[:, 0, 0]
    assert (changed[:, :120] == 0).all()
    assert (changed[:, 1:] <= changed[:, :-1]).all()
    assert (changed[:, -1] == -100).float().mean() == pytest.approx(0.12, abs=0.05)


def test_a_class_that_the_teacher_hears_counts_more():
    target = torch.tensor([[-9.0, 3.0]])
    _, unheard = losses(target + torch.tensor([[1.0, 0.0]]), target)
    _, heard = losses(target + torch.tensor([[0.0, 1.0]]), target)
    assert heard / unheard > 4


def test_orthogonal_makes_singular_values_alike():
    values = torch.linalg.svdvals(orthogonal(torch.randn(96, 24)))
    assert 0.6 < values.min() and values.max() < 1.3


def test_average_precision_of_a_known_ranking():
    assert average_precision(np.array([True, False, True]), np.array([3.0, 2.0, 1.0])) == pytest.approx((1 + 2 / 3) / 2)


def test_the_teacher_agrees_with_itself(corpus):
    clips = corpus.split("val")
    own = figures(corpus, clips, corpus.probs[clips])
    assert own["top1_agreement"] == 1
    assert own["kl_divergence"] == pytest.approx(0, abs=1e-6)
    assert own["hint_top3"] == own["hint_top3_teacher"]


def test_memory_is_that_of_the_program_and_not_of_pytorch(tiny_program, tmp_path):
    tiny_program.save(str(tmp_path / "tiny.pt"))
    heavy = TinyProgram()
    heavy.register_buffer("ballast", torch.ones(50_000_000))
    torch.jit.script(heavy).save(str(tmp_path / "heavy.pt"))
    light_mb, heavy_mb = (memory_mb(tmp_path / f"{name}.pt") for name in ("tiny", "heavy"))
    assert light_mb < 60
    assert 180 < heavy_mb - light_mb < 480


def test_export_keeps_the_weights_and_says_what_they_are(corpus, tiny_program, tmp_path):
    weights = dict(tiny_program.state_dict()) | {f"stages.{stage}.0.gamma": torch.ones(8 << stage) for stage in range(4)}
    save_weights(weights, metadata(weights, corpus, "tiny", "1", "abc"), tmp_path / "tiny.safetensors")
    with safe_open(tmp_path / "tiny.safetensors", "pt") as file:
        header = file.metadata()
        assert file.get_tensor("pwconv1.weight").dtype == torch.float16
    assert json.loads(header["otolex.widths"]) == [8, 16, 32, 64]
    assert sum(json.loads(header["otolex.supported"])) == 4
    assert len(header["otolex.labels"]) == 64


def test_export_refuses_what_float16_cannot_hold(tmp_path):
    with pytest.raises(ValueError, match="bn0.weight"):
        save_weights({"bn0.weight": torch.tensor([1e6])}, {}, tmp_path / "x.safetensors")


def test_weights_go_round(tiny_program, tmp_path, corpus):
    save_weights(dict(tiny_program.state_dict()), {}, tmp_path / "x.safetensors")
    before = scores(tiny_program, corpus, corpus.split("val"), CPU)
    load_weights(tiny_program, tmp_path / "x.safetensors")
    assert scores(tiny_program, corpus, corpus.split("val"), CPU) == pytest.approx(before, abs=1e-2)


def test_curves_are_drawn(tmp_path):
    entries = [{"seen": 32, "bce": 9.0, "mse": 2.0}, {"seen": 64, "bce": 8.0, "mse": 1.0}, {"seen": 64, "mean_correlation": 0.2}]
    draw(entries, tmp_path / "curves.png")
    assert os.path.getsize(tmp_path / "curves.png") > 1000
