"""What changed in the tables, in words and as an Atom feed, from the table `changes`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from analytics import tables
from analytics.core.language import _, current, listing, ngettext
from analytics.warehouse import warehouse

ATOM = "http://www.w3.org/2005/Atom"
AUTHORITY = "nordic-cluster-atlas"  # of the ids of entries, which stay when the atlas moves (RFC 4151)


@dataclass(frozen=True)
class Change:
    """What happened to a table on a day."""

    day: date
    table: str
    rows: int
    added: int
    removed: int
    changed: int
    fields_added: tuple[str, ...]
    fields_removed: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the table came on this day."""
        return self.added == self.rows > 0 and not (self.removed or self.changed or self.fields_removed)

    @property
    def words(self) -> str:
        """What happened, in a sentence of the language in use."""
        if self.is_new:
            return ngettext("The table was added with {n} row.", "The table was added with {n} rows.", self.rows)
        parts = [
            self.added and ngettext("{n} row added", "{n} rows added", self.added),
            self.changed and ngettext("{n} row changed", "{n} rows changed", self.changed),
            self.removed and ngettext("{n} row removed", "{n} rows removed", self.removed),
            self.fields_added and _("new fields: {fields}").format(fields=listing(self.fields_added)),
            self.fields_removed and _("fields removed: {fields}").format(fields=listing(self.fields_removed)),
        ]
        said = ", ".join(str(part) for part in parts if part)
        return said[:1].upper() + said[1:] + "."


def changes(table: str = "") -> tuple[Change, ...]:
    """The changes of a table ("" = of all), newest first."""
    rows = warehouse().table("changes")
    rows = rows[rows["table_name"] == table] if table else rows
    rows = rows.sort_values(["day", "table_name"], ascending=[False, True])
    return tuple(
        Change(
            day=date.fromisoformat(row["day"]),
            table=row["table_name"],
            rows=int(row["rows"]),
            added=int(row["rows_added"]),
            removed=int(row["rows_removed"]),
            changed=int(row["rows_changed"]),
            fields_added=_listed(row["fields_added"]),
            fields_removed=_listed(row["fields_removed"]),
        )
        for row in rows.to_dict("records")
    )


def atom(base: str, table: str = "") -> bytes:
    """The changes as an Atom feed (RFC 4287) of the atlas that answers at `base`."""
    found = changes(table)
    title = _("Changes of the tables of the Nordic Cluster Atlas")
    query = f"?table={table}&lang={current()}" if table else f"?lang={current()}"
    made = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": current()})
    _add(made, "title", f"{title}: {tables.title(table)}" if table else title)
    _add(made, "id", f"tag:{AUTHORITY},2026:changes{f':{table}' if table else ''}")
    _add(made, "updated", _instant(max((one.day for one in found), default=date(2026, 11, 21))))
    ElementTree.SubElement(made, "link", {"rel": "self", "href": f"{base}/data/changes.atom{query}"})
    ElementTree.SubElement(made, "link", {"rel": "alternate", "href": f"{base}/data{query}"})
    _add(ElementTree.SubElement(made, "author"), "name", _("Nordic Cluster Atlas"))
    for one in found:
        entry = ElementTree.SubElement(made, "entry")
        _add(entry, "title", tables.title(one.table))
        _add(entry, "id", f"tag:{AUTHORITY},2026:changes:{one.table}:{one.day.isoformat()}")
        _add(entry, "updated", _instant(one.day))
        href = f"{base}/data?table={one.table}&lang={current()}"
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": href})
        _add(entry, "summary", one.words)
    written: bytes = ElementTree.tostring(made, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _listed(cell: object) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if isinstance(cell, str) and cell else ()
