"""Questions about membership fees: what a cluster would cost an organisation, and which tiers are published."""

from __future__ import annotations

from math import floor, log10
from typing import Any

import pandas as pd

from analytics.clusters.questions import fee_name
from analytics.core.codes import COUNTED_KINDS, ECOSYSTEMS, NORDIC
from analytics.core.language import _, ngettext, number
from analytics.core.remembered import remembered
from analytics.warehouse import warehouse

Tier = dict[str, Any]
KINDS = ("company", "startup", "research", "public", "association", "other", "person")
NOT_GIVEN = -1  # stands for a size that was not given where a parameter must be a number
MOST_EMPLOYEES = 1_000_000
MOST_TURNOVER_EUR = 1_000_000_000_000
PRICED = ("known", "free")
SPANS = ("range", "range_only", "between", "depends")
UNPRICED = ("no_tier", "other_kind")
SECRET = ("paid", "unknown")
_TIER = ("fee_amount", "fee_currency", "fee_period", "joining_fee", "vat_note", "tier", "remark")
_COLUMNS = (
    *("rank", "cluster_id", "cluster", "country", "status", "state", "fee_eur", "fee_low_eur", "fee_high_eur"),
    *("fee_amount", "fee_currency", "fee_year", "fee_period", "vat_note", "joining_fee", "tier", "reason"),
    *("other_tiers", "remark", "source_url"),
)


@remembered(64)
def cost(
    employees: int = NOT_GIVEN,
    turnover_eur: int = NOT_GIVEN,
    kind: str = "company",
    country: str = "",
    eco: str = "",
    body: str = "",
) -> pd.DataFrame:
    """What membership of each cluster would cost an organisation, cheapest first, in the language in use.

    One row a counted cluster (`country`, industrial ecosystem `eco` and kind of cluster `body` "" = of all). Sizes are
    whole employees and EUR a year; -1 = not given. `state` is as in analytics/fees/queries/cost.sql; only known
    and free have a rank. Amounts: fee_eur, fee_low_eur and fee_high_eur in EUR a year, fee_amount and joining_fee in
    fee_currency.
    Raises ValueError for a kind that is not one of KINDS or a country that is not Nordic.
    """
    if kind not in KINDS:
        raise ValueError(f"There is no kind {kind!r}; there are {', '.join(KINDS)}.")
    if country and country not in NORDIC:
        raise ValueError(f"There is no country {country!r} here; there are {', '.join(NORDIC)}.")
    if eco and eco not in ECOSYSTEMS:
        raise ValueError(f"There is no ecosystem {eco!r}.")
    if body and body not in COUNTED_KINDS:
        raise ValueError(f"There is no kind of cluster {body!r}; there are {', '.join(COUNTED_KINDS)}.")
    rows = _of_every_cluster(employees, turnover_eur, kind)
    for column, wanted in (("country", country), ("ecosystem", eco), ("kind", body)):
        rows = rows[rows[column] == wanted] if wanted else rows
    shown = rows[list(_COLUMNS)].reset_index(drop=True)
    ranked = shown["rank"].notna()
    return shown.assign(rank=ranked.cumsum().astype("Int64").where(ranked))  # among those that are shown


@remembered(64)
def _of_every_cluster(employees: int, turnover_eur: int, kind: str) -> pd.DataFrame:
    # Of all at once: who asks what an organisation would pay looks at several countries and ecosystems.
    asked = {"employees": _or_none(employees), "turnover_eur": _or_none(turnover_eur), "kind": kind}
    rows = warehouse().ask("fees.cost", **asked)
    fitted: dict[str, list[Tier]] = {}
    for tier in _read(warehouse().ask("fees.fitted", **asked)).to_dict("records"):
        fitted.setdefault(tier["cluster_id"], []).append(tier)
    return pd.DataFrame(
        [_in_words(row, fitted.get(row["cluster_id"], []), asked) for row in rows.to_dict("records")],
        columns=[*_COLUMNS, "ecosystem", "kind"],
    ).astype({"rank": "Int64", "fee_year": "Int64"})


