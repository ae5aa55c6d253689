"""A name server of the tests' own on loopback: nsd with zones that the tests write, signed where they say so."""
import contextlib
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from commands import free_port

HEAD = """$ORIGIN {0}
$TTL 60
@ IN SOA ns root 1 3600 600 86400 60
@ IN NS ns
ns IN A {1}
"""


def above(name, names):
    """The closest zone that a zone lies in; None for the topmost."""
    holds = [other for other in names if other != name and (other == "." or name.endswith("." + other))]
    return max(holds, key=len, default=None)


class Zones:
    """`rows`: what each zone holds besides its head, by name with a final dot; a zone in `signed` is signed, and its key is in `anchor`;
    one in `broken` says something else than what was signed. `delegated`: each is handed on by the one above it, and the topmost key alone
    proves all that is signed."""

    def __init__(self, rows, signed=(), broken=(), host="127.0.0.1", port=None, delegated=False):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="postern.zones."))
        self.host = host
        self.port = port or free_port(self)
        self.broken = broken
        self.keys = {name: self.make_keys(name) for name in rows if name in signed}
        self.anchor = self.dir / "anchor"
        self.anchor.write_text("".join((self.dir / f"{keys[0]}.key").read_text() for name, keys in self.keys.items()
                                       if not (delegated and above(name, rows))))
        for name, text in rows.items():
            below = [self.delegation(child, name) for child in rows if delegated and above(child, rows) == name]
            (self.dir / (name + "zone")).write_text(HEAD.format(name, host) + text + "".join(below))
        (self.dir / "nsd.conf").write_text(self.config({name: self.served(name) for name in rows}))
        self.log = open(self.dir / "nsd.log", "wb")
        self.process = subprocess.Popen(["nsd", "-d", "-c", self.dir / "nsd.conf"], stdout=self.log, stderr=self.log)
        self.wait()

    # Without the word all name servers of this machine would share one database file, and fall over each other.
    def config(self, files):
        return "\n".join([f"server:\n  ip-address: {self.host}@{self.port}\n  username: \"\"\n  chroot: \"\"\n  zonesdir: {self.dir}",
                          f"  pidfile: {self.dir}/nsd.pid\n  xfrdfile: {self.dir}/xfrd\n  zonelistfile: {self.dir}/list\n  server-count: 1\n  database: \"\"",
                          "remote-control:\n  control-enable: no",
                          *(f"zone:\n  name: {name}\n  zonefile: {file}" for name, file in files.items())]) + "\n"

    def make_keys(self, name):
        """The key of the keys first, which has a DS row beside it."""
        make = ["ldns-keygen", "-a", "ECDSAP256SHA256"]
        return [subprocess.run([*make, *flags, name], cwd=self.dir, check=True, capture_output=True, text=True).stdout.strip()
                for flags in (["-k"], [])]

    def delegation(self, child, parent):
        proof = (self.dir / f"{self.keys[child][0]}.ds").read_text() if child in self.keys and parent in self.keys else ""
        return f"{child} IN NS ns.{child}\nns.{child} IN A {self.host}\n{proof}"

    def served(self, name):
        """The file of a zone, as the server is to read it."""
        file = self.dir / (name + "zone")
        if name in self.keys:
            signed = self.dir / (name + "signed")
            subprocess.run(["ldns-signzone", "-n", "-f", signed, file, *self.keys[name]], cwd=self.dir, check=True, capture_output=True)
            file = signed
        if name in self.broken:
            file.write_text(file.read_text().replace("127.0.0.", "127.0.1."))
        return file

    def add(self, name, rows):
        """More rows for a zone that is there, served once this returns."""
        file = self.dir / (name + "zone")
        serial = self.serial = getattr(self, "serial", 1) + 1
        text = file.read_text()
        file.write_text(text.replace(re.search(r"SOA ns root \d+ 3600", text)[0], f"SOA ns root {serial} 3600") + rows)
        self.served(name)
        self.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 20
        while f" {serial} 3600" not in self.ask(name, "SOA"):
            assert time.monotonic() < end, (self.dir / "nsd.log").read_text()
            time.sleep(0.05)

    def ask(self, name, kind):
        return subprocess.run(["drill", "-p", str(self.port), f"@{self.host}", name, kind], capture_output=True, text=True, timeout=20).stdout

    def wait(self):
        """Until it answers: any question will do."""
        end = time.monotonic() + 20
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.settimeout(0.2)
            while True:
                assert time.monotonic() < end and self.process.poll() is None, (self.dir / "nsd.log").read_text()
                with contextlib.suppress(OSError):
                    s.connect((self.host, self.port))
                    s.send(b"\1\1\0\0\0\1\0\0\0\0\0\0\0\0\2\0\1")
                    s.recv(512)
                    return

    def close(self):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
