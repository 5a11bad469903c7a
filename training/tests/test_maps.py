import pytest
import torch

import train
from augment import waves
from maps import Maps


def test_what_a_linear_reading_tells_is_no_distance_once_it_is_learned():
    torch.manual_seed(1)
    maps, student, truth = Maps(16), torch.randn(64, 8, 7, 16), torch.nn.Linear(16, 384)
    with torch.no_grad():
        banded = torch.nn.functional.adaptive_avg_pool2d(student.permute(0, 3, 1, 2), (8, 4)).permute(0, 2, 3, 1)
        teacher = maps.in_spreads(truth(torch.nn.functional.layer_norm(banded, (16,))))
    places = torch.full((64,), 8)
    before = maps.distance(student, teacher, places).mean().item()
    optimizer = torch.optim.Adam(maps.parameters(), lr=0.02)
    for _ in range(300):
        optimizer.zero_grad()
        maps.distance(student, teacher, places).mean().backward()
        optimizer.step()
    assert before > 0.9
    assert maps.distance(student, teacher, places).mean().item() < 0.02


def test_only_the_places_that_are_known_count():
    torch.manual_seed(1)
    maps, student, teacher = Maps(16), torch.randn(3, 8, 7, 16), torch.randn(3, 8, 4, 384)
    known = maps.distance(student, teacher, torch.tensor([8, 4, 0]))
    elsewhere = teacher.clone()
    elsewhere[1, 4:] += 5
    elsewhere[2] += 5
    assert torch.equal(maps.distance(student, elsewhere, torch.tensor([8, 4, 0])), known)
    assert known[2] == 0 < known[1] < known[0]


def test_a_map_one_place_longer_than_the_other_is_compared_where_both_are():
    maps, student, teacher = Maps(16), torch.randn(2, 31, 7, 16), torch.randn(2, 32, 4, 384)
    assert maps.distance(student, teacher, torch.tensor([32, 16])).shape == (2,)


def test_a_map_on_a_finer_grid_is_averaged_to_the_teachers():
    maps, coarse, teacher = Maps(16), torch.randn(2, 8, 4, 16), torch.randn(2, 8, 4, 384)
    fine = coarse.repeat_interleave(3, 1).repeat_interleave(2, 2)
    places = torch.tensor([8, 8])
    torch.testing.assert_close(maps.distance(fine, teacher, places), maps.distance(coarse, teacher, places))


def test_features_are_measured_in_their_spread_which_the_first_maps_settle():
    maps, teacher = Maps(16), torch.randn(200, 8, 4, 384) * torch.linspace(0.1, 9, 384) + 3
    first = maps.in_spreads(teacher)
    assert first.mean().item() == pytest.approx(0, abs=0.01)
    assert first.std((0, 1, 2)) == pytest.approx(torch.ones(384), abs=0.02)
    assert maps.in_spreads(teacher + 1).mean().item() > 0.1, "the scale does not follow"


def test_maps_are_padded_behind_the_sound_and_cut_to_the_window():
    maps = torch.ones(2, 4, 4, 384)
    assert train.fitted(maps, 8)[:, :4].eq(1).all() and train.fitted(maps, 8)[:, 4:].eq(0).all()
    assert train.fitted(maps, 3).shape == (2, 3, 4, 384)
    assert [train.places_of(samples) for samples in (40_000, 80_000, 320_000)] == [4, 8, 32]


def test_a_window_whose_places_count_is_not_moved():
    wave, generator = torch.rand(200, 1000) * 0.2, torch.Generator().manual_seed(1)
    movable = torch.arange(200) >= 100
    moved = waves(wave, movable, generator)
    same = [torch.corrcoef(torch.stack([before, after]))[0, 1].item() > 0.99 for before, after in zip(wave, moved)]
    assert all(same[:100])
    assert 50 < sum(same[100:]) < 90