@remembered(64)
def tiers(country: str = "") -> pd.DataFrame:
    """Every published fee tier, former tables too, Finland first; texts in the language in use.

    fee_eur in EUR a fee_period; fee_amount and joining_fee in fee_currency; size_min and size_max in size_basis.
    """
    rows = _read(warehouse().ask("fees.tiers", country=country or None))
    return rows.assign(
        size=[size_words(row) for row in rows.to_dict("records")],
        kinds=rows["member_kind"].map(kinds_words, na_action="ignore"),
        conditions=rows["condition"].map(conditions_words, na_action="ignore"),
    )


@remembered(64)
def ladder(country: str = "") -> pd.DataFrame:
    """The yearly fees of companies in the newest tables of the counted clusters, one row a tier."""
    rows = tiers(country)
    rows = rows[rows["counted"]]
    kinds = rows["member_kind"].fillna("").str.split("; ")
    business = kinds.map(lambda named: bool({"company", "any"} & set(named)))
    return rows[business & rows["is_current"] & (rows["fee_period"] == "year")].reset_index(drop=True)


def transparency() -> pd.DataFrame:
    """What is known of the fees of active clusters, one row a country and state: clusters, all_clusters, share_pct."""
    return warehouse().ask("fees.transparency")


def left_out(country: str = "") -> int:
    """How many clusters with published tiers the calculator leaves out because they are not counted."""
    rows = tiers(country)
    return int(rows.loc[~rows["counted"], "cluster_id"].nunique())


def amount_unknown(rows: pd.DataFrame) -> pd.Series:
    """Whether nothing can be said of what a row of `cost` asks from us: no amount, or only what the largest pay."""
    return rows["state"].isin(SECRET) | (rows["state"].isin(SPANS) & rows["fee_low_eur"].isna())


def headline(rows: pd.DataFrame, employees: int, kind: str) -> str:
    """What it would cost, in a sentence; `rows` as `cost` gives them."""
    priced = rows[rows["state"].isin(PRICED)]
    whom = _for_whom(employees, kind)
    secret = number(int(amount_unknown(rows).sum()))
    if priced.empty:
        return _("No fee can be worked out {whom}. The price of {n} clusters is not known.").format(whom=whom, n=secret)
    if len(priced) == 1:
        return _("Membership costs {fee} a year {whom} in {cluster}, the only one whose fee can be worked out.").format(
            whom=whom, fee=euro(priced["fee_eur"].iloc[0]), cluster=priced["cluster"].iloc[0]
        )
    amount = _("EUR {low}–{high}").format(
        low=number(two_digits(priced["fee_eur"].min())), high=number(two_digits(priced["fee_eur"].max()))
    )
    return _(
        "Membership costs {amount} a year {whom} in {n} clusters. The price of {secret} clusters is not known."
    ).format(amount=amount, whom=whom, n=number(len(priced)), secret=secret)


def _for_whom(employees: int, kind: str) -> str:
    """Whom a fee is for, as it stands inside a sentence."""
    if kind == "company" and employees != NOT_GIVEN:
        return ngettext("for a company of {n} person", "for a company of {n} people", employees)
    return {
        "company": _("for a company"),
        "startup": _("for a start-up"),
        "research": _("for a research or educational organisation"),
        "public": _("for a public body"),
        "association": _("for an association"),
        "person": _("for a private person"),
    }.get(kind, _("for an organisation"))


# --- words -----------------------------------------------------------------------------------------------


def organisation_words(employees: int, turnover_eur: int, kind: str) -> str:
    """An organisation in words: "Company, 12 employees, turnover EUR 2,000,000"; what was not given is left out."""
    named = kind_name(kind)
    said = [named[:1].upper() + named[1:]]
    if kind == "person":
        return said[0]
    if employees != NOT_GIVEN:
        said.append(ngettext("{n} employee", "{n} employees", employees))
    if turnover_eur != NOT_GIVEN:
        said.append(_("turnover {amount}").format(amount=money(turnover_eur, "EUR")))
    return ", ".join(said)


def kind_name(value: str) -> str:
    """A kind of organisation, in words."""
    return {
        "any": _("any organisation"),
        "company": _("company"),
        "startup": _("start-up"),
        "one_person": _("one-person company"),
        "research": _("research or education"),
        "public": _("public body"),
        "association": _("association"),
        "other": _("other organisation"),
        "person": _("private person"),
        "student": _("student"),
    }.get(value, value)


