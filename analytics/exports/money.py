"""Amounts in euros or in the dollars of the source, as sentences and axes name them."""

from __future__ import annotations

from analytics.core.language import _, number

CURRENCIES = ("eur", "usd")
BILLION = 1e9


def billions(amount: float | None, currency: str) -> str:
    """An amount in euros or dollars as "32.9 billion euros"."""
    said = number(None if amount is None else amount / BILLION, 1)
    if currency == "usd":
        return _("{amount} billion US dollars").format(amount=said)
    return _("{amount} billion euros").format(amount=said)


def billions_between(low: float, high: float, currency: str) -> str:
    """Two amounts as "17.0 to 32.9 billion euros"."""
    text = _("{low} to {high} billion US dollars") if currency == "usd" else _("{low} to {high} billion euros")
    return text.format(low=number(low / BILLION, 1), high=number(high / BILLION, 1))


def billions_axis(currency: str) -> str:
    """The title of an axis of billions at current prices."""
    return _("billion US dollars") if currency == "usd" else _("billion euros")


def currency_name(currency: str) -> str:
    """A currency as a choice."""
    return _("US dollars") if currency == "usd" else _("Euros")


def rate_method() -> str:
    """How dollars become euros."""
    return _(
        "The source publishes US dollars. Euros are dollars divided by the European Central Bank's reference rate of "
        "the year, the mean of its daily rates. Before 1999 there was no euro, so amounts in euros are unknown."
    )
