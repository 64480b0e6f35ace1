"""The work behind `python -m analytics aliases`: which names of members may be one organisation.

Nothing here changes a result by itself. Suggestions are only printed; what a person confirms or rejects is written to
the table member_aliases, and the view resolved_members follows what stands there as confirmed.
"""

from __future__ import annotations

import csv
import re
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from analytics.core.paths import DATA
from analytics.core.text_index import fold

TABLE = "member_aliases"
LEAST_SCORE = 85.0
_PART_WEIGHT = 0.9  # a name that is contained in another counts for less than the same name: it may be a subsidiary


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _meanings(lines: str) -> dict[str, str]:
    """Every word of a line -> the line's first."""
    return {word: line.split()[0] for line in lines.strip().splitlines() for word in line.split()}


# Words at either end of a name that say what kind of company it is or in which country, not which organisation.
_FORMS = _words(
    """ab oy oyj abp ry rf as asa ans ba da hf ehf ohf sf aps amba ks is ps ivs ltd limited llc llp plc inc corp
    corporation co company gmbh ag kg se sa sas sarl bv nv spa srl oue ou publ group gruppen konsernet koncernen
    konserni holding norge norway suomi finland sverige sweden danmark denmark island iceland norden nordic
    scandinavia europe"""
)
# Words for the same thing in the languages of the tables, and names of places that differ between them.
_KINDS = _meanings(
    """university universitet universitetet universitets yliopisto yliopiston haskoli haskolinn
    college hogskola hogskolan hogskole hogskolen hoyskole hogskulen ammattikorkeakoulu
    municipality kommun kommune kommuns kunta kunnan
    city stad stads kaupunki kaupungin by
    region regionen regionens maakunta
    institute institutt instituttet institutet instituutti institut
    technology teknologi teknologia teknologisk tekniska teknik tekniikan technological technical
    association forening foreningen forbundet forbund liitto yhdistys samband
    industry industri industrin industrien teollisuus idnadur"""
)
_PLACES = _meanings(
    """sjaelland zealand
    kobenhavn copenhagen kobenhavns kopenhamn koopenhamina
    goteborg gothenburg goteborgs
    helsinki helsingin helsingfors
    turku turun abo
    tampere tampereen tammerfors
    oulu oulun uleaborg
    vaasa vaasan vasa
    bergen bergens
    lund lunds
    hovedstaden capital"""
)
_SAME = _KINDS | _PLACES
# Words that name no organisation by themselves; one that consists of them is not sought inside longer names.
_GENERAL = frozenset(_KINDS.values())
_COMMON = _GENERAL | frozenset(_PLACES.values()) | _words("business energy solar wind science park center centre")
_SMALL = _words("of the i og och ja and for av pa at de den det in")


def normalised(name: str) -> str:
    """A name without case, accents, small words, legal forms and countries at its ends, in words all languages share.

    Something always remains of a name that has a letter or a digit: one word is kept, whatever it is.
    """
    joined = re.sub(r"\b([a-z])[./]([a-z])\b\.?", r"\1\2", fold(name))  # A/S, a.s.
    words = re.findall(r"[^\W_]+", joined)
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    while len(words) > 1 and words[0] in _FORMS:
        words.pop(0)
    said = [_SAME.get(word, word) for word in words if word not in _SMALL] or words
    return " ".join(said)


def score(one: str, other: str) -> float:
    """How alike two names are, 0 to 100, the same either way round; 100 when they differ in legal form only.

    The better of rapidfuzz's token_sort_ratio (normalised edit distance of the sorted words) and nine tenths of its
    token_set_ratio (which is 100 when one name's words are all in the other). Words such as "university" must not
    make two names alike: the first is taken over the other words too, and the lower counts. A part in brackets, such
    as an abbreviation, is also tried as a name of its own.
    """
    from rapidfuzz import fuzz

    best = 0.0
    for a in _readings(one):
        for b in _readings(other):
            pair = sorted((a, b))
            own = [" ".join(word for word in reading.split() if word not in _GENERAL) for reading in pair]
            same = fuzz.token_sort_ratio(*pair)
            if all(own):
                same = min(same, fuzz.token_sort_ratio(*own))
            if all(set(reading.split()) - _COMMON for reading in pair):
                same = max(same, _PART_WEIGHT * fuzz.token_set_ratio(*pair))
            best = max(best, same)
    return round(best, 1)


def suggestions(root: Path = DATA, least: float = LEAST_SCORE) -> pd.DataFrame:
    """Pairs of names not yet decided that score `least` or more, best first.

    Columns: member_id, member_name (of fewer memberships), canonical_id, canonical_name, score, and of each the
    countries and clusters it is listed with (`;` between several).
    """
    listed = _listed(root)
    decided = _decided(root)
    settled = set(decided.loc[decided["decision"] == "confirmed", "member_id"])
    apart = {frozenset(pair) for pair in zip(decided["member_id"], decided["canonical_id"], strict=True)}
    rows = [row for row in listed.to_dict("records") if row["member_id"] not in settled]
    found = []
    for one, other, points in _alike([row["member_name"] for row in rows], least):
        variant, canonical = sorted(
            (rows[one], rows[other]), key=lambda row: (row["memberships"], -len(row["member_id"]), row["member_id"])
        )
        if frozenset((variant["member_id"], canonical["member_id"])) not in apart:
            found.append((points, variant, canonical))
    found.sort(key=lambda pair: (-pair[0], pair[1]["member_id"], pair[2]["member_id"]))
    return pd.DataFrame(
        [
            {
                "member_id": variant["member_id"],
                "member_name": variant["member_name"],
                "canonical_id": canonical["member_id"],
                "canonical_name": canonical["member_name"],
                "score": points,
                "member_countries": variant["countries"],
                "canonical_countries": canonical["countries"],
                "member_clusters": variant["clusters"],
                "canonical_clusters": canonical["clusters"],
            }
            for points, variant, canonical in found
        ],
        columns=[
            *("member_id", "member_name", "canonical_id", "canonical_name", "score"),
            *("member_countries", "canonical_countries", "member_clusters", "canonical_clusters"),
        ],
    )