def kinds_words(values: str) -> str:
    """Kinds joined by "; " in words."""
    return ", ".join(kind_name(value) for value in values.split("; "))


def vat_words(value: str) -> str:
    """The remark on value added tax, in words."""
    return {"excl. VAT": _("excl. VAT"), "excl. VAT on service fee": _("excl. VAT on the service fee")}.get(
        value, value
    )


def period_name(value: str) -> str:
    """What a fee is paid for, in words."""
    return {"year": _("a year"), "year per inhabitant": _("a year for each inhabitant")}.get(value, value)


def money(amount: float, currency: str) -> str:
    """An amount with its currency ("EUR 1,000", "1 000 EUR"); cents only where the whole is less than ten."""
    digits = 2 if 0 < amount < 10 and amount % 1 else 0
    return _("{currency} {amount}").format(currency=currency, amount=number(amount, digits)).replace(" ", "\u00a0")


def two_digits(value: float) -> float:
    """An amount with two significant digits, as it is said where it was converted; unknown stays unknown."""
    if value != value:
        return value
    return float(round(value, 1 - floor(log10(abs(value))))) if value else 0.0


def euro(amount: float) -> str:
    """An amount in EUR as `money` writes it, nothing as "free"."""
    return fee_name("free") if amount == 0 else money(amount, "EUR")


def size_words(tier: Any) -> str:
    """The sizes that a tier is for, in words."""
    basis, low, high = tier["size_basis"], tier["size_min"], tier["size_max"]
    if basis in ("flat", "other") or (pd.isna(low) and pd.isna(high)):
        return {"flat": _("one fee for every size"), "turnover": _("by turnover")}.get(basis, _("by another measure"))
    staff = basis == "employees"
    unit = {"currency": tier["fee_currency"], "low": number(low)}
    if pd.isna(high):
        return (
            _("{low} employees or more").format(**unit)
            if staff
            else _("turnover {currency} {low} or more").format(**unit)
        )
    if low == high:
        return ngettext("{n} employee", "{n} employees", int(low)) if staff else money(low, tier["fee_currency"])
    unit["high"] = number(high)
    return _("{low}–{high} employees").format(**unit) if staff else _("turnover {currency} {low}–{high}").format(**unit)


def conditions_words(values: str) -> str:
    """What a tier asks for or adds beside size and kind, in words."""
    words = {
        "age": _("only for young companies"),
        "country": _("only for organisations of that country"),
        "turnover": _("a limit of turnover counts too"),
        "activity": _("only the turnover of the cluster's field counts"),
        "extra_fee": _("another fee comes on top"),
        "in_kind": _("own working hours come on top"),
        "group": _("for companies of a group that is a member more than once"),
        "field": _("only for companies that serve the field, such as lawyers"),
    }
    return ", ".join(words.get(value, value) for value in values.split("; "))


# --- parts -----------------------------------------------------------------------------------------------


def _or_none(size: int) -> int | None:
    return None if size < 0 else size


def _read(rows: pd.DataFrame) -> pd.DataFrame:
    """Tiers with their texts in the language in use."""
    rows = warehouse().localised(rows, "membership_fees", tier="member_category", remark="benefits_note")
    return rows.assign(vat_note=rows["vat_note"].map(vat_words, na_action="ignore"))


def _in_words(row: dict[str, Any], tiers: list[Tier], asked: dict[str, Any]) -> dict[str, Any]:
    """A cluster's row with the tier that applies, why, and the other tiers in question."""
    out = {**row, "cluster": row["name"]}
    open_ = [tier for tier in tiers if tier["fit"] in ("applies", "not_given", "depends")]
    applying = [tier for tier in open_ if tier["fit"] == "applies"]
    best = applying[0] if applying and row["state"] in PRICED else None
    if tiers:
        # A cluster's newest table stands on one page of one year.
        out |= {name: tiers[0][name] for name in ("fee_year", "source_url")}
    if best:
        out |= {name: best[name] for name in _TIER}
    else:
        near = open_ or [tier for tier in tiers if tier["fit"] == "other_size"]
        out["remark"] = _sentences(_each([tier["remark"] for tier in near])) or None
        if len({str(tier["vat_note"]) for tier in near}) == 1:
            out["vat_note"] = near[0]["vat_note"]
    out["other_tiers"] = " · ".join(_tier_words(tier) for tier in open_ if tier is not best) or None
    out["reason"] = _tier_reason(best, asked) if best else _reason(row, tiers, asked)
    return out


