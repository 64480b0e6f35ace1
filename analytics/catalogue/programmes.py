"""Charts of programmes: features, score, timeline, money, figures."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.core.codes import COMPARED, NORDIC
from analytics.programmes import charts as draw
from analytics.programmes import questions as programmes

# `narrow` = 1 draws for a phone: codes and marks without words, labels wrapped early.
ENTRIES: Mapping[str, Entry] = {
    "programmes.matrix": Entry(
        question="Which features of a cluster policy does each country have?",
        ask=lambda country, narrow: programmes.matrix(),
        draw=draw.matrix,
        params={"country": "FI", "narrow": 0},
    ),
    "programmes.score": Entry(
        question="How much of the features does each country have, and how much hangs on what is unknown?",
        ask=lambda country, weights: programmes.score(weights),
        draw=draw.score,
        params={"country": "FI", "weights": ""},
    ),
    "programmes.timeline": Entry(
        question="Which programmes has each country had, and what happened when?",
        ask=lambda country, countries, narrow: programmes.timeline(countries),
        draw=lambda frame, country, countries, narrow: draw.timeline(frame, country=country, narrow=narrow),
        params={"country": "FI", "countries": ",".join(NORDIC), "narrow": 0},
    ),
    "programmes.money": Entry(
        question="What does each programme cost a year, beside people, the economy and the clusters it supports?",
        ask=lambda country, measure, countries, narrow: programmes.money(countries),
        draw=lambda frame, country, measure, countries, narrow: draw.money(
            frame, country=country, measure=measure, narrow=narrow
        ),
        params={
            "country": "FI",
            "measure": "eur_per_inhabitant",
            "countries": ",".join(COMPARED),
            "narrow": 0,
        },
    ),
    "programmes.figures": Entry(
        question="How have figures of the Danish and the Norwegian programme changed?",
        ask=programmes.figures,
        draw=draw.figures,
        params={"view": "dk_companies"},
    ),
}
