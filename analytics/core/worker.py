"""Reads files of strangers in a process of its own, with limits of memory and time, so that no file can stop the atlas.

`ask(job, content)` gives the bytes to a function of a module in the worker process and returns what it answers. The
answer comes back as JSON: nothing that a file might have made of the worker is loaded as objects here. The worker knows
no setting of the atlas but the language and where its tables are, writes no files, and is killed when it has used up
its time of the processor, or waited too long for it.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from analytics.core import state
from analytics.core.language import _, current, use
from analytics.core.paths import ROOT

SECONDS = 10.0  # of a processor, for a file
PATIENCE = 6  # times these seconds may pass by the clock: the worker steps back for all else that a machine does
STARTING_SECONDS = 60.0  # for the worker to be ready: a machine may be busy
MEMORY = 600_000_000  # bytes that a file may add to what the worker has when it is ready
LONGEST_ANSWER = 60_000_000  # bytes
IDLE_SECONDS = 600  # after which the worker ends
WAITING = 8  # files that may wait for the one that is read
_KEPT = ("PATH", "LANG", "SYSTEMROOT", "ATLAS_DATA", "ATLAS_CACHE_DIR", "VIRTUAL_ENV")

Job = Callable[[bytes], Any]


class RefusedError(ValueError):
    """A file cannot be used; says why and what to do, in the language in use."""


class BusyError(RefusedError):
    """The request itself may be sound; another moment may do."""


class TooMuchError(RefusedError):
    """It takes more time or memory than it may."""


class _GoneError(Exception):
    """The worker ended before it was ready."""


class Workers:
    """Processes that each do one job after the other; some requests may wait for them, more are refused.

    `keeps` names settings of the server that they know beside those of every worker.
    """

    def __init__(self, processes: int = 1, waiting: int = WAITING, keeps: Sequence[str] = ()) -> None:
        self._places = threading.BoundedSemaphore(processes + waiting)
        self._free: queue.LifoQueue[_Worker] = queue.LifoQueue()  # one that runs already comes before others
        self._all = [_Worker(keeps) for _n in range(processes)]
        for one in self._all:
            self._free.put(one)

    def ask(self, job: Job, content: bytes, *, seconds: float = SECONDS) -> Any:
        """What a module's function answers to the content, as plain values: texts, numbers, lists and dictionaries.

        Raises RefusedError with the job's own words, TooMuchError where it takes too much time or memory, BusyError
        where too many wait.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError(_("Many files are being read just now. Try again in a minute."))
        one = self._free.get()
        try:
            try:
                return one.ask(job, content, seconds)
            except _GoneError:  # it had ended for want of work just then
                return one.ask(job, content, seconds)
        except _GoneError as error:
            raise BusyError(_("Files cannot be read just now. Try again in a minute.")) from error
        finally:
            self._free.put(one)
            self._places.release()

    def stop(self) -> None:
        """End the processes; the next request starts another."""
        for one in self._all:
            one.stop()


class _Worker:
    def __init__(self, keeps: Sequence[str]) -> None:
        self.keeps = (*_KEPT, *keeps)
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, job: Job, content: bytes, seconds: float) -> Any:
        process = self.started()
        assert process.stdin is not None
        assert process.stdout is not None
        head = {"module": job.__module__, "job": job.__qualname__, "size": len(content)}
        head |= {"lang": current(), "seconds": seconds}
        try:
            with _killed_after(process, STARTING_SECONDS):
                _send(process.stdin, json.dumps(head).encode())
                _receive(process.stdout)
        except (OSError, EOFError) as error:
            self.stop()
            raise _GoneError from error
        try:
            with _killed_after(process, PATIENCE * seconds):
                process.stdin.write(content)
                process.stdin.flush()
                answer = json.loads(_receive(process.stdout))
        except (OSError, EOFError, ValueError, RecursionError) as error:
            self.stop()
            raise TooMuchError(_too_much()) from error
        if answer["ends"]:
            self.stop()
        if "too_much" in answer:
            raise TooMuchError(str(answer["too_much"]))
        if "refused" in answer:
            raise RefusedError(str(answer["refused"]))
        return answer["value"]

    def stop(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def started(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            one_core = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from analytics.core.worker import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env={name: os.environ[name] for name in self.keeps if name in os.environ} | one_core,
            )
        return self.process


def _too_much() -> str:
    return _("The file takes too much time or memory to be read. Keep only what is needed and try again.")


_files = Workers(keeps=(state.SETTING,))
ask, stop = _files.ask, _files.stop


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _send(pipe: BinaryIO | Any, message: bytes) -> None:
    pipe.write(len(message).to_bytes(8, "big") + message)
    pipe.flush()


def _receive(pipe: BinaryIO | Any) -> bytes:
    length = int.from_bytes(_exactly(pipe, 8), "big")
    if length > LONGEST_ANSWER:
        raise EOFError
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO | Any, length: int) -> bytes:
    message = bytes(pipe.read(length))
    if len(message) < length:
        raise EOFError
    return message


# ------------------------------------------------------------------ in the worker


def serve(given: BinaryIO, answers: BinaryIO) -> None:
    """Do jobs, one after the other, until there are no more. One that failed oddly is the last of this process."""
    while True:
        _alarm(IDLE_SECONDS)
        try:
            head = json.loads(_receive(given))
        except EOFError:
            return
        _lift()
        module = importlib.import_module(head["module"])
        getattr(module, "get_ready", lambda: None)()  # what a job needs is loaded before its time and memory count
        use(head["lang"])
        before = _limit(head["seconds"])
        _send(answers, b"ready")
        _alarm(math.ceil(PATIENCE * head["seconds"]) + 1)
        said, ends = _answer(getattr(module, head["job"]), _exactly(given, head["size"]))
        ends |= _taken() - before > MEMORY / 3
        _send(answers, f'{{"ends": {json.dumps(ends)}, {said}}}'.encode())


def _answer(job: Job, content: bytes) -> tuple[str, bool]:
    """What a job answers, as a name and value of JSON, and whether the process should end with it."""
    try:
        return f'"value": {json.dumps(job(content), allow_nan=False)}', False
    except RefusedError as error:
        kind = "too_much" if isinstance(error, TooMuchError) else "refused"
        return f'"{kind}": {json.dumps(str(error))}', False
    except MemoryError:
        return f'"too_much": {json.dumps(_too_much())}', True
    except Exception:  # parsers raise whatever they do for what they were not made for
        words = _("The file is damaged. Save it anew in the program that made it, and try again.")
        return f'"refused": {json.dumps(words)}', True


def _lift() -> None:
    """Take back the limits of the last file."""
    with suppress(ImportError):
        import resource

        for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (hard, hard))


def _limit(seconds: float) -> int:
    """Set the memory and time that the next file may take, and return the memory taken; no file can be written."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the deadline holds there too
        return 0
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    limits = {resource.RLIMIT_CPU: math.ceil(time.process_time() + seconds)}
    taken = _taken()
    if taken:
        limits[resource.RLIMIT_AS] = taken + MEMORY
    for kind, limit in limits.items():
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (min(limit, hard) if hard > 0 else limit, hard))
    return taken


def _taken() -> int:
    """The bytes of address space that this process has; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, AttributeError, ValueError):
        return 0


def _alarm(seconds: int) -> None:
    """End this process after the time: also where the one that would kill it has ended."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def main() -> None:
    """Serve the process that started this one, behind everything else that the machine does."""
    if hasattr(os, "nice"):
        os.nice(5)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    serve(sys.stdin.buffer, answers)
