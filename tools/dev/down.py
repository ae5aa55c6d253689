#!/usr/bin/env python3
"""Stops the server of a folder in order: SIGTERM, then wait until every process of target.json has ended."""
import argparse
import json
import os
import pathlib
import signal
import sys
import time

PATIENCE = 30  # seconds; the server itself gives sessions 5
BURIAL = 5  # seconds for init to collect what has ended, so that its number answers nobody any more


def state(pid):
    """The kernel's letter for a process; None when it is gone."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None


def wait(pids, gone, seconds):
    """Until gone(state) holds for every process; those for which it does not in time."""
    end = time.monotonic() + seconds
    while left := [p for p in pids if not gone(state(p))]:
        if time.monotonic() > end:
            break
        time.sleep(0.01)
    return left


def main():
    parser = argparse.ArgumentParser(prog="./dev down", description=__doc__)
    parser.add_argument("--dir", required=True, type=pathlib.Path)
    target = parser.parse_args().dir / "target.json"
    if not target.exists():
        sys.exit(f"{target} does not exist: nothing was started there")
    pids = [p for p in json.loads(target.read_text())["pids"] if state(p) not in (None, "Z")]
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
    if left := wait(pids, lambda s: s in (None, "Z"), PATIENCE):
        sys.exit(f"still running after {PATIENCE} s: {left}")
    wait(pids, lambda s: s is None, BURIAL)
    print("stopped")


main()
