"""Statistics Sweden and Statistics Norway: PxWeb, version 2 of its interface, through pxwebpy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, UnreadableError
from analytics.refresh.http import Http


def fetch(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    """The cells of the table that the query chooses, a column of codes for each variable. Raises RefreshError."""
    import pxweb
    from requests import RequestException

    try:
        with _our_session(http):
            publisher = pxweb.PxApi(http.addresses[call.source], max_workers=1)
        variables = publisher.get_table_variables(call.dataset)
        query = call.filled(before)
        for field, codes in query.items():
            if field not in variables:
                raise DriftError(call.dataset, field, variables)
            there = variables[field]["category"].get("label", {})
            gone = [code for code in codes if "*" not in code and code not in there]
            if gone:
                raise DriftError(call.dataset, f"{field}={gone[0]}", there)
        rows = publisher.get_table_data(call.dataset, dict(query), show="code")
    except (KeyError, TypeError, ValueError, RequestException) as error:
        raise UnreadableError(f"{call.dataset}: {error}") from error
    # pxwebpy heads its columns with labels, which follow the language; codes do not.
    headed = pd.DataFrame(rows).rename(columns={said["label"]: code for code, said in variables.items()})
    return headed[headed["value"].notna()] if "value" in headed else headed


@contextmanager
def _our_session(http: Http) -> Iterator[None]:
    """Give pxwebpy our session: its own has no time limit and starts without asking how."""
    from pxweb._internal import client

    own = vars(client)["CachedSession"]
    vars(client)["CachedSession"] = lambda **_options: http.session
    try:
        yield
    finally:
        vars(client)["CachedSession"] = own
