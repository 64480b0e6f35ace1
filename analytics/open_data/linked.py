"""The tables as data sets in linked data: schema.org for search engines, DCAT-AP 3 for data portals, both in JSON-LD.

Both are made from `descriptions`. A licence is named as its publisher states it, and none where none is stated.
"""

from __future__ import annotations

import re
from typing import Any

from analytics.core.language import DEFAULT, _, current, speaking
from analytics.open_data import addresses, descriptions, feed
from analytics.open_data.descriptions import FieldFacts, TableFacts
from analytics.publish import offer

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_FILE_TYPES = {"csv": "CSV", "json": "JSON", "parquet": "PARQUET", "xlsx": "XLSX", "geojson": "GEOJSON", "gpkg": "GPKG"}
_LANGUAGES = {"en": "ENG", "fi": "FIN", "sv": "SWE"}
_PLACES = ("DNK", "FIN", "ISL", "NOR", "SWE")
LICENCE_ADDRESSES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


def schema_org(base: str) -> dict[str, Any]:
    """A schema.org DataCatalog with a Dataset a table, of the atlas that answers at `base`."""
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": f"{base}/data#catalogue",
        "name": _("Nordic Cluster Atlas"),
        "url": f"{base}/data",
        "inLanguage": current(),
        "dataset": [_dataset(base, facts) for facts in descriptions.all_tables()],
    }


def _dataset(base: str, facts: TableFacts) -> dict[str, Any]:
    covered = f"{facts.first_year}/{facts.last_year}" if facts.first_year else ""
    changed = _changed(facts.name)
    return {
        "@type": "Dataset",
        "@id": f"{base}/data/table/{facts.name}",
        "name": facts.title,
        "description": facts.row_is,
        "url": f"{base}/data?table={facts.name}",
        "isAccessibleForFree": True,
        **({"temporalCoverage": covered} if covered else {}),
        **({"dateModified": changed} if changed else {}),
        **({"license": _licences(facts)} if facts.licences else {}),
        "isBasedOn": [one.url for one in facts.sources if one.url],
        "variableMeasured": [_variable(one) for one in facts.fields],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": offer.FORMATS[one].mime,
                "contentUrl": f"{base}/data/table/{facts.name}.{one}",
            }
            for one in addresses.formats_of(facts.known)
        ],
    }


def _variable(one: FieldFacts) -> dict[str, Any]:
    unit = {"unitText": one.unit_words} if one.unit_words else {}
    bounds = {"minValue": one.low, "maxValue": one.high}
    stated = {name: value for name, value in bounds.items() if value is not None}
    return {"@type": "PropertyValue", "name": one.name, "description": one.said, **unit, **stated}


def _licences(facts: TableFacts) -> list[str]:
    return [LICENCE_ADDRESSES.get(words, words) for words in facts.licences]


def dcat(base: str) -> dict[str, Any]:
    """A dcat:Catalog by DCAT-AP 3 with a dcat:Dataset a table; texts stand in English, Finnish and Swedish."""
    sets = [_dcat_dataset(base, facts) for facts in descriptions.all_tables()]
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        },
        "@id": f"{base}/data#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _in_each(lambda: _("Nordic Cluster Atlas")),
        "dct:description": _in_each(
            lambda: _("What the neighbours have, whether it works, what is lacking at home and what it would cost.")
        ),
        "dct:publisher": _publisher(base),
        "dct:language": [{"@id": f"{_EU}/language/{code}"} for code in _LANGUAGES.values()],
        "dct:modified": _day(max((one.day.isoformat() for one in feed.changes()), default="")),
        "foaf:homepage": {"@id": f"{base}/"},
        "dcat:dataset": sets,
    }


def _dcat_dataset(base: str, facts: TableFacts) -> dict[str, Any]:
    changed = _changed(facts.name)
    period = {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": str(facts.first_year), "@type": "xsd:gYear"},
        "dcat:endDate": {"@value": str(facts.last_year), "@type": "xsd:gYear"},
    }
    return {
        "@id": f"{base}/data/table/{facts.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": facts.name,
        "dct:title": _in_each(lambda: facts.title),
        "dct:description": _in_each(lambda: facts.row_is),
        "dct:publisher": _publisher(base),
        "dct:spatial": [{"@id": f"{_EU}/country/{code}"} for code in _PLACES],
        "dct:source": [{"@id": one.url} for one in facts.sources if _is_iri(one.url)],
        "dcat:landingPage": {"@id": f"{base}/data?table={facts.name}"},
        **({"dct:temporal": period} if facts.first_year else {}),
        **({"dct:modified": _day(changed)} if changed else {}),
        "dcat:distribution": [_distribution(base, facts, one) for one in addresses.formats_of(facts.known)],
    }


def _distribution(base: str, facts: TableFacts, extension: str) -> dict[str, Any]:
    address = f"{base}/data/table/{facts.name}.{extension}"
    licences = facts.licences
    one = len(licences) == 1 and licences[0] in LICENCE_ADDRESSES
    terms: dict[str, Any] = {"dct:license": {"@id": LICENCE_ADDRESSES[licences[0]]}} if one else {}
    if licences and not terms:
        rights = {"@type": "dct:RightsStatement", "rdfs:label": "; ".join(licences)}
        terms = {"dct:rights": rights}
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": f"{facts.name}.{extension}",
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{_EU}/file-type/{_FILE_TYPES[extension]}"},
        "dcat:mediaType": {"@id": f"{_IANA}/{offer.FORMATS[extension].mime}"},
        **terms,
    }


def _publisher(base: str) -> dict[str, Any]:
    return {"@id": f"{base}/#atlas", "@type": "foaf:Agent", "foaf:name": "Nordic Cluster Atlas"}


def _in_each(said: Any) -> list[dict[str, str]]:
    """A text in each language, English first; a text that a language lacks stands in English only."""
    found = []
    for code in _LANGUAGES:
        with speaking(code):
            found.append({"@value": str(said()), "@language": code})
    english = found[0]["@value"]
    return [one for one in found if one["@language"] == DEFAULT or one["@value"] != english]


def _changed(table: str) -> str:
    """The day of a table's last change, "" where none is written down."""
    return max((one.day.isoformat() for one in feed.changes(table)), default="")


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def _is_iri(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url) is not None
