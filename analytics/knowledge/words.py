"""Sentences about who is inside a cluster."""

from __future__ import annotations

import pandas as pd

from analytics.core.language import _, ngettext, number


def role_name(role: str) -> str:
    """A role inside a cluster, in words."""
    return {
        "companies": _("Companies"),
        "research": _("Research and education"),
        "public": _("Public bodies"),
        "other": _("Others"),
    }[role]


def roles(frame: pd.DataFrame) -> str:
    """How many members are known by name, role by role, and of how many in all."""
    named = int(frame["members"].sum())
    if not named:
        return _("No member has been seen by name on a public page.")
    parts = ", ".join(f"{role_name(row.role)}: {number(row.members)}" for row in frame.itertuples() if row.members)
    known = ngettext("{n} member is known by name", "{n} members are known by name", named)
    total = frame["members_total"].iloc[0]
    if pd.isna(total):
        return _("{known} ({parts}). How many there are in all is not published.").format(known=known, parts=parts)
    return _("{known} ({parts}), of {all} in all.").format(known=known, parts=parts, all=number(total))
