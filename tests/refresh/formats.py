"""Small answers in the formats of the publishers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

from tests.refresh.answering import Answer, Asked

Series = Sequence[tuple[Mapping[str, str], Mapping[str, float]]]  # the key of each series, its figures by period
XML = {"Content-Type": "application/xml"}
_SDMX = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_SPACES = (
    f'xmlns:m="{_SDMX}/message" xmlns:s="{_SDMX}/structure" xmlns:c="{_SDMX}/common" xmlns:g="{_SDMX}/data/generic"'
)
_HEAD = "<m:Header><m:ID>one</m:ID><m:Test>false</m:Test><m:Prepared>2026-11-28T00:00:00</m:Prepared>"


def ecb_zip(header: str, *days: str) -> bytes:
    """eurofxref-hist.zip: a CSV whose lines end in a comma."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("eurofxref-hist.csv", "\n".join(f"{line}," for line in (header, *days)) + "\n")
    return file.getvalue()


def world_bank(figures: Sequence[tuple[str, str, float | None]], per_page: int) -> Callable[[Asked], Answer]:
    """An indicator of the World Bank, in pages: country, year, value."""

    def reply(asked: Asked) -> Answer:
        page = int(asked.query["page"])
        rows = figures[(page - 1) * per_page : page * per_page]
        said = [
            {
                "indicator": {"id": "X", "value": "An indicator"},
                "country": {"id": country, "value": country},
                "countryiso3code": "",
                "date": year,
                "value": value,
                "unit": "",
                "obs_status": "",
                "decimal": 1,
            }
            for country, year, value in rows
        ]
        return Answer(
            [{"page": page, "pages": -(-len(figures) // per_page), "per_page": per_page, "total": len(figures)}, said]
        )

    return reply


def json_stat(codes: Mapping[str, Sequence[str]], figure: Callable[..., Any]) -> dict[str, Any]:
    """JSON-stat 2: a figure for each combination of codes."""
    return {
        "version": "2.0",
        "class": "dataset",
        "id": list(codes),
        "size": [len(one) for one in codes.values()],
        "dimension": {
            name: {
                "label": name.lower(),
                "category": {
                    "index": {code: at for at, code in enumerate(of)},
                    "label": {code: f"{code} in words" for code in of},
                },
            }
            for name, of in codes.items()
        },
        "value": [figure(*cell) for cell in product(*codes.values())],
    }


def json_stat_1(codes: Mapping[str, Sequence[str]], figure: Callable[..., Any]) -> dict[str, Any]:
    """The older JSON-stat of the StatBank, with a dimension of its own for the kind of figure."""
    new = json_stat({**codes, "ContentsCode": ["1"]}, lambda *cell: figure(*cell[:-1]))
    return {"dataset": {"dimension": {**new["dimension"], "id": new["id"], "size": new["size"]}, "value": new["value"]}}


def structure(dataset: str, dimensions: Sequence[str]) -> bytes:
    """The dataflow of an SDMX data set with its structure."""
    listed = "".join(
        f'<s:Dimension id="{name}" position="{at}"><s:ConceptIdentity>'
        f'<Ref id="{name}" maintainableParentID="CS" maintainableParentVersion="1.0" agencyID="ESTAT"'
        ' package="conceptscheme" class="Concept"/></s:ConceptIdentity></s:Dimension>'
        for at, name in enumerate(dimensions, 1)
    )
    concepts = "".join(
        f'<s:Concept id="{name}"><c:Name xml:lang="en">{name}</c:Name></s:Concept>'
        for name in (*dimensions, "TIME_PERIOD", "OBS_VALUE")
    )

    def concept(name: str) -> str:
        return (
            f'<s:ConceptIdentity><Ref id="{name}" maintainableParentID="CS" maintainableParentVersion="1.0"'
            ' agencyID="ESTAT" package="conceptscheme" class="Concept"/></s:ConceptIdentity>'
        )

    return f"""<?xml version="1.0" encoding="UTF-8"?>
<m:Structure {_SPACES}>{_HEAD}<m:Sender id="ESTAT"/></m:Header><m:Structures>
<s:Dataflows><s:Dataflow id="{dataset}" agencyID="ESTAT" version="1.0"><c:Name xml:lang="en">A flow</c:Name>
<s:Structure>
<Ref id="{dataset}" version="1.0" agencyID="ESTAT" package="datastructure" class="DataStructure"/></s:Structure>
</s:Dataflow></s:Dataflows>
<s:Concepts><s:ConceptScheme id="CS" agencyID="ESTAT" version="1.0">
<c:Name xml:lang="en">Concepts</c:Name>{concepts}
</s:ConceptScheme></s:Concepts>
<s:DataStructures><s:DataStructure id="{dataset}" agencyID="ESTAT" version="1.0">
<c:Name xml:lang="en">A structure</c:Name>
<s:DataStructureComponents><s:DimensionList id="DimensionDescriptor">{listed}
<s:TimeDimension id="TIME_PERIOD" position="{len(dimensions) + 1}">{concept("TIME_PERIOD")}
</s:TimeDimension></s:DimensionList>
<s:MeasureList id="MeasureDescriptor"><s:PrimaryMeasure id="OBS_VALUE">{concept("OBS_VALUE")}</s:PrimaryMeasure>
</s:MeasureList></s:DataStructureComponents></s:DataStructure></s:DataStructures>
</m:Structures></m:Structure>""".encode()


def observations_of_structure(dataset: str, series: Series) -> bytes:
    """Structure-specific SDMX data, which sdmx1 asks Eurostat for, with a flag on each figure."""
    listed = "".join(
        "<Series "
        + " ".join(f'{name}="{code}"' for name, code in key.items())
        + ">"
        + "".join(f'<Obs TIME_PERIOD="{at}" OBS_VALUE="{value}" OBS_FLAG="p"/>' for at, value in figures.items())
        + "</Series>"
        for key, figures in series
    )
    own = f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=ESTAT:{dataset}(1.0):ObsLevelDim:TIME_PERIOD"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<m:StructureSpecificData {_SPACES} xmlns:o="{own}" xmlns:d="{_SDMX}/data/structurespecific"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{_HEAD}<m:Sender id="ESTAT"/>
<m:Structure structureID="{dataset}" namespace="{own}" dimensionAtObservation="TIME_PERIOD"><c:StructureUsage>
<Ref agencyID="ESTAT" id="{dataset}" version="1.0"/></c:StructureUsage></m:Structure></m:Header>
<m:DataSet d:dataScope="DataStructure" xsi:type="o:DataSetType" d:structureRef="{dataset}">{listed}</m:DataSet>
</m:StructureSpecificData>""".encode()


def observations(dataset: str, series: Series) -> bytes:
    """Generic SDMX data: the key of each series, and its figures by period."""
    listed = "".join(
        "<g:Series><g:SeriesKey>"
        + "".join(f'<g:Value id="{name}" value="{code}"/>' for name, code in key.items())
        + "</g:SeriesKey>"
        + "".join(
            f'<g:Obs><g:ObsDimension value="{period}"/><g:ObsValue value="{value}"/></g:Obs>'
            for period, value in figures.items()
        )
        + "</g:Series>"
        for key, figures in series
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData {_SPACES}>{_HEAD}<m:Sender id="ESTAT"/>
<m:Structure structureID="{dataset}" dimensionAtObservation="TIME_PERIOD"><c:Structure>
<Ref agencyID="ESTAT" id="{dataset}" version="1.0"/></c:Structure></m:Structure></m:Header>
<m:DataSet structureRef="{dataset}">{listed}</m:DataSet></m:GenericData>""".encode()
