"""A real server for each test module: the sanitized build, started by ./dev up on a folder and ports of its own."""
import contextlib
import json
import os
import pathlib
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

import pytest

from zones import Zones

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "dev"))
from processes import has_ended, servers  # noqa: E402
BUILD = os.environ.get("POSTERN_TEST_BUILD", "asan")
TAKEN_OUT = shlex.split(os.environ.get("POSTERN_TEST_OPTIONS", ""))  # test_taken_out.py: every server gets these options too

# What a module says as GUARD: nothing is enforced (as without the word), the limits of a session alone, or all, as shipped. All tests
# of a module come from few addresses, and wrong passwords are what many of them are about.
NO_GUARD = ["--no-guard"]
RULES = ("brute-force-by-address", "brute-force-by-account", "password-retrieval")  # the permanent ones: they can be switched off
LIMITS_ONLY = ["--set", "guard.rules=" + json.dumps([{"id": rule, "kind": rule, "enabled": False} for rule in RULES])]
AS_SHIPPED = []

# A module that says ZONES (name server of the tests: zones.py) has a server that asks the DNS there; without the word it asks nobody.


class Server:
    """What target.json says, and how to stop and start it again."""

    def __init__(self, *options, accounts=4):
        self.dir = tempfile.mkdtemp(prefix="postern.")
        self.options = ["--build", BUILD, "--domain", "test.example", "--accounts", str(accounts), *options, *TAKEN_OUT]
        self.start()

    def start(self):
        subprocess.run([ROOT / "dev", "up", "--dir", self.dir, *self.options], check=True, stdout=subprocess.DEVNULL)
        self.target = json.loads((pathlib.Path(self.dir) / "target.json").read_text())

    def __getattr__(self, key):
        try:
            return self.target[key]
        except KeyError:
            raise AttributeError(key) from None

    def address(self, n):
        return self.user % n

    @property
    def password(self):
        return self.target["pass"]

    def tls(self, name=None):
        context = ssl.create_default_context(cafile=self.ca)
        context.check_hostname = False
        return context

    def connect(self, service, source=""):
        """`source`: one of 127.0.0.0/8 to come from."""
        return socket.create_connection((self.host, self.target[service]), 10, source_address=(source, 0))

    def cli(self, *args, **kw):
        return subprocess.run([*self.target["cli"], *args], capture_output=True, text=True, timeout=60, **kw)

    def account(self, address):
        return json.loads(self.cli("account", "show", address, "--json", check=True).stdout)

    def stop(self):
        """In order, as ./dev down, which waits besides until init has buried the process: seconds, that nobody here needs."""
        self.ended_by(signal.SIGTERM)

    def kill(self):
        self.ended_by(signal.SIGKILL)

    def ended_by(self, number):
        """Comes back when the processes have ended."""
        pids = servers(str(pathlib.Path(self.dir).resolve() / "postern.toml"))
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        for pid in pids:
            end = time.monotonic() + 60
            while not has_ended(pid):
                assert time.monotonic() < end
                time.sleep(0.005)

    def end(self):
        self.stop()
        log = (pathlib.Path(self.dir) / "server.log").read_text(errors="replace")
        refused = self.refused_calls()
        shutil.rmtree(self.dir, ignore_errors=True)
        for word in ("ERROR: AddressSanitizer", "runtime error:", "WARNING: ThreadSanitizer"):
            assert word not in log, log[log.index(word) :][:4000]
        assert refused == [] or self.breaks_out, refused

    breaks_out = False  # a test that provokes refused system calls says so

    def refused_calls(self):
        """Lines about system calls that the filter refused: none is expected, whatever the server does."""
        lines = []
        for file in (pathlib.Path(self.dir) / "data" / "logs").glob("**/*"):
            if file.is_file():
                lines += [line for line in file.read_bytes().split(b"\n") if b"call-refused" in line or b"call_refused" in line]
        return lines


@pytest.fixture(scope="module")
def server(request):
    with contextlib.ExitStack() as besides:
        options = [*getattr(request.module, "GUARD", NO_GUARD), *getattr(request.module, "OPTIONS", [])]
        if rows := getattr(request.module, "ZONES", None):
            zones = besides.enter_context(Zones(rows))
            options += ["--resolver", f"{zones.host}:{zones.port}"]
        s = Server(*options)
        yield s
        s.end()
