"""Names of columns and languages in a file of statements, as people write them in five languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analytics.core import text_index as words

# Names of columns, folded, in English, Finnish, Swedish, Norwegian and Danish.
NAMES: Mapping[str, frozenset[str]] = {
    name: frozenset(words.fold(one.strip()) for one in listed.split(","))
    for name, listed in {
        "statement": """statement, statements, need, needs, text, comment, comments, answer, answers, response, idea,
            kirjaus, kirjaukset, väite, väittämä, lausuma,
            tarve, tarpeet, teksti, kommentti, kommentit, vastaus, vastaukset,
            ehdotus, toive,
            inlägg, påstående, yttrande, behov, kommentar, kommentarer,
            svar, förslag, önskemål, synpunkt, utsagn,
            tekst,
            forslag, ønske, innspill, udsagn, kommentarer""",
        "group": """group, respondent group, respondent, organisation type, role, ryhmä, vastaajaryhmä, taho, rooli,
            vastaaja, grupp, respondentgrupp, svarandegrupp, roll, gruppe, respondentgruppe, rolle""",
        "session": """session, question, topic, part, sessio, istunto, osio, kysymys, aihe, pass, fråga, tema, del,
            sesjon, økt, spørsmål, spørgsmål, emne""",
        "language": "language, lang, kieli, språk, sprog",
        "votes": """votes, vote, likes, points, number of votes, äänet, ääniä, ääni, äänimäärä, pisteet, röster, röst,
            poäng, antal röster, stemmer, antall stemmer, poeng, antal stemmer, point""",
    }.items()
}
LANGUAGES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"en", "eng", "english", "englanti", "engelska", "engelsk"}),
    "fi": frozenset({"fi", "fin", "finnish", "suomi", "finska", "finsk"}),
    "sv": frozenset({"sv", "swe", "se", "swedish", "ruotsi", "svenska", "svensk"}),
    "no": frozenset({"no", "nb", "nn", "nor", "norwegian", "norja", "norska", "norsk", "bokmal"}),
    "da": frozenset({"da", "dan", "dk", "danish", "tanska", "danska", "dansk"}),
}


def fields(header: Sequence[str]) -> list[str]:
    """The field that each name of a header stands for, "" for none and for the second of a kind."""
    found: list[str] = []
    for name in header:
        folded = " ".join(re.sub(r"[_\W]+", " ", words.fold(name)).split())
        meant = next((field for field, names in NAMES.items() if folded in names), "")
        found.append("" if meant in found else meant)
    return found
