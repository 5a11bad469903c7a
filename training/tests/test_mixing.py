import numpy as np
import pytest
import torch

from frontend import WINDOW, product_windows
from mixing import IN_ROOMS, SLIGHTLY, Mixer, Plan, render
from rooms import with_rooms


def ramp(samples: int) -> torch.Tensor:
    return torch.arange(1, samples + 1, dtype=torch.int16)


def one_voice(content: int, **fields) -> Plan:
    plan = Plan.empty(1, content)
    for name, value in fields.items():
        getattr(plan, name)[0, 0] = value
    return plan


def values(plan: Plan, samples: int) -> list[float]:
    wave = render(ramp(1000), plan, samples, torch.Generator())
    return (wave[0] * 32_767).round(decimals=2).tolist()


def test_a_piece_starts_at_its_place_and_silence_follows():
    assert values(one_voice(8, begin=10, length=4, place=2), 8) == [0, 0, 11, 12, 13, 0, 0, 0]


def test_a_loop_fills_the_content_and_no_more():
    assert values(one_voice(6, begin=0, length=4, loops=True), 8) == [1, 2, 3, 1, 2, 3, 0, 0]


def test_half_speed_interpolates():
    assert values(one_voice(6, begin=0, length=4, speed=0.5), 6) == [1, 1.5, 2, 2.5, 3, 3.5]


def test_mixtures_are_scaled_into_range():
    plan = one_voice(8, begin=0, length=9, gain=1e6)
    assert render(ramp(1000), plan, 8, torch.Generator()).abs().max() == 1


def test_a_room_is_around_all_voices_and_ends_with_them():
    plan = one_voice(600, begin=0, length=600)
    noise = torch.from_numpy(np.random.default_rng(1).integers(-9_000, 9_000, 700).astype(np.int16))
    dry = render(noise, plan, 1_000, torch.Generator())
    plan.room[0] = 3
    wet = render(noise, plan, 1_000, torch.Generator())
    assert torch.equal(wet, with_rooms(dry, plan.room, plan.content))
    assert not torch.equal(wet, dry) and not wet[:, 600:].any()


def test_a_share_of_the_mixtures_stands_in_rooms_of_their_own(corpus):
    rooms = Mixer(corpus, seed=2).mixtures(400, 32_000, alone=0.5).room
    inside = rooms[rooms > 0]
    assert len(inside) / 400 == pytest.approx(IN_ROOMS, abs=0.06)
    assert len(inside.unique()) == len(inside)


def test_the_same_seed_draws_the_same_plans(corpus):
    first, second = (Mixer(corpus, seed=5).mixtures(16, 32_000, alone=0.3) for _ in range(2))
    assert all(torch.equal(vars(first)[name], vars(second)[name]) for name in vars(first))


def test_held_out_clips_are_never_drawn(corpus):
    mixer = Mixer(corpus, seed=1)
    plan = Plan.join([mixer.mixtures(200, 32_000, alone=0.3), mixer.whole_clips(200, 80_000)[0]])
    begins = plan.begin[plan.length > 0].numpy()
    drawn = np.searchsorted(corpus.offsets, begins, side="right") - 1
    assert not set(drawn) & set(corpus.split("val"))
    assert set(drawn) == set(corpus.split("train"))


def test_in_the_products_window_a_clip_is_heard_as_the_product_hears_it(corpus):
    mixer = Mixer(corpus, seed=3)
    plan, clips = mixer.whole_clips(40, WINDOW)
    as_recorded = np.flatnonzero(plan.speed[:, 0].numpy() == 1)
    waves = render(torch.from_numpy(np.array(corpus.pcm)), plan, WINDOW, torch.Generator())
    assert len(as_recorded) > 20
    for row in as_recorded:
        # A piece that loops ends one sample before its clip does.
        heard = product_windows(corpus.clip(clips[row])[:-1])[0]
        assert np.allclose(waves[row].numpy(), heard, atol=1e-4)


def test_pieces_stay_inside_their_clip(corpus):
    plan = Mixer(corpus, seed=2).mixtures(200, 16_000, alone=0.3)
    used = plan.length > 0
    ends = (plan.begin + plan.length)[used].numpy()
    clips = np.searchsorted(corpus.offsets, plan.begin[used].numpy(), side="right") - 1
    assert (ends <= corpus.offsets[clips + 1]).all()


def test_a_rare_class_is_drawn_more_often_than_its_share(corpus):
    from dataclasses import replace

    from mixing import balance

    probs = np.full_like(corpus.probs, 0.001)
    probs[:, 0] = 0.9
    probs[1, 0], probs[1, 7] = 0.001, 0.9
    chance = balance(replace(corpus, probs=probs, hints=[[]] * len(corpus.rows)), corpus.split("train"))
    assert chance[0] > 2 / len(chance)


def test_speeds_are_between_six_tenths_and_one_and_two_thirds_and_often_that_of_the_recording(corpus):
    mixer = Mixer(corpus, 5)
    speeds = np.array([mixer.speed() for _ in range(2000)])
    assert 0.6 < speeds.min() < 0.65 and 1.55 < speeds.max() < 1.66
    assert 0.3 < (speeds == 1).mean() < 0.4
    assert 0.25 < (np.abs(speeds - 1) > SLIGHTLY).mean() < 0.33
