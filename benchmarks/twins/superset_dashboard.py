"""Make the dashboard of the twin in Superset: a map and a table of clusters, exports over the years, one filter.

Run by superset.sh with Superset's own Python; it needs nothing of the atlas.
"""

from __future__ import annotations

import json
from typing import Any

SHARE = {"expressionType": "SIMPLE", "clause": "WHERE", "subject": "indicator", "operator": "==",
         "comparator": "NE.EXP.GNFS.ZS"}  # fmt: skip
PLACE = {"type": "latlong", "latCol": "lat", "lonCol": "lon"}
KNOWN = {"expressionType": "SQL", "clause": "WHERE", "sqlExpression": "lat IS NOT NULL AND status = 'active'"}
# Name of the chart -> table, kind, what it shows.
CHARTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "Where the clusters are": ("clusters", "deck_scatter", {
        "spatial": PLACE, "adhoc_filters": [KNOWN], "row_limit": 1000, "point_radius_fixed": {"type": "fix",
        "value": 12000}, "viewport": {"latitude": 64.4, "longitude": 12, "zoom": 3.2, "bearing": 0, "pitch": 0},
    }),
    "Clusters": ("clusters", "table", {
        "query_mode": "raw", "all_columns": ["name", "country", "city", "ecosystem"], "row_limit": 20,
        "adhoc_filters": [KNOWN],
    }),
    "Exports, % of GDP": ("export_indicators", "echarts_timeseries_line", {
        "x_axis": "year", "groupby": ["country"], "adhoc_filters": [SHARE], "row_limit": 1000,
        "metrics": [{"expressionType": "SIMPLE", "column": {"column_name": "value"}, "aggregate": "AVG",
                     "label": "share"}],
    }),
}  # fmt: skip


def main() -> None:
    """Make the datasets, the charts and the dashboard, in the place of those that were made before."""
    from superset.app import create_app

    with create_app().app_context():
        from superset import db
        from superset.connectors.sqla.models import SqlaTable
        from superset.models.core import Database
        from superset.models.dashboard import Dashboard
        from superset.models.slice import Slice

        for kind in (Dashboard, Slice, SqlaTable):
            for made in db.session.query(kind).all():
                db.session.delete(made)
        db.session.commit()
        database = db.session.query(Database).filter_by(database_name="atlas").one()
        names = {name for name, _kind, _shown in CHARTS.values()}
        tables = {name: SqlaTable(table_name=name, schema="main", database=database) for name in names}
        for table in tables.values():
            db.session.add(table)
            db.session.flush()
            table.fetch_metadata()
        slices = []
        for title, (name, kind, shown) in CHARTS.items():
            table = tables[name]
            params = {"viz_type": kind, "datasource": f"{table.id}__table", **shown}
            slices.append(
                Slice(slice_name=title, viz_type=kind, datasource_type="table", datasource_id=table.id,
                      params=json.dumps(params))
            )  # fmt: skip
        db.session.add_all(slices)
        db.session.flush()
        country = {
            "id": "NATIVE_FILTER-country", "name": "Country", "type": "NATIVE_FILTER", "filterType": "filter_select",
            "targets": [{"datasetId": tables["clusters"].id, "column": {"name": "country"}}], "cascadeParentIds": [],
            "scope": {"rootPath": ["ROOT_ID"], "excluded": []}, "defaultDataMask": {"filterState": {}},
            "controlValues": {"multiSelect": True, "enableEmptyFilter": False, "defaultToFirstItem": False},
        }  # fmt: skip
        db.session.add(
            Dashboard(
                dashboard_title="Nordic clusters", slug="atlas", slices=slices, published=True,
                position_json=json.dumps(_places([made.id for made in slices])),
                json_metadata=json.dumps({"native_filter_configuration": [country]}),
            )
        )  # fmt: skip
        db.session.commit()


def _places(charts: list[int]) -> dict[str, Any]:
    """One chart below another, as Superset keeps it."""
    places: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": ["GRID_ID"]},
        "GRID_ID": {"id": "GRID_ID", "type": "GRID", "parents": ["ROOT_ID"], "children": []},
    }
    for number in charts:
        row, chart, above = f"ROW-{number}", f"CHART-{number}", ["ROOT_ID", "GRID_ID"]
        places["GRID_ID"]["children"].append(row)
        look = {"background": "BACKGROUND_TRANSPARENT"}
        places[row] = {"id": row, "type": "ROW", "parents": above, "children": [chart], "meta": look}
        size = {"chartId": number, "width": 12, "height": 60}
        places[chart] = {"id": chart, "type": "CHART", "parents": [*above, row], "children": [], "meta": size}
    return places


if __name__ == "__main__":
    main()