def _tier_words(tier: Tier) -> str:
    """A tier with its fee, and its sizes where it has any."""
    fee = money(tier["fee_amount"], tier["fee_currency"]) + " " + period_name(tier["fee_period"])
    said = {
        "tier": tier["tier"],
        "size": size_words(tier),
        "fee": euro(tier["fee_eur"]) if tier["fee_period"] == "year" else fee,
    }
    if tier["size_basis"] in ("flat", "other"):
        return _("{tier}: {fee}").format(**said)
    return _("{tier} ({size}): {fee}").format(**said)


def _tier_reason(tier: Tier, asked: dict[str, Any]) -> str:
    """Why a tier applies: its sizes and kinds, the turnover in its currency, and what else it asks for."""
    kinds = kinds_words(tier["member_kind"])
    if tier["size_basis"] == "flat":
        said = [_("one fee for every size, for: {kinds}").format(kinds=kinds)]
    else:
        said = [_("tier: {size}, for: {kinds}").format(size=size_words(tier), kinds=kinds)]
    if tier["size_basis"] == "turnover" and tier["fee_currency"] != "EUR":
        amounts = {"euro": money(asked["turnover_eur"], "EUR"), "amount": money(tier["size"], tier["fee_currency"])}
        said.append(_("{euro} is about {amount}").format(**amounts))
    if isinstance(tier["condition"], str):
        said.append(conditions_words(tier["condition"]))
    return _sentences(said)


def _reason(row: dict[str, Any], tiers: list[Tier], asked: dict[str, Any]) -> str:
    """Why there is no one fee."""
    match row["state"]:
        case "range":
            missing = {tier["size_basis"] for tier in tiers if tier["fit"] == "not_given"}
            if missing == {"turnover"}:
                return _("depends on the turnover, which was not given")
            if "turnover" in missing:
                return _("depends on the number of employees and the turnover, which were not given")
            return _("depends on the number of employees, which was not given")
        case "depends":
            return _depends_reason([tier for tier in tiers if tier["fit"] == "depends"])
        case "between" | "no_tier":
            return _gap_reason(row, next(tier for tier in tiers if tier["fit"] == "other_size"))
        case "other_kind":
            return _("its tiers are for others, none for: {kind}").format(kind=kind_name(asked["kind"]))
        case "range_only":
            return _("only the lowest and the highest fee have been seen, no tiers")
        case "free":
            return _("membership is free of charge")
        case "paid":
            return _("membership is paid, the amount is not published")
    return _("no published fee has been seen")


def _depends_reason(tiers: list[Tier]) -> str:
    if all(isinstance(tier["fee_bound"], str) for tier in tiers):
        said = _("the page gives only the ends of a span")
    else:
        said = _("depends on more than employees, turnover and kind")
    return _sentences(
        [said, *_each([conditions_words(tier["condition"]) for tier in tiers if pd.notna(tier["condition"])])]
    )


def _gap_reason(row: dict[str, Any], tier: Tier) -> str:
    size = (
        ngettext("{n} employee", "{n} employees", int(tier["size"]))
        if tier["size_basis"] == "employees"
        else _("turnover {amount}").format(amount=money(tier["size"], tier["fee_currency"]))
    )
    if row["state"] == "no_tier":
        return _("no tier is published for this size ({size})").format(size=size)
    return _("no tier is published for this size ({size}). The next below costs {low}, the next above {high}").format(
        size=size, low=euro(row["fee_low_eur"]), high=euro(row["fee_high_eur"])
    )


def _sentences(parts: list[str]) -> str:
    """Parts as sentences of one text; the first keeps its small letter, as a reason alone has."""
    first, *more = [part.rstrip(".") for part in parts] or [""]
    return ". ".join([first, *(part[:1].upper() + part[1:] for part in more)])


def _each(texts: list[Any]) -> list[str]:
    """The texts there are, each once."""
    return list(dict.fromkeys(text for text in texts if isinstance(text, str)))
