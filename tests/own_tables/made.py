"""Tables as people hand them in."""

from __future__ import annotations

import csv
import io

import pandas as pd

from analytics.core.paths import DATA
from analytics.own_tables import job, questions
from analytics.own_tables.models import Choices

REGISTER = """Oma klusterirekisteri;;;;;;;;;
;;;;;;;;;
Nimi;Maa;Kaupunki;Toimiala;Jäseniä;Alin jäsenmaksu;Perustettu;Tila;Lähde;Laji
Kokkolan testiklusteri;Suomi;Kokkola;Health;1 204;60,17;2019;active;www.example.org/a;cluster_organisation
Riihimäen klusteri;suomi;Riihimäki;digital;-;ei tietoa;2020;ACTIVE;https://example.org/b;business_network
"""


def own_rows() -> pd.DataFrame:
    """The register as it is taken into use."""
    return questions.sound_rows(job.read(REGISTER.encode("cp1252"), Choices("clusters")))


def shipped(path: str) -> pd.DataFrame:
    """A shipped table as text."""
    return pd.read_csv(DATA / path, dtype=str, keep_default_na=False)


def nordic_excel(rows: pd.DataFrame, flags: tuple[str, ...] = (), decimals: tuple[str, ...] = ()) -> bytes:
    """A table as a Finnish Excel saves it: semicolons, decimal commas, TOSI and EPÄTOSI, the code page of Windows."""
    changed = rows.copy()
    for name in flags:
        changed[name] = changed[name].map({"true": "TOSI", "false": "EPÄTOSI", "": ""})
    for name in decimals:
        changed[name] = changed[name].str.replace(".", ",", regex=False)
    text = io.StringIO()
    changed.to_csv(text, sep=";", index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return text.getvalue().encode("cp1252", "replace")
