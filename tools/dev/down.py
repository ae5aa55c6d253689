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


def alive(pid):
    """A process that has ended and waits for init to take notice (Z) is not alive."""
    try:
        state = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def main():
    parser = argparse.ArgumentParser(prog="./dev down", description=__doc__)
    parser.add_argument("--dir", required=True, type=pathlib.Path)
    target = parser.parse_args().dir / "target.json"
    if not target.exists():
        sys.exit(f"{target} does not exist: nothing was started there")
    pids = [p for p in json.loads(target.read_text())["pids"] if alive(p)]
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while any(alive(p) for p in pids):
        if time.monotonic() > end:
            sys.exit(f"still running after {PATIENCE} s: {pids}")
        time.sleep(0.01)
    print("stopped")


main()
