"""A data address in the words of the programs that read it: Excel's Power Query, Python and R."""

from __future__ import annotations

import json


def power_query(address: str) -> str:
    """The formula for a blank query of Excel or Power BI (Data, Get data, Blank query)."""
    quoted = '"' + address.replace('"', '""') + '"'
    return (
        "= Table.PromoteHeaders(Csv.Document(Web.Contents("
        f'{quoted}), [Delimiter=",", Encoding=65001, QuoteStyle=QuoteStyle.Csv]))'
    )


def python(address: str) -> str:
    """A line of Python that reads the figures with pandas."""
    return f"import pandas as pd; rows = pd.read_csv({json.dumps(address)})"


def r(address: str) -> str:
    """A line of R that needs no package."""
    return f'rows <- read.csv({json.dumps(address)}, encoding = "UTF-8")'
