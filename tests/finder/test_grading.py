"""The graded descriptions, the page's examples, and compounds, slips and names of places one by one."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.core import compounds, language
from analytics.core.language import LANGUAGES, _
from analytics.core.paths import DATA
from analytics.finder import coverage, matching
from analytics.finder import questions as finder
from analytics.finder.questions import Question
from tests.finder import grading

EXAMPLES = {
    "We make steel parts for wind turbine towers": "wind",
    "We bake rye bread and sell it to shops": "bakery-and-beer",
    "We develop software that helps hospitals": "digital-health",
}


def test_enough_descriptions_in_the_languages_and_each_field_is_graded() -> None:
    halves = [grading.descriptions(half) for half in ("tuned", "unseen", "independent")]
    assert all(len(rows) >= least for rows, least in zip(halves, (120, 60, 60), strict=True))
    for rows in halves:
        assert set(rows["language"]) >= {"en", "fi", "sv", "no", "da"}
        assert set(rows["field"]) <= set(grading.grades())
    texts = pd.concat(halves)["text"]
    assert texts.is_unique


def test_the_gain_by_hand() -> None:
    # fits, no, near: 3 / log2(2) + 0 + 1 / log2(4) = 3.5
    assert grading.gain([2, 0, 1]) == pytest.approx(3.5)


@pytest.mark.parametrize("code", list(LANGUAGES))
@pytest.mark.parametrize("message", list(EXAMPLES))
def test_every_example_of_the_page_finds_a_cluster_that_fits(code: str, message: str) -> None:
    language.use(code)
    graded = grading.grades()[EXAMPLES[message]]
    for country in ("SE", "NO", "DK"):
        first = finder.find(Question(_(message), country=country), limit=3)
        assert any(graded.get(fit.row["cluster_id"], 0) >= grading.NEAR for fit in first)
    assert graded.get(finder.find(Question(_(message), country="FI"), limit=1)[0].row["cluster_id"]) == grading.FITS


def test_two_topics_count_together() -> None:
    both = coverage.met_by("hydrogen for ships")
    assert both["no-ocean-hyway"].share > both["fi-meriliitto"].share
    assert both["no-ocean-hyway"].share > both["fi-h2cluster"].share


@pytest.mark.parametrize(
    ("text", "ecosystem"),
    [
        ("We make hydrogn", "Renewable Energy"),  # a letter left out
        ("Valmistamme huonekaulja", "Textile"),  # two changed about
        ("Við smíðum báta", "Mobility-Transport-Automotive"),
        ("Hvalaskoðun og hestaferðir fyrir ferðamenn", "Tourism"),
    ],
)
def test_slips_of_the_pen_and_icelandic_are_understood(text: str, ecosystem: str) -> None:
    assert finder.find(Question(text), limit=1)[0].row["ecosystem"] == ecosystem


def test_words_after_the_headings_of_nace_are_read_where_no_other_word_is_known() -> None:
    # Ball bearings stand under NACE 28.1 only; bread is a word of companies, whose reading stays.
    listed = pd.read_csv(DATA / "knowledge" / "ecosystem_words.csv", dtype=str)
    assert set(listed.loc[listed["word"] == "kullager", "nace"]) == {"28.1"}
    assert ("Electronics", "manufacturing") in matching.labelled("Vi gör kullager")["kullager",]
    assert matching.labelled("We bake bread")["bread",].keys() == {("Agri-Food", "grain-and-drinks")}
    assert not matching.topics("kullager, ball bearings") & {"work-machines", "metals"}


def test_a_whole_word_is_read_before_its_parts_and_in_the_language_of_the_text() -> None:
    # Kattotuolit are roof trusses, no chairs (tuolit); "både" is both in Danish before it is boats.
    assert matching.labelled("Teemme kattotuoleja")["kattotuoleja",].keys() == {("Construction", "")}
    assert ("bade",) not in matching.labelled("Vi laver både møbler og lamper")
    assert all(
        topic != "defence" for labels in matching.labelled("Toys, sold in shops").values() for _e, topic in labels
    )


def test_a_short_word_is_not_believed_to_be_misspelt() -> None:
    # "Skoler" (schools) is a letter away from "stoler" (chairs).
    assert "furniture-and-home" not in {
        topic for labels in matching.labelled("Vi bygger skoler").values() for _e, topic in labels
    }
    assert coverage.met_by("Vi bygger skoler").get("dk-lifestyle-design-cluster") is None


def test_where_a_firm_is_says_nothing_of_its_field() -> None:
    # Without the rule Kuopio's clusters of water and health share a word with the bakery.
    said = coverage.met_by("We bake bread in Kuopio")
    assert said == coverage.met_by("We bake bread in")
    assert finder.find(Question("Kuopio")) == []


@pytest.mark.parametrize(
    ("language_", "word", "known", "parts"),
    [
        ("fi", "metsakoneisiin", {"metsa", "kone"}, ("metsa", "koneisiin")),
        ("sv", "verkstadsindustri", {"verkstad", "industri"}, ("verkstad", "industri")),
        ("no", "fiskebater", {"fisk", "bater"}, ("fisk", "bater")),  # a letter links the two
        ("da", "vindmoller", {"vind", "moller"}, ("vind", "moller")),
        ("en", "windmills", {"wind", "mills"}, ()),  # English writes them apart
    ],
)
def test_compounds_are_cut_by_known_words(language_: str, word: str, known: set[str], parts: tuple[str, ...]) -> None:
    assert compounds.parts(word, language_, known) == parts
