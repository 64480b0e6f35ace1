"""What a reader's SQL may be: one question over the tables of the atlas, told in words before DuckDB sees it.

The gate gives clear messages. What keeps a statement from files, settings and the other pages is where it runs: a
process of its own with limits, on a connection that is read-only and locked (analytics.warehouse_file).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from analytics.core.language import _, listing, quoted
from analytics.core.worker import RefusedError

LONGEST = 20_000  # characters
_QUESTIONS = (exp.Query, exp.Describe, exp.Summarize, exp.Pivot, exp.Values)
_CHANGES = (exp.DML, exp.DDL, exp.Command, exp.Into, exp.Parameter, exp.Placeholder, exp.Lock)
_TABLES_MADE = {"range", "generate_series", "unnest"}
# Functions of the system, of files, of other databases, and those that run text as SQL.
_SYSTEM = re.compile(
    r"(duckdb|pragma|pg|read|write|parquet|sniff|current|get|has|session|in_search|enable|disable|add_parquet|icu|test"
    r"|txid|which|inet|create|register|deregister|destroy|truncate|storage|st|json_execute"
    r"|json_serialize|python_map|import|parse_duckdb|sql_auto|col|obj|shobj|_)_.*"
    r"|.*_scan(_.*)?|.*substrait.*|query|query_table|get(env|variable)|glob|(force_)?checkpoint|version|user|nextval|currval"
    r"|setval|sleep.*|summary|repeat_row|table_info|show|stats|invoke|system|load|install|shell|session_user"
)
_ALLOWED = {"get_bit", "pg_typeof", "current_date", "current_timestamp"}

logging.getLogger("sqlglot").setLevel(logging.ERROR)  # it warns of what the gate refuses in words


def check(sql: str, tables: Collection[str]) -> str:
    """The statement as it may run, without a closing semicolon. Raises RefusedError with what stands in its way.

    `tables` are the tables and table macros that may be asked.
    """
    if not sql.strip():
        raise RefusedError(_("Write a question in SQL first, such as SELECT * FROM clusters."))
    if len(sql) > LONGEST:
        raise RefusedError(_("The statement is too long: at most {n} characters.").format(n=LONGEST))
    statement = _one(sql)
    if isinstance(statement, exp.Show | exp.Pragma | exp.Set | exp.Attach | exp.Copy | exp.Use):
        raise RefusedError(_only_questions())
    if not isinstance(statement, _QUESTIONS) or statement.find(*_CHANGES) is not None:
        raise RefusedError(_only_questions())
    _check_functions(statement)
    _check_tables(statement, {name.lower() for name in tables})
    return sql.strip().rstrip(";").rstrip()


def _one(sql: str) -> exp.Expr:
    try:
        statements = [found for found in sqlglot.parse(sql, read="duckdb") if found is not None]
    except SqlglotError as error:
        place: dict[str, Any] = next(iter(getattr(error, "errors", [])), {})
        if not place.get("line"):
            raise RefusedError(_("The statement cannot be read as SQL. Check quotes and brackets.")) from error
        raise RefusedError(
            _("The statement cannot be read as SQL near {word} in line {line}.").format(
                word=quoted(str(place.get("highlight", ""))[:40]), line=place["line"]
            )
        ) from error
    except RecursionError as error:
        raise RefusedError(_("The statement is nested too deeply.")) from error
    if len(statements) != 1:
        raise RefusedError(_("Ask one question at a time: only one statement is run."))
    return statements[0]


def _only_questions() -> str:
    return _(
        "Only questions are answered here: a statement that begins with SELECT, WITH, FROM, PIVOT, DESCRIBE or "
        "SUMMARIZE. Nothing can be written, loaded or set."
    )


def _check_functions(statement: exp.Expr) -> None:
    for function in statement.find_all(exp.Func):
        names = [function.name] if isinstance(function, exp.Anonymous) else list(function.sql_names())
        for name in names:
            if _SYSTEM.fullmatch(name.lower()) and name.lower() not in _ALLOWED:
                raise RefusedError(
                    _("{name} is not available here: it reads files or the system, not the tables.").format(
                        name=quoted(name.lower()[:40])
                    )
                )


def _check_tables(statement: exp.Expr, known: set[str]) -> None:
    named = {cte.alias_or_name.lower() for cte in statement.find_all(exp.CTE)}
    for table in statement.find_all(exp.Table):
        source = table.this
        if isinstance(source, exp.Func):
            name = source.name if isinstance(source, exp.Anonymous) else source.sql_names()[0]
            if name.lower() not in known | _TABLES_MADE:
                raise RefusedError(
                    _("{name} is not available here: it reads files or the system, not the tables.").format(
                        name=quoted(name.lower()[:40])
                    )
                )
            continue
        name, schema = table.name.lower(), table.db.lower()
        if table.catalog or schema not in ("", "main") or name not in known | (named if not schema else set()):
            raise RefusedError(_unknown(table.sql("duckdb"), known))


def _unknown(name: str, known: set[str]) -> str:
    from rapidfuzz import process

    said = _("The atlas has no table {name}.").format(name=quoted(name[:60]))
    near = [found for found, _score, _place in process.extract(name.lower(), sorted(known), limit=3, score_cutoff=60)]
    return f"{said} {_('Did you mean {names}?').format(names=listing(near))}" if near else said
