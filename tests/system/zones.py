"""A name server of the tests' own on loopback: nsd with zones that the tests write, signed where they say so."""
import contextlib
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from commands import free_port

HEAD = """$ORIGIN {0}
$TTL 60
@ IN SOA ns.{0} root.{0} 1 3600 600 86400 60
@ IN NS ns.{0}
ns IN A 127.0.0.1
"""


class Zones:
    """`rows`: what each zone holds besides its head, by name with a final dot; a zone in `signed` is signed, and its key is in `anchor`;
    one in `broken` says something else than what was signed."""

    host = "127.0.0.1"

    def __init__(self, rows, signed=(), broken=()):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="postern.zones."))
        self.anchor = self.dir / "anchor"
        self.anchor.touch()
        self.port = self.free()
        files = {}
        for name, text in rows.items():
            file = self.dir / (name + "zone")
            file.write_text(HEAD.format(name) + text)
            files[name] = self.sign(name, file) if name in signed else file
            if name in broken:
                files[name].write_text(files[name].read_text().replace("127.0.0.", "127.0.1."))
        (self.dir / "nsd.conf").write_text(self.config(files))
        self.log = open(self.dir / "nsd.log", "wb")
        self.process = subprocess.Popen(["nsd", "-d", "-c", self.dir / "nsd.conf"], stdout=self.log, stderr=self.log)
        self.wait()

    def free(self):
        return free_port(self)

    # Without the word all name servers of this machine would share one database file, and fall over each other.
    def config(self, files):
        return "\n".join([f"server:\n  ip-address: {self.host}@{self.port}\n  username: \"\"\n  chroot: \"\"\n  zonesdir: {self.dir}",
                          f"  pidfile: {self.dir}/nsd.pid\n  xfrdfile: {self.dir}/xfrd\n  zonelistfile: {self.dir}/list\n  server-count: 1\n  database: \"\"",
                          "remote-control:\n  control-enable: no",
                          *(f"zone:\n  name: {name}\n  zonefile: {file}" for name, file in files.items())]) + "\n"

    def sign(self, name, file):
        keys = []
        for flags in (["-k"], []):
            keys.append(subprocess.run(["ldns-keygen", "-a", "ECDSAP256SHA256", *flags, name], cwd=self.dir, check=True, capture_output=True,
                                       text=True).stdout.strip())
        signed = pathlib.Path(str(file) + ".signed")
        subprocess.run(["ldns-signzone", "-n", "-f", signed, file, *keys], cwd=self.dir, check=True, capture_output=True)
        with open(self.anchor, "a") as out:
            out.write((self.dir / (keys[0] + ".key")).read_text())
        return signed

    def add(self, name, rows):
        """More rows for an unsigned zone that is there, served once this returns."""
        file = self.dir / (name + "zone")
        serial = self.serial = getattr(self, "serial", 1) + 1
        file.write_text(file.read_text().replace(f". {serial - 1} 3600", f". {serial} 3600") + rows)
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
