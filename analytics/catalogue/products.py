"""Charts of exports by product group, and of clusters beside them."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.specialisation import charts as draw
from analytics.specialisation import ecosystem_charts as draw_ecosystems
from analytics.specialisation import questions as products

# year 0 = the latest year, since 0 = ten years before it, product_code "" = the country's five strongest groups
ENTRIES: Mapping[str, Entry] = {
    "exports.structure": Entry(
        question="What does a country export, by product group?",
        ask=lambda country, year, since, without_fuels: products.structure(country, year, since, without_fuels),
        draw=lambda frame, country, year, since, without_fuels: draw.structure(
            frame, country=country, without_fuels=without_fuels
        ),
        params={"country": "FI", "year": 0, "since": 0, "without_fuels": 0},
    ),
    "exports.rca": Entry(
        question="In which product groups is a country specialised beside the world?",
        ask=lambda country, year, without_fuels: products.rca(country, year, without_fuels),
        draw=lambda frame, country, year, without_fuels: draw.rca(frame, country=country, without_fuels=without_fuels),
        params={"country": "FI", "year": 0, "without_fuels": 0},
    ),
    "exports.rca_time": Entry(
        question="How has a country's specialisation changed?",
        ask=lambda country, product_code, without_fuels: products.rca_time(country, product_code, without_fuels),
        draw=draw.rca_time,
        params={"country": "FI", "product_code": "", "without_fuels": 0},
    ),
    "exports.concentration": Entry(
        question="On how few product groups do a country's goods exports rest?",
        ask=lambda country, without_fuels: products.concentration(country, without_fuels),
        draw=draw.concentration,
        params={"country": "FI", "without_fuels": 0},
    ),
    "exports.similarity": Entry(
        question="How alike are the goods exports of a country and of each other country?",
        ask=lambda country, without_fuels: products.similarity(country, without_fuels),
        draw=draw.similarity,
        params={"country": "FI", "without_fuels": 0},
    ),
    "exports.ecosystems": Entry(
        question="Does a country have clusters where its goods exports are strong?",
        ask=lambda country, year, without_fuels: products.ecosystems(country, year, without_fuels),
        draw=lambda frame, country, year, without_fuels: draw_ecosystems.ecosystems(
            frame, country=country, without_fuels=without_fuels
        ),
        params={"country": "FI", "year": 0, "without_fuels": 0},
    ),
}
