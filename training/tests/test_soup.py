import pytest
import torch

from soup import main, soup
from weights import read_weights, save_weights


def weights(seed: int, size: int = 6) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return {"norm.weight": torch.randn(size, 3, generator=generator), "bn0.num_batches_tracked": torch.tensor(seed)}


def test_a_soup_lies_in_the_middle_of_what_is_in_it():
    mixed = soup([weights(1), weights(2), weights(4)])
    expected = torch.stack([weights(seed)["norm.weight"] for seed in (1, 2, 4)]).mean(0)
    torch.testing.assert_close(mixed["norm.weight"], expected)
    assert mixed["bn0.num_batches_tracked"] == 1, "a counter has no mean"


def test_shares_say_how_much_there_is_of_each():
    mixed = soup([weights(1), weights(2)], [3, 7])
    expected = 0.3 * weights(1)["norm.weight"] + 0.7 * weights(2)["norm.weight"]
    torch.testing.assert_close(mixed["norm.weight"], expected)


@pytest.mark.parametrize("shares", [[1.0], [1.0, 2.0, 3.0], [0.0, 0.0]])
def test_shares_that_are_not_one_each_are_refused(shares):
    with pytest.raises(ValueError, match="share"):
        soup([weights(1), weights(2)], shares)


def test_a_soup_of_one_is_itself_and_its_ingredients_stay_as_they_were():
    one = weights(1)
    torch.testing.assert_close(soup([one]), weights(1))
    soup([one, weights(2)])
    torch.testing.assert_close(one, weights(1))


@pytest.mark.parametrize("ingredients", [[weights(1), weights(1, 7)], [weights(1), {"norm.weight": torch.zeros(6, 3)}], []])
def test_what_does_not_go_together_is_refused(ingredients):
    with pytest.raises(ValueError, match="different architectures|nothing"):
        soup(ingredients)


def test_checkpoints_are_averaged_from_files(tmp_path, monkeypatch):
    files = [str(tmp_path / f"{seed}.safetensors") for seed in (1, 2)]
    for seed, file in zip((1, 2), files):
        save_weights(weights(seed), {}, file)
    monkeypatch.setattr("sys.argv", ["soup.py", *files, "--output", str(tmp_path / "soup.safetensors")])
    main()
    middle = (weights(1)["norm.weight"] + weights(2)["norm.weight"]) / 2
    torch.testing.assert_close(read_weights(tmp_path / "soup.safetensors")["norm.weight"], middle, rtol=2e-3, atol=2e-3)
