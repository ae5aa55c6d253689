"""H30: what a remote party calls things names no file. Every way in is driven with hostile names while every file made is watched."""
import base64
import ctypes
import http.client
import os
import pathlib
import re
import select
import struct
import threading
import urllib.parse

from clients import imap
from conftest import NO_GUARD
from wire import Wire

GUARD = NO_GUARD
OPTIONS = ["--set", "attachments.inbound_name=accept"]  # names that would be refused are to come in as well
WORD = "zqxhostile"  # in every name that is sent
NAMES = [f"../../{WORD}", f"/etc/{WORD}.php", f"{WORD}.aspx", f"..\\{WORD}.cgi", f"{WORD}%2f..%2f{WORD}.jsp", f"{WORD}.sst", f"CON.{WORD}"]
# All that a server's folder may hold: names that the server made.
OURS = [re.compile(p) for p in (
    r"\d{6,}\.(sst|log|blob|dbtmp)", r"MANIFEST-\d+", r"CURRENT", r"OPTIONS-\d+(\.dbtmp)?", r"LOG(\.old\.\d+)?", r"LOCK", r"IDENTITY(\.dbtmp)?",
    r"[0-9a-f]{2}", r"[0-9a-f]{16,64}(\.part)?",  # blobs, by random keys in folders of their first octet
    r"[a-z_0-9]+\.\d{4}-\d\d-\d\dT[\d-]+\.\d{3}Z\.(jsonl|idx)(\.zst)?(\.tmp)?", r"admin\.sock",
    r"(ca\.pem|postern\.toml|target\.json)(\.new)?",  # what ./dev up writes
)]
IN_CREATE, IN_MOVED_TO, IN_ISDIR = 0x100, 0x80, 0x40000000


class Watch:
    """Names of all files and folders that appear under a folder, also those that go again at once."""

    def __init__(self, folder):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.fd = self.libc.inotify_init1(os.O_NONBLOCK)
        assert self.fd >= 0
        self.names, self.places = set(), {}
        self.add(folder)
        self.done, self.stop = os.pipe()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def add(self, folder):
        wd = self.libc.inotify_add_watch(self.fd, os.fsencode(folder), IN_CREATE | IN_MOVED_TO)
        if wd < 0:  # gone again
            return
        self.places[wd] = folder
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                self.add(entry.path)

    def run(self):
        while self.done not in select.select([self.fd, self.done], [], [])[0]:
            self.read()
        self.read()

    def read(self):
        try:
            data = os.read(self.fd, 1 << 16)
        except BlockingIOError:
            return
        at = 0
        while at < len(data):
            wd, mask, _, size = struct.unpack_from("iIII", data, at)
            name = os.fsdecode(data[at + 16:at + 16 + size].rstrip(b"\0"))
            at += 16 + size
            self.names.add(name)
            if mask & IN_ISDIR:
                place = os.path.join(self.places[wd], name)
                self.names.update(os.listdir(place))  # what came before it was watched
                self.add(place)

    def end(self):
        os.write(self.stop, b"x")
        self.thread.join()
        for fd in (self.fd, self.done, self.stop):
            os.close(fd)
        return self.names


def by_smtp(server):
    """HELO, paths, header fields and attachments; one message is large enough to be a file of its own."""
    for i, name in enumerate(NAMES):
        with Wire(server, "smtp") as w:
            w.reply()
            w.ask(f"EHLO {WORD}.example")
            w.ask(f'MAIL FROM:<"{name}"@other.example>')
            w.ask(f'RCPT TO:<"{name}"@test.example>')
            w.ask(f"RCPT TO:<u1+{WORD}@test.example>")
            assert w.ask(f"RCPT TO:<{server.address(1)}>").startswith(b"250")
            assert w.ask("DATA").startswith(b"354")
            w.send(f"From: a@other.example\r\nMessage-ID: <{name}@x>\r\nSubject: {name}\r\nMIME-Version: 1.0\r\n"
                   f'Content-Type: application/octet-stream; name="{name}"\r\n'
                   f'Content-Disposition: attachment; filename="{name}"\r\n\r\n' + "x" * 70 + "\r\n")
            if i == 0:
                w.send(("y" * 76 + "\r\n") * 40_000)
            w.send(".\r\n")
            assert w.reply().startswith(b"250")


def by_imap(server):
    c = imap(server, 1)
    for name in NAMES:
        quoted = '"' + name.replace("\\", "\\\\") + '"'
        c.xatom("ID", f'("name" {quoted})')
        for command in ("CREATE", "SUBSCRIBE"):
            c.xatom(command, quoted)
        c.xatom("RENAME", quoted, quoted[:-1] + '2"')
        c.append("INBOX", f"({WORD})", None, f"Subject: {name}\r\n\r\nbody".encode())
    c.append("INBOX", None, None, b"Subject: large\r\n\r\n" + b"z" * 3_000_000)
    c.logout()


def by_login(server):
    for name in NAMES:
        with Wire(server, "imaps", tls=True) as w:
            w.line()
            w.tagged("AUTHENTICATE PLAIN " + base64.b64encode(f"\0{name}\0{name}".encode()).decode())
        with Wire(server, "pop3s", tls=True) as w:
            w.line()
            w.send(f"USER {name}\r\nPASS {name}\r\n")
            w.line(), w.line()


def by_http(server):
    at = urllib.parse.urlsplit(server.api)
    for name in NAMES:
        c = http.client.HTTPSConnection(at.hostname, at.port, context=server.tls(), timeout=30)
        c.request("GET", f"/api/v1/domains/{name}", headers={"Authorization": f"Bearer {server.admin_token}", "X-Name": name})
        assert 400 <= c.getresponse().status < 500, name
        c.close()


def by_administration(server):
    """Names that others choose and an administrator lets in: a published list, an account's name."""
    for name in NAMES:
        server.cli("deny", "import", name, "/dev/stdin", input="192.0.2.0/24\n")
        server.cli("account", "update", server.address(2), "--display-name", name)
        server.cli("app-password", "add", server.address(2), name)


WAYS = (by_smtp, by_imap, by_login, by_http, by_administration)


def test_H30_no_file_carries_a_word_that_a_stranger_chose(server):
    watch = Watch(server.dir)
    try:
        for way in WAYS:
            way(server)
        server.stop()  # closes and rewrites files
        server.start()
    finally:
        made = watch.end()
    print(len(made), "names:", sorted(made))
    assert any(name.endswith(".part") for name in made), "a large message is a file while it comes in"
    assert not [name for name in made if WORD in name]
    strange = [name for name in made if not any(p.fullmatch(name) for p in OURS)]
    assert not strange
    assert not [p for p in pathlib.Path(server.dir).rglob("*") if WORD in p.name]


def test_the_watch_sees_what_is_there_for_a_moment_only(tmp_path):
    watch = Watch(str(tmp_path))
    for i in range(50):
        folder = tmp_path / f"folder{i}"
        folder.mkdir()
        (tmp_path / f"file{i}").write_text("")
        (tmp_path / f"file{i}").unlink()
    names = watch.end()
    assert {f"file{i}" for i in range(50)} | {f"folder{i}" for i in range(50)} <= names
