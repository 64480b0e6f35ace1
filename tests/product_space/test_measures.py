"""Proximity, density and complexity against hand-worked and published values, and their laws."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.product_space import measures
from tests.product_space.made_up_trade import rca, world

# Four countries that export for 10 each, four products. World shares: 0.5, 0.25, 0.2, 0.05.
SMALL = {
    "FI": {101: 4, 102: 4, 103: 1, 104: 1},
    "SE": {101: 8, 103: 1, 104: 1},
    "NO": {101: 4, 102: 4, 103: 2},
    "DK": {101: 4, 102: 2, 103: 4},
}
# What of it is an advantage, a row a country: a chain 101 - SE - 104 - FI - 102 - NO - 103 - DK.
ADVANTAGE = np.array([[0, 1, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0], [0, 0, 1, 0]], dtype=float)


def standard(values: np.ndarray) -> np.ndarray:
    """In standard deviations from the mean."""
    return (values - values.mean()) / values.std()


def by_eigenvector(advantage: np.ndarray) -> np.ndarray:
    """Complexity as Hausmann et al. (2014) define it: the second eigenvector, signed by diversity."""
    by_country = advantage / advantage.sum(axis=1)[:, None]
    by_product = advantage / advantage.sum(axis=0)
    values, vectors = np.linalg.eig(by_product.T @ by_country)
    found = np.real(vectors[:, np.argsort(np.real(values))[-2]])
    sign = np.sign(np.corrcoef(advantage.sum(axis=1), by_country @ found)[0, 1])
    return standard(sign * found)


def advantages(seed: int) -> tuple[list[str], list[int], np.ndarray]:
    """The made-up world of 2023 as an advantage matrix, countries below 1 billion left out."""
    values = world(seed)[2023]
    index = rca(values)
    countries = sorted(country for country, of in values.items() if sum(of.values()) >= 1e9)
    codes = sorted({code for (country, code), value in index.items() if value >= 1 and country in countries})
    return countries, codes, np.array([[float(index.get((c, p), 0) >= 1) for p in codes] for c in countries])


# --- hand-worked -----------------------------------------------------------------------------------------


def test_rca_by_hand() -> None:
    # FI 0.4/0.5, 0.4/0.25, 0.1/0.2, 0.1/0.05; SE 0.8/0.5, -, 0.1/0.2, 0.1/0.05; and so on.
    by_hand = {
        "FI": {101: 0.8, 102: 1.6, 103: 0.5, 104: 2}, "SE": {101: 1.6, 103: 0.5, 104: 2},
        "NO": {101: 0.8, 102: 1.6, 103: 1}, "DK": {101: 0.8, 102: 0.8, 103: 2},
    }  # fmt: skip
    assert rca(SMALL) == pytest.approx({(c, p): value for c, of in by_hand.items() for p, value in of.items()})
    assert [[float(by_hand[c].get(p, 0) >= 1) for p in (101, 102, 103, 104)] for c in SMALL] == ADVANTAGE.tolist()


def test_proximity_by_hand() -> None:
    # 101 is sold by one country, the others by two; each pair that one country sells together: 1 of at most 2.
    half = 1 / 2
    assert measures.proximity(ADVANTAGE).tolist() == [
        [1, 0, 0, half], [0, 1, half, half], [0, half, 1, 0], [half, half, 0, 1],
    ]  # fmt: skip


def test_density_by_hand() -> None:
    # The proximities of 101 to 104 add up to 3/2, 2, 3/2 and 2. Finland sells 102 and 104: (1/2) / (3/2), (3/2) / 2.
    assert measures.density(ADVANTAGE) == pytest.approx(
        np.array([[1 / 3, 3 / 4, 1 / 3, 3 / 4], [1, 1 / 4, 0, 3 / 4], [0, 3 / 4, 1, 1 / 4], [0, 1 / 4, 2 / 3, 0]])
    )


def test_reflections_by_hand() -> None:
    # Diversity 2, 2, 2, 1, so the mean diversity of who sells each is 2, 2, 3/2, 2.
    countries, products = measures.reflected(ADVANTAGE, np.array([2, 2, 3 / 2, 2]))
    assert countries.tolist() == [2, 2, 7 / 4, 3 / 2]
    assert products.tolist() == [2, 15 / 8, 13 / 8, 2]


def test_complexity_by_hand() -> None:
    # Along the chain a product's value is the mean of itself (half) and of both beside it. At 101 the chain turns on
    # the product, at 103 on the country behind it, so the waves that fit have angles of 2 pi k / 7; the longest: k = 1.
    wave = np.array([1, cos(4 * pi / 7), cos(6 * pi / 7), cos(2 * pi / 7)])
    assert measures.complexity(ADVANTAGE) == pytest.approx(standard(wave), abs=1e-6)  # Denmark, with one product, last


def test_what_all_countries_sell_alike_has_no_complexity() -> None:
    assert np.isnan(measures.complexity(np.ones((3, 4)))).all()


# --- against others --------------------------------------------------------------------------------------


def test_the_measures_are_those_of_a_published_implementation() -> None:
    """Worked by the package ecomplexity 0.5.3 of Harvard's Growth Lab from the advantages of the made-up world."""
    published = pd.read_csv(Path(__file__).with_name("published_measures.csv"))
    countries, codes, advantage = advantages(seed=7)
    assert codes == list(published["code"])
    assert measures.complexity(advantage) == pytest.approx(standard(published["pci"].to_numpy()), abs=1e-6)
    of_finland = measures.density(advantage)[countries.index("FI")]
    assert of_finland == pytest.approx(published["density_fi"].to_numpy(), abs=1e-8)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reflections_end_at_the_second_eigenvector(seed: int) -> None:
    advantage = advantages(seed)[2]
    assert measures.complexity(advantage) == pytest.approx(by_eigenvector(advantage), abs=1e-6)


# --- laws ------------------------------------------------------------------------------------------------


@st.composite
def worlds(draw: Callable[..., int]) -> np.ndarray:
    """An advantage matrix without empty rows or columns."""
    countries, products = draw(st.integers(2, 7)), draw(st.integers(2, 9))
    made = np.array([[draw(st.integers(0, 1)) for _p in range(products)] for _c in range(countries)], dtype=float)
    made[np.arange(countries), np.arange(countries) % products] = 1
    made[np.arange(products) % countries, np.arange(products)] = 1
    return made


@given(advantage=worlds())
def test_laws_of_the_measures(advantage: np.ndarray) -> None:
    near = measures.proximity(advantage)
    assert (near == near.T).all()
    assert ((near >= 0) & (near <= 1)).all()
    assert (np.diag(near) == 1).all()
    dense = measures.density(advantage)
    assert ((dense >= 0) & (dense <= 1 + 1e-12)).all()
    # Who sells everything is as near as can be, and another product sold makes no product less near.
    more = advantage.copy()
    more[0] = 1
    assert measures.density(more)[0] == pytest.approx(1)
    # Order tells nothing.
    turned = measures.density(advantage[::-1, ::-1])[::-1, ::-1]
    assert turned == pytest.approx(dense)
