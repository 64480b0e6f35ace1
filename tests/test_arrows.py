"""The closed list of imports between rooms: a new arrow is a decision, written here."""

from __future__ import annotations

import ast
from itertools import chain

from analytics.core.paths import ROOT

BASE = frozenset({"core", "contracts", "warehouse"})
SUBJECTS = {
    "clusters": {"stories"},
    "comparison": {"clusters", "fees", "regions"},
    "effects": set(),
    "exports": set(),
    "fees": {"clusters"},
    "finder": {"clusters", "regions"},
    "funding": {"stories"},
    "knowledge": {"stories"},
    "markets": {"regions"},
    "membership": set(),
    "needs": {"workshops"},
    "network": {"table_list"},  # aliases are checked against the table of members
    "overview": {"effects", "exports", "programmes"},
    "own_tables": {"map", "table_list", "workshops"},
    "product_space": {"specialisation"},  # countries by RCA look the same
    "programmes": set(),
    "readiness": set(),
    "regions": set(),
    "specialisation": set(),
    "sql": {"catalogue"},
    "stories": set(),
    "workshops": {"publish"},
}
ALLOWED: dict[str, frozenset[str]] = {
    **{subject: BASE | others for subject, others in SUBJECTS.items()},
    "core": frozenset(),
    "contracts": frozenset({"core"}),
    "render": frozenset({"core"}),
    "rollup": frozenset({"core"}),  # it runs without pandas and pandera, in the environment of the Spark client
    "map": frozenset({"core", "clusters", "regions"}),
    "table_list": frozenset(SUBJECTS) - {"overview", "comparison", "sql"} | {"contracts"},
    "table_facts": frozenset({"core", "contracts", "table_list"}),
    "tables": frozenset({"core", "table_facts", "warehouse"}),
    "warehouse": frozenset({"core", "contracts", "table_facts", "warehouse_file"}),
    "warehouse_file": frozenset({"core", "contracts", "table_list", "warehouse_trade"}),
    "warehouse_trade": frozenset({"core", "contracts", "rollup"}),
    "catalogue": frozenset({"core"}),  # it names the modules with charts and imports them by name
    "publish": frozenset(
        {
            "core", "render", "catalogue", "table_facts", "map", "workshops",
            "clusters", "effects", "overview", "programmes", "regions",
        }
    ),
    "open_data": frozenset(
        {
            "core", "contracts", "warehouse", "warehouse_file", "table_facts", "table_list", "tables", "catalogue",
            "publish", "render",
        }
    ),
    "refresh": frozenset({"core", "contracts", "own_tables", "table_list"}),
    "cli": frozenset(
        {
            "core", "contracts", "warehouse", "table_list", "catalogue", "publish", "workshops",
            "clusters", "fees", "finder", "network", "open_data", "own_tables", "refresh", "rollup",
        }
    ),
    "__main__": frozenset({"cli"}),
    "ui": frozenset(
        {
            "core", "warehouse", "catalogue", "tables", "table_facts", "publish", "render", "workshops",
            "clusters", "comparison", "effects", "fees", "finder", "knowledge", "map", "open_data", "own_tables",
            "regions", "sql", "stories",
        }
    ),
    "pages": frozenset(SUBJECTS) | {"core", "catalogue", "tables", "publish", "render", "map", "open_data", "ui"},
    "app": frozenset({"ui"}),
}  # fmt: skip


def room(module: str) -> str:
    """The room of a module: the folder or file below analytics/, else the top folder."""
    parts = module.split(".")
    return parts[1] if parts[0] == "analytics" and len(parts) > 1 else parts[0]


def arrows() -> set[tuple[str, str, str]]:
    """Every import between rooms: from, to, and the file where it stands."""
    files = [*(ROOT / "analytics").rglob("*.py"), *(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    found = set()
    for path in [*files, ROOT / "app.py"]:
        name = path.relative_to(ROOT)
        own = room(".".join(name.with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            for module in modules:
                if module.split(".")[0] in ("analytics", "ui", "pages", "app") and room(module) != own:
                    found.add((own, room(module), str(name)))
    return found


def test_every_import_between_rooms_is_on_the_list() -> None:
    found = arrows()
    assert len(found) > 300
    new = sorted(arrow for arrow in found if arrow[0] != "__init__" and arrow[1] not in ALLOWED.get(arrow[0], ()))
    assert new == []


def test_the_list_has_no_arrow_that_nothing_uses() -> None:
    used = {(own, other) for own, other, _file in arrows()}
    listed = set(chain.from_iterable(((own, other) for other in others) for own, others in ALLOWED.items()))
    # Each subject may ask the base, whether or not it does today.
    base = {(subject, other) for subject in SUBJECTS for other in BASE}
    assert listed - used - base == set()
