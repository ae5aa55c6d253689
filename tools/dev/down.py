#!/usr/bin/env python3
"""Stops the server of a folder in order: SIGTERM, then wait until every process of it has ended. Data and ports stay."""
import argparse
import contextlib
import json
import os
import pathlib
import signal
import sys
import time

from processes import has_ended, is_gone, servers

PATIENCE = 30  # seconds; the server itself gives sessions 5
BURIAL = 5  # seconds for init to collect what has ended, so that its number answers nobody any more


def wait(pids, over, seconds):
    """Until over(pid) holds for every process; those for which it does not in time."""
    end = time.monotonic() + seconds
    while left := [p for p in pids if not over(p)]:
        if time.monotonic() > end:
            break
        time.sleep(0.01)
    return left


def main():
    parser = argparse.ArgumentParser(prog="./dev down", description=__doc__)
    parser.add_argument("--dir", required=True, type=pathlib.Path)
    target = parser.parse_args().dir.resolve() / "target.json"
    if not target.exists():
        sys.exit(f"{target} does not exist: nothing was started there")
    told = json.loads(target.read_text())
    boot = told["cli"][told["cli"].index("--config") + 1]
    pids = servers(boot)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    if left := wait(pids, has_ended, PATIENCE):
        sys.exit(f"still running after {PATIENCE} s: {left}")
    wait(pids, is_gone, BURIAL)
    target.write_text(json.dumps({**told, "pids": []}, indent=1) + "\n")
    print("stopped" if pids else "it was not running")


main()