def decide(
    member_id: str,
    canonical_id: str,
    decision: str,
    *,
    reason: str = "",
    note: str = "",
    url: str = "",
    root: Path = DATA,
) -> list[str]:
    """Write a person's decision into member_aliases and the manifest; an earlier one on the same pair is replaced.

    Returns the faults that kept it from being written, none when it was: the table stays as it was when the decision
    breaks its contract, names a member_id that is not in memberships, or another table has a fault.
    """
    from analytics.contracts.checks import check_all
    from analytics.contracts.manifest import write_manifest
    from analytics.table_list import TABLES

    listed = _listed(root).set_index("member_id")["member_name"]
    earlier = _decided(root)
    same = (earlier["member_id"] == member_id) & (earlier["canonical_id"] == canonical_id)
    named = earlier.loc[(earlier["canonical_id"] == canonical_id) & (earlier["decision"] == "confirmed")]
    row = {
        "member_id": member_id,
        "canonical_id": canonical_id,
        "canonical_name": named["canonical_name"].iloc[0] if len(named) else listed.get(canonical_id, canonical_id),
        "decision": decision,
        "reason": reason,
        "decided_on": date.today().isoformat(),
        "source_url": url,
        "note": note,
    }
    rows = pd.concat([earlier[~same], pd.DataFrame([row])], ignore_index=True).fillna("")
    rows = rows.sort_values(["member_id", "canonical_id"], kind="stable")
    path = root / TABLES[TABLE].path
    before = path.read_bytes()
    path.write_text(rows.to_csv(index=False, lineterminator="\n"), "utf-8", newline="\n")
    faults = check_all(TABLES, root)
    if faults:
        path.write_bytes(before)
        return [str(fault) for fault in faults]
    write_manifest(TABLES, root)
    return []


def run(
    fmt: str = "text",
    confirm: tuple[str, str] | None = None,
    reject: tuple[str, str] | None = None,
    reason: str = "",
    note: str = "",
    url: str = "",
    root: Path = DATA,
) -> int:
    """Print the suggestions, or write a decision: 0 when done, 1 when it was not written, 2 when asked wrongly."""
    if confirm is None and reject is None:
        _print(suggestions(root), fmt)
        return 0
    if (confirm is not None) != bool(reason):
        print("--confirm needs --reason, and nothing else takes it.", file=sys.stderr)
        return 2
    pair = confirm or reject or ("", "")
    faults = decide(*pair, "confirmed" if confirm else "rejected", reason=reason, note=note, url=url, root=root)
    print("\n".join(faults) or f"wrote {pair[0]} -> {pair[1]}", file=sys.stderr)
    return 1 if faults else 0


def _readings(name: str) -> set[str]:
    """A name as a whole, without what stands in brackets, and what stands in them; normalised, the empty left out."""
    inside = re.findall(r"\(([^()]*)\)", name)
    read = {normalised(part) for part in (name, re.sub(r"\([^()]*\)", " ", name), *inside)}
    return read - {""}


def _alike(names: list[str], least: float) -> list[tuple[int, int, float]]:
    """Index pairs of names that score `least` or more; only names with a word of a like beginning are compared."""
    groups: dict[str, set[int]] = {}
    for i, name in enumerate(names):
        for word in {word for reading in _readings(name) for word in reading.split()}:
            groups.setdefault(word[:4], set()).add(i)
    pairs = {(one, other) for group in groups.values() for one in group for other in group if one < other}
    scored = ((one, other, score(names[one], names[other])) for one, other in sorted(pairs))
    return [(one, other, points) for one, other, points in scored if points >= least]


def _listed(root: Path) -> pd.DataFrame:
    """Every member_id with a name (its shortest), the number of memberships, the countries and the clusters."""
    rows = pd.read_csv(root / "memberships" / "memberships.csv", dtype="str", keep_default_na=False)
    return (
        rows.groupby("member_id")
        .agg(
            member_name=("member_name", lambda names: min(names, key=lambda name: (len(name), name))),
            memberships=("cluster_id", "size"),
            countries=("member_country", lambda codes: ";".join(sorted(set(codes) - {""}))),
            clusters=("cluster_id", lambda ids: ";".join(sorted(ids))),
        )
        .reset_index()
    )


def _decided(root: Path) -> pd.DataFrame:
    return pd.read_csv(root / "memberships" / f"{TABLE}.csv", dtype="str", keep_default_na=False)


def _print(found: pd.DataFrame, fmt: str) -> None:
    if fmt == "csv":
        found.to_csv(sys.stdout, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        return
    for row in found.itertuples():
        print(f"{row.score:5.1f}  {row.member_name} [{row.member_id}]  ?=  {row.canonical_name} [{row.canonical_id}]")
        print(f"       {row.member_countries or '?'}: {row.member_clusters}")
        print(f"       {row.canonical_countries or '?'}: {row.canonical_clusters}")
    print(f"{len(found)} undecided; nothing is merged until you confirm it:")
    print('  python -m analytics aliases --confirm MEMBER_ID CANONICAL_ID --reason "legal form"')
    print("  python -m analytics aliases --reject MEMBER_ID CANONICAL_ID")
