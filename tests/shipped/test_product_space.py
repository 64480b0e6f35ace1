"""The shipped table from products to ecosystems leaves no chapter of the Harmonized System out."""

from __future__ import annotations

from analytics.warehouse import warehouse


def test_every_chapter_has_a_name_and_an_ecosystem() -> None:
    # Chapter 77 is reserved; 98 is for national use and in no international trade; 99 is for what is not classified.
    chapters = {f"{number:02d}" for number in range(1, 98) if number != 77} | {"99"}
    listed = set(warehouse().table("hs_ecosystems")["hs_code"])
    assert {code for code in listed if len(code) == 2} == chapters
    assert set(warehouse().table("hs_chapters")["hs_code"]) == chapters
    ecosystems = warehouse().table("hs_ecosystems").set_index("hs_code")["ecosystem"]
    told = {
        "03": "Agri-Food",
        "8411": "Aerospace and Defence",
        "8517": "Digital",
        "9018": "Health",
        "44": "Energy Intensive Industries",
    }
    assert ecosystems[list(told)].to_dict() == told
