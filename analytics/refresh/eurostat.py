"""Eurostat and Comext: SDMX, through sdmx1."""

from __future__ import annotations

import logging
from copy import copy

import pandas as pd

from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, EmptyError, UnreadableError
from analytics.refresh.http import Http

SOURCES = {"eurostat": "ESTAT", "comext": "ESTAT_COMEXT"}  # sdmx1's names
VALUE = "value"


def fetch(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    """The observations that the query chooses: a column for each dimension, and `value`. Raises RefreshError."""
    import sdmx
    from requests import RequestException

    # Read without its structure, an answer may have attributes that the structure does not tell of.
    logging.getLogger("sdmx.reader.xml").setLevel(logging.ERROR)
    client = sdmx.Client(SOURCES[call.source], session=http.session)
    client.source = copy(client.source)  # sdmx1 has one for all
    client.source.url = http.addresses[call.source]
    query = call.filled(before)
    try:
        flow = client.dataflow(call.dataset)
        structure = flow.dataflow[call.dataset].structure
        if structure.is_external_reference:
            structure = client.datastructure(structure.id).structure[structure.id]
        dimensions = [one.id for one in structure.dimensions]
        for field in query:
            if field not in dimensions:
                raise DriftError(call.dataset, field, dimensions)
        key = ".".join("+".join(query.get(name, ())) for name in dimensions if name != "TIME_PERIOD")
        answer = client.data(call.dataset, key=key)
        if not answer.data or not any(one.obs for one in answer.data):
            raise EmptyError(f"{call.dataset}: no figure in the answer")
        values = sdmx.to_pandas(answer.data[0])
    except (RequestException, KeyError, ValueError, SyntaxError, sdmx.exceptions.XMLParseError) as error:
        raise UnreadableError(f"{call.dataset}: {type(error).__name__}: {error}") from error
    rows = values.rename(VALUE).dropna().reset_index()
    return rows.astype("object")
