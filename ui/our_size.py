"""How large the reader's own company is, asked in the same words and kept under the same names on every page."""

from __future__ import annotations

from analytics.core.language import _
from analytics.fees.questions import MOST_EMPLOYEES, MOST_TURNOVER_EUR
from ui import address

EMPLOYEES, TURNOVER = "employees", "turnover"
DEFAULT_EMPLOYEES, DEFAULT_TURNOVER = 12, 2_000_000


def employees(width: int = 130) -> int:
    """The number of employees; -1 for none given."""
    given = address.write_number(
        EMPLOYEES, _("Employees"), low=0, high=MOST_EMPLOYEES, default=DEFAULT_EMPLOYEES, width=width
    )
    return -1 if given is None else given


def turnover(width: int = 190) -> int:
    """The turnover in EUR a year; -1 for none given."""
    given = address.write_number(
        TURNOVER,
        _("Turnover, EUR a year"),
        low=0,
        high=MOST_TURNOVER_EUR,
        default=DEFAULT_TURNOVER,
        step=100_000,
        width=width,
    )
    return -1 if given is None else given


def asked() -> tuple[int, int]:
    """Employees and turnover as the link gives them, before the controls are drawn."""
    found = []
    for name, default in ((EMPLOYEES, DEFAULT_EMPLOYEES), (TURNOVER, DEFAULT_TURNOVER)):
        given = address.read(name)
        if given == [address.ANY]:
            found.append(-1)
        else:
            sound = len(given) == 1 and given[0].isascii() and given[0].isdecimal() and len(given[0]) < 13
            found.append(int(given[0]) if sound else default)
    return found[0], found[1]


def query(staff: int, sales: int) -> dict[str, str]:
    """The size as parameters of a link to another page."""
    return {
        EMPLOYEES: address.ANY if staff < 0 else str(staff),
        TURNOVER: address.ANY if sales < 0 else str(sales),
    }
