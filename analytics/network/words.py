"""Sentences about clusters that share members, and the way from one to another."""

from __future__ import annotations

import pandas as pd

from analytics.core.language import _, listing, ngettext, number
from analytics.network.questions import Picture, Route


def clusters(picture: Picture) -> str:
    """How many pairs share members, and of how many clusters members are known at all."""
    known = picture.coverage
    crossing = int(picture.pairs["is_cross_border"].sum())
    return _(
        "{pairs} pairs of clusters are known to share members, {crossing} of them across a border. Members are known by"
        " name for {named} of {all} active clusters in the selection. The lists are partial."
    ).format(
        pairs=number(len(picture.pairs)),
        crossing=number(crossing),
        named=number(known["clusters_named"]),
        all=number(known["clusters"]),
    )


def bridges(ranked: pd.DataFrame) -> str:
    """What the first organisation connects, and how many connect anything."""
    if ranked.empty:
        return no_bridges()
    first = ranked.iloc[0]
    return _(
        "{name}: {clusters}, {countries}, {ecosystems}. {all} organisations are known to sit in several clusters, "
        "{abroad} of them in clusters of several countries."
    ).format(
        name=first["member_name"],
        clusters=ngettext("{n} cluster", "{n} clusters", first["clusters"]),
        countries=ngettext("{n} country", "{n} countries", first["countries"]),
        ecosystems=ngettext("{n} ecosystem", "{n} ecosystems", first["ecosystems"]),
        all=number(len(ranked)),
        abroad=number(int((ranked["countries"] > 1).sum())),
    )


def no_bridges() -> str:
    """That nobody connects anything."""
    return _("No organisation is known to sit in several of these clusters.")


def route(found: Route, start: str, end: str) -> str:
    """The way in a sentence; where none is known, what is known of both ends."""
    said = {"start": found.names[start], "end": found.names[end]}
    if start == end:
        return _("Both ends are the same cluster. Choose another one.")
    if found.chain is None:
        return _no_way(found, start, end)
    passed = [found.names[cluster] for cluster in found.chain.clusters[1:-1]]
    members = listing(found.members[step[0]] for step in found.chain.organisations)
    if not passed:
        return _("{start} and {end} have a member in common: {members}.").format(**said, members=members)
    sentence = _("{start} reaches {end} by way of {clusters}, through these members: {members}.").format(
        **said, clusters=listing(passed), members=members
    )
    others = found.chain.equally_short - 1
    if others:
        sentence += " " + ngettext("There is {n} other way as short.", "There are {n} other ways as short.", others)
    return sentence


def also(others: int) -> str:
    """How many others the same two clusters share beside one, empty for none."""
    if not others:
        return ""
    return ngettext("and {n} other shared member", "and {n} other shared members", others)


def _no_way(found: Route, start: str, end: str) -> str:
    """Why no way is known: no member of an end is known, or the two ends are in groups that nobody connects."""
    facts = [
        _end_words(found, cluster, named, reaches)
        for cluster, named, reaches in (
            (start, found.start_named, found.start_reaches),
            (end, found.end_named, found.end_reaches),
        )
    ]
    first = _("No way from {start} to {end} through known members.").format(
        start=found.names[start], end=found.names[end]
    )
    return " ".join([first, *facts])


def _end_words(found: Route, cluster: str, named: bool, reaches: tuple[str, ...]) -> str:
    said = {"cluster": found.names[cluster], "n": number(len(reaches))}
    if not named:
        return _("No member of {cluster} is known by name.").format(**said)
    if not reaches:
        return _("None of the known members of {cluster} sits in another active cluster.").format(**said)
    some = listing(found.names[other] for other in reaches[:3])
    if len(reaches) > 3:
        return _("From {cluster}, {n} other clusters can be reached, {some} among them.").format(**said, some=some)
    return _("From {cluster}, only {some} can be reached.").format(**said, some=some)
