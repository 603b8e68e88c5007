"""Whole processes, timed by the system's own accounting: all children included, start-up included."""
import os
import pathlib
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEBWRIGHT = str(ROOT / "debwright")


@dataclass
class Cost:
    cpu: float
    wall: float
    peak_mib: float


def run(command, env=None, cwd=None):
    """Runs to the end; a failure ends the benchmark, with what the command said."""
    begun = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, **(env or {})}, cwd=cwd,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit {process.returncode}\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024), said


def medians(costs):
    return Cost(*(statistics.median(getattr(c, f) for c in costs) for f in ("cpu", "wall", "peak_mib")))


def forget(cache):
    """Takes away what earlier runs made, and leaves what they know of suite and index."""
    for kind in ("debs", "made", "simulated"):
        shutil.rmtree(pathlib.Path(cache, "debwright", kind), ignore_errors=True)


def size(directory):
    return sum(f.stat().st_size for f in pathlib.Path(directory).rglob("*.deb"))
