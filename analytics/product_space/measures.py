"""Relatedness, density and complexity of products, from which country sells which with a comparative advantage.

An advantage matrix has a row a country and a column a product: 1 where the country's RCA is at least 1, else 0. No row
and no column is all 0.

- Hidalgo, Klinger, Barabási and Hausmann (2007), The Product Space Conditions the Development of Nations, Science 317.
- Hidalgo and Hausmann (2009), The building blocks of economic complexity, PNAS 106.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
STEPS, CLOSE = 2000, 1e-10  # reflections at most; they end when none moves a product by more


def proximity(advantage: Matrix) -> Matrix:
    """How alike two products are: the smaller of the two conditional probabilities that who sells one sells the other.

    A row and a column a product, 0 to 1, symmetric, 1 on the diagonal. Hidalgo et al. (2007).
    """
    ubiquity = advantage.sum(axis=0)
    near: Matrix = advantage.T @ advantage / np.maximum.outer(ubiquity, ubiquity)
    return near


def density(advantage: Matrix) -> Matrix:
    """How near each product is to all that a country sells: the part of its proximities that lies there, 0 to 1.

    A row a country, a column a product. Hidalgo et al. (2007).
    """
    near = proximity(advantage)
    part: Matrix = advantage @ near / near.sum(axis=0)
    return part


def reflected(advantage: Matrix, products: Matrix) -> tuple[Matrix, Matrix]:
    """One pair of reflections: countries as the mean of their products' values, products as the mean of those again.

    From k(p, N - 2) to k(c, N - 1) and k(p, N). Hidalgo and Hausmann (2009).
    """
    countries: Matrix = advantage @ products / advantage.sum(axis=1)
    return countries, advantage.T @ countries / advantage.sum(axis=0)


def complexity(advantage: Matrix) -> Matrix:
    """The complexity of each product: the limit of its reflections, in standard deviations from the mean product.

    Reflections of any order go to one value for all; what is left of the differences, brought to one scale after each
    pair, goes to the second eigenvector, by which later works define the index (Hausmann et al. 2014, The Atlas of
    Economic Complexity). Its sign is that by which diverse countries are complex ones. Unknown (all missing) where
    nothing is left, as among products that are all sold by the same countries.
    """
    diversity = advantage.sum(axis=1)
    products = advantage.T @ diversity / advantage.sum(axis=0)  # k(p, 1), the mean diversity of who sells it
    for _step in range(STEPS):
        spread = products.std()
        if spread < CLOSE * max(1.0, float(abs(products).max())):
            break
        before = (products - products.mean()) / spread
        countries, products = reflected(advantage, before)
        after = (products - products.mean()) / max(products.std(), CLOSE)
        if np.abs(after - before).max() < CLOSE:
            signed: Matrix = np.sign(np.corrcoef(diversity, countries)[0, 1]) * after
            return signed
    return np.full(advantage.shape[1], np.nan)
