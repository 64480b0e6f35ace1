"""Statements that a hostile writer would try."""

from __future__ import annotations

from itertools import product

_FILES = (
    "/etc/passwd",
    "data/clusters/clusters.csv",
    "../atlas.duckdb",
    "https://example.org/x.parquet",
    "s3://b/x.csv",
)
_READERS = (
    *("read_csv", "read_csv_auto", "read_parquet", "parquet_scan", "read_json", "read_json_auto", "read_ndjson"),
    *("read_text", "read_blob", "glob", "sniff_csv", "parquet_metadata", "parquet_schema", "parquet_file_metadata"),
    *("read_duckdb", "read_json_objects", "parquet_kv_metadata", "read_ndjson_objects", "st_read", "sqlite_scan"),
)
_SYSTEM = (
    *("duckdb_settings()", "duckdb_functions()", "duckdb_tables()", "duckdb_secrets()", "duckdb_extensions()"),
    *("duckdb_logs()", "duckdb_memory()", "duckdb_databases()", "pragma_database_size()", "pragma_version()"),
    *("pragma_table_info('clusters')", "pragma_storage_info('clusters')", "duckdb_temporary_files()", "checkpoint()"),
    *("force_checkpoint()", "query('SELECT 1')", "query_table('clusters')", "test_all_types()", "repeat_row(1)"),
    *("information_schema.tables", "pg_catalog.pg_tables", "sqlite_master", "built.contents", "system.main.x"),
    *("duckdb_views()", "duckdb_variables()", "sql_auto_complete('SEL')", "enable_logging()", "truncate_duckdb_logs()"),
    *("json_execute_serialized_sql('{}')", "seq_scan('clusters')", "pandas_scan(1)", "arrow_scan(1,2,3)", "summary(1)"),
)
_SCALARS = (
    *("getenv('HOME')", "current_setting('threads')", "version()", "current_user", "session_user", "pg_sleep(100)"),
    *("sleep_ms(100000)", "nextval('s')", "setval('s', 1)", "txid_current()", "current_database()", "write_log('x')"),
    *("getvariable('x')", "current_query()", "add_parquet_key('a', 'b')", "pg_postmaster_start_time()"),
    *("inet_server_addr()", "current_schemas(true)", "json_serialize_plan('x')", "current_query_id()"),
    *("which_secret('a','b')",),
)  # fmt: skip
_COMMANDS = (
    *("INSERT INTO clusters SELECT * FROM clusters", "UPDATE clusters SET name = 'x'", "DELETE FROM clusters"),
    *("DROP TABLE clusters", "CREATE TABLE x AS SELECT 1", "CREATE TEMP TABLE x AS SELECT 1"),
    *("CREATE VIEW v AS SELECT 1", "CREATE MACRO m() AS 1", "CREATE SCHEMA s", "CREATE SEQUENCE s"),
    *("CREATE SECRET (TYPE S3)", "CREATE INDEX i ON clusters(name)", "ALTER TABLE clusters ADD COLUMN x INT"),
    *("ATTACH 'x.db'", "ATTACH ':memory:' AS m", "DETACH x", "USE memory", "COPY clusters TO 'x.csv'"),
    *("COPY (SELECT 1) TO '/tmp/x'", "COPY clusters FROM 'x.csv'", "EXPORT DATABASE 'x'", "IMPORT DATABASE 'x'"),
    *("INSTALL httpfs", "LOAD httpfs", "FORCE INSTALL spatial", "SET threads = 64", "RESET threads"),
    *("SET GLOBAL memory_limit = '100GB'", "SET VARIABLE x = 1", "PRAGMA enable_profiling", "PRAGMA database_list"),
    *("PRAGMA memory_limit='9GB'", "CALL pragma_version()", "CHECKPOINT", "VACUUM", "ANALYZE", "BEGIN", "COMMIT"),
    *("ROLLBACK", "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p", "EXPLAIN SELECT 1"),
    *("EXPLAIN ANALYZE SELECT 1", "SHOW TABLES", "SHOW ALL TABLES", "SHOW DATABASES"),
    *("COMMENT ON TABLE clusters IS 'x'", "TRUNCATE clusters"),
    *("MERGE INTO clusters USING clusters c ON true WHEN MATCHED THEN DELETE", "UPDATE EXTENSIONS"),
    *("GRANT ALL ON x TO y", "SELECT 1; DROP TABLE clusters", "SELECT 1; SELECT 2", "SELECT 1 INTO x"),
    *("WITH x AS (DELETE FROM clusters) SELECT 1", "SELECT $1", "SELECT ?", "SELECT $name"),
    *("SELECT * FROM clusters FOR UPDATE", ".read /etc/passwd", ".shell ls", "", " ", ";", "--", "/* open", "'", '"'),
    *("SELECT", "SELECT FROM WHERE", "(" * 3_000, "SELECT " + "1+" * 9_000 + "1", "\x00", "SELECT \x00", "\ud800"),
    *("SELECT 'é\u202e'; DROP TABLE x", "select * from " + "a." * 200 + "b"),
)  # fmt: skip
_HIDING = (
    "{0}",
    "/* comment */ {0}",
    "{0} ;",
    "SELECT * FROM (SELECT * FROM clusters) JOIN ({1}) ON true",
    "WITH x AS ({1}) SELECT * FROM x",
    "SELECT ({2})",
    "SELECT 1 UNION ALL ({1})",
    "SELECT * FROM clusters WHERE EXISTS ({1})",
)


def statements() -> list[str]:
    """Several hundred of them."""
    found = list(_COMMANDS)
    for reader, file in product(_READERS, _FILES):
        found.append(f"SELECT * FROM {reader}('{file}')")
    for file in _FILES:
        found += [f"SELECT * FROM '{file}'", f'FROM "{file}"', f"SUMMARIZE '{file}'", f"DESCRIBE TABLE '{file}'"]
    for source in (*_SYSTEM, f"read_text('{_FILES[0]}')"):
        asked = f"SELECT * FROM {source}"
        found += [form.format(asked, asked, asked) for form in _HIDING]
    for scalar in _SCALARS:
        found += [f"SELECT {scalar}", f"SELECT * FROM clusters WHERE name = CAST({scalar} AS VARCHAR)"]
    return found


# Within the rules of the gate, but more than a visitor may have.
GREEDY = (
    "SELECT count(*) FROM range(100000000000)",
    "SELECT count(*) FROM clusters a, clusters b, clusters c, clusters d, clusters e",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
    "SELECT list(i) FROM range(400000000) t(i)",
    "SELECT repeat('x', 2000000000)",
    "SELECT range(1000000000)",
    "SELECT lpad('x', 2000000000, 'y')",
    "SELECT string_agg(repeat('x', 100000), '') FROM range(100000)",
    "SELECT list_transform(range(20000), x -> list_sum(range(x)))",
    "SELECT " + ", ".join(f"1 AS c{n}" for n in range(400)),
    "SELECT repeat('x', 30000) FROM range(9000)",
)
