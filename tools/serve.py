"""Several servers of the atlas behind one address on this machine: nginx in front, supervisor to keep all running.

One Python process computes one thing at a time, so a second core serves nobody without a second process. Both programs
are kept ones of the system's packages; here only their settings are written, into a folder under var/.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from analytics.core.paths import ROOT

DEPLOY = ROOT / "deploy"
MISSING = "make serve needs {program}. Install it (for example: apt install nginx-light supervisor)."


def run(port: int, processes: int, folder: Path | None = None) -> int:
    """Become supervisor, which starts nginx and the servers, and again what ends; 2 where a program is missing."""
    programs = {}
    for program in ("nginx", "supervisord"):
        found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
        if not found:
            print(MISSING.format(program=program), file=sys.stderr)
            return 2
        programs[program] = found
    place = (folder or ROOT / "var" / "serve").resolve()
    write(place, port, list(range(port + 1, port + 1 + processes)), programs["nginx"])
    command = [programs["supervisord"], "-n", "-c", str(place / "supervisord.conf")]
    print(f"The atlas is on http://localhost:{port} ({processes} servers). Settings and logs: {place}", flush=True)
    os.execv(command[0], command)


def write(place: Path, port: int, servers: list[int], nginx: str) -> None:
    """Write the settings of nginx and supervisor for an address and the ports of the servers behind it."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    upstream = "\n".join(f"        server 127.0.0.1:{server} max_fails=1 fail_timeout=5s;" for server in servers)
    temporary = "\n".join(
        f"    {kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (place / "atlas-listen.conf").write_text(f"listen {port};\n", encoding="utf-8")
    shutil.copy(DEPLOY / "atlas.conf", place / "atlas.conf")
    (place / "nginx.conf").write_text(
        f"pid {place}/nginx.pid;\nerror_log stderr warn;\nworker_processes auto;\n"
        "events {\n    worker_connections 4096;\n}\n"
        f"http {{\n{temporary}\n"
        f"    upstream atlas {{\n        hash $atlas_place consistent;\n{upstream}\n    }}\n"
        f"    include {place}/atlas.conf;\n}}\n",
        encoding="utf-8",
    )
    (place / "supervisord.conf").write_text(_supervisor(place, servers, nginx), encoding="utf-8")


def _supervisor(place: Path, servers: list[int], nginx: str) -> str:
    """Logs of 10 MB each, five of them kept."""
    kept = "autorestart=true\nstopasgroup=true\nkillasgroup=true\nredirect_stderr=true\nstdout_logfile_maxbytes=10MB\n"
    kept += "stdout_logfile_backups=5\n"
    streamlit = f"{sys.executable} -m streamlit run app.py --server.address 127.0.0.1 --server.fileWatcherType none"
    parts = [
        f"[supervisord]\nnodaemon=true\npidfile={place}/supervisord.pid\nlogfile={place}/supervisord.log\n"
        f"childlogdir={place}\n" + ("user=root\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""),
        f"[program:nginx]\ncommand={nginx} -p {place} -c {place}/nginx.conf -g 'daemon off;'\n"
        f"stdout_logfile={place}/nginx.log\n{kept}",
    ]
    parts += [
        f"[program:atlas-{server}]\ncommand={streamlit} --server.port {server} --server.headless true\n"
        f"directory={ROOT}\nstdout_logfile={place}/atlas-{server}.log\n{kept}"
        for server in servers
    ]
    return "\n".join(parts)
