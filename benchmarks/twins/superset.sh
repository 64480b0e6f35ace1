#!/bin/sh
# Set up Superset with the atlas's tables for a comparison: `SUPERSET=/path/to/venv sh benchmarks/twins/superset.sh FOLDER`.
# FOLDER receives its metadata and a DuckDB file of the tables; `make bench` then starts it, with SUPERSET_FOLDER=FOLDER.
# It is no package of the atlas. Superset 6.1.0 also needs rich, cachetools and Flask-Caching 2.3.1, and duckdb-engine.
set -eu
folder=${1:?"name a folder for Superset's own files"}
venv=${SUPERSET:-}
if [ -z "$venv" ] || [ ! -x "$venv/bin/superset" ]; then
    echo "Superset is not installed (SUPERSET names no virtual environment that has it), so it is left out."
    exit 0
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
export SUPERSET_CONFIG_PATH="$folder/superset_config.py" FLASK_APP=superset
if [ ! -f "$SUPERSET_CONFIG_PATH" ]; then
    key=$("$venv/bin/python" -c "import secrets; print(secrets.token_urlsafe(48))")
    cat > "$SUPERSET_CONFIG_PATH" <<END
SECRET_KEY = "$key"
SQLALCHEMY_DATABASE_URI = "sqlite:///$folder/superset.db"
DATA_CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache"}
WTF_CSRF_ENABLED = False
END
fi
"$venv/bin/python" - "$root" "$folder/atlas.duckdb" <<'END'
import sys
from pathlib import Path

import duckdb

root, file = Path(sys.argv[1]), sys.argv[2]
with duckdb.connect(file) as tables:
    for path in sorted((root / "data").glob("*/*.csv")):
        if not path.name.startswith("texts."):
            tables.execute(f"CREATE OR REPLACE TABLE {path.stem} AS FROM read_csv('{path}', all_varchar = false)")
END
"$venv/bin/superset" db upgrade
"$venv/bin/superset" fab create-admin --username admin --password admin --firstname A --lastname B --email a@example.org
"$venv/bin/superset" init
"$venv/bin/superset" set-database-uri -d atlas -u "duckdb:///$folder/atlas.duckdb?access_mode=read_only"
"$venv/bin/python" "$root/benchmarks/twins/superset_dashboard.py"
echo "Superset is set up in $folder; its dashboard is at /superset/dashboard/atlas/ (admin, admin)."
