"""Apache Spark standalone as processes of their own: a master, workers, and a Spark Connect server.

It is pyspark's full package in an environment of its own (`make .venv-spark-server/.installed`) and needs Java 17.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from analytics.core.paths import ROOT

HOME = ROOT / ".venv-spark-server"
WAIT_SECONDS = 180.0
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"


@dataclass
class Cluster:
    """A running cluster: the address of its Connect server, and its workers."""

    remote: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill_a_worker(self) -> None:
        """Kill a worker and its executors at once, as a machine that loses power."""
        os.killpg(self.workers[0].pid, signal.SIGKILL)


@contextmanager
def running(workers: int, folder: Path) -> Iterator[Cluster]:
    """Run a cluster for the block; its logs and scratch files are in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    spark = next(HOME.glob("lib/python3.*/site-packages/pyspark"))
    ports = _free_ports(2)
    master = f"spark://127.0.0.1:{ports[0]}"
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *command: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "SPARK_HOME": str(spark),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(folder / "scratch"),
            "SPARK_WORKER_DIR": str(folder / "work"),
            "SPARK_DAEMON_MEMORY": "512m",
        }
        with (folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )
        started.append(process)
        return process

    runner = str(spark / "bin" / "spark-class")
    try:
        start("master", runner, MASTER, "--host", "127.0.0.1", "--port", str(ports[0]), "--webui-port", "0")
        _answering(ports[0])
        own = [
            start(f"worker-{at}", runner, WORKER, master, "--cores", "1", "--memory", "1g", "--webui-port", "0")
            for at in range(workers)
        ]
        settings = {
            "spark.connect.grpc.binding.port": str(ports[1]),
            "spark.executor.memory": "768m",
            "spark.driver.memory": "1g",
            "spark.sql.shuffle.partitions": "8",
            "spark.ui.enabled": "false",
            "spark.sql.ansi.enabled": "true",
        }
        given = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
        start(
            "connect",
            str(spark / "bin" / "spark-submit"),
            "--master",
            master,
            *given,
            "--class",
            CONNECT,
            "spark-internal",
        )
        _answering(ports[1])
        yield Cluster(f"sc://127.0.0.1:{ports[1]}", own)
    finally:
        for process in reversed(started):
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
    except ProcessLookupError:
        process.wait()
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _number in range(count)]
    try:
        for held in sockets:
            held.bind(("127.0.0.1", 0))
        return [int(held.getsockname()[1]) for held in sockets]
    finally:
        for held in sockets:
            held.close()


def _answering(port: int) -> None:
    """Wait until a port answers. Raises TimeoutError."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing answers on port {port} after {WAIT_SECONDS:g} s")
