"""Large messages: little memory while they come in, exact bytes afterwards, nothing left of those that do not end well."""
import os
import pathlib
import signal
import time

import pytest
from clients import imap
from conftest import Server
from wire import Wire

SESSIONS = 20
OCTETS = 30_000_000
PIECE = b"".join(b"%06d of a message that is far too large for memory\r\n" % i for i in range(17_000))  # about 0.95 MB
OPTIONS = ["--no-guard"]
HEADER = b"Return-Path: <forged@other.example>\r\nFrom: a@other.example\r\nSubject: large\r\n\r\n"


@pytest.fixture(scope="module")
def server():
    # What the sanitizer keeps of freed memory would hide what the server holds.
    before = os.environ.get("ASAN_OPTIONS", "detect_container_overflow=0")
    os.environ["ASAN_OPTIONS"] = before + ":quarantine_size_mb=8"
    s = Server(*OPTIONS)
    yield s
    s.end()
    os.environ["ASAN_OPTIONS"] = before


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def files(server, part):
    folder = pathlib.Path(server.dir) / "data" / "blobs"
    return [f for f in folder.glob("*/*") if (f.suffix == ".part") == part]


def size_of(paths):
    total = 0
    for p in paths:
        try:
            total += p.stat().st_size
        except FileNotFoundError:  # finished or removed since
            pass
    return total


def resident(server):
    status = pathlib.Path(f"/proc/{server.pids[0]}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


def begin(server, chunks):
    w = Wire(server, "smtp")
    w.reply()
    for command in ("EHLO client.example", "MAIL FROM:<a@other.example>", f"RCPT TO:<{server.address(1)}>"):
        assert w.ask(command).startswith(b"250"), command
    if not chunks:
        assert w.ask("DATA").startswith(b"354")
    give(w, HEADER, chunks)
    return w


def give(w, octets, chunks):
    w.send((b"BDAT %d\r\n" % len(octets) if chunks else b"") + octets)


def end(w, chunks):
    """The last reply; chunks were answered one by one before."""
    w.send(b"BDAT 0 LAST\r\n" if chunks else b".\r\n")
    while (reply := w.reply()) and b"octets received" in reply:
        pass
    return reply


def test_many_large_messages_at_once_are_not_held_in_memory(server):
    before = resident(server)
    sessions = [(begin(server, chunks=i % 2 == 1), i % 2 == 1) for i in range(SESSIONS)]
    sent = len(HEADER)
    while sent < OCTETS:
        for w, chunks in sessions:
            give(w, PIECE, chunks)
        sent += len(PIECE)
    until(lambda: size_of(files(server, part=True)) >= SESSIONS * (sent - 300_000))
    grown = resident(server) - before
    print("resident grew by", grown // 1_000_000, "MB for", SESSIONS * sent // 1_000_000, "MB")
    assert grown < SESSIONS * 4_000_000
    assert files(server, part=False) == []

    half = SESSIONS // 2
    for w, _ in sessions[:half]:
        w.close()
    until(lambda: len(files(server, part=True)) == SESSIONS - half)
    assert files(server, part=False) == [], "a dropped session has left a blob"
    for w, chunks in sessions[half:]:
        assert end(w, chunks).startswith(b"250 "), "after all its octets"
        assert w.ask("NOOP").startswith(b"250")
        w.close()
    assert len(files(server, part=False)) == SESSIONS - half
    assert files(server, part=True) == []


def test_what_was_stored_is_what_was_sent(server):
    body = PIECE[: 4000 * (PIECE.index(b"\n") + 1) - 2]
    for chunks in (False, True):
        w = begin(server, chunks)
        give(w, body + b"\r\n", chunks)
        assert end(w, chunks).startswith(b"250 ")
        w.close()
        m = imap(server, 1)
        count = int(m.select("INBOX", readonly=True)[1][0])
        parts = m.fetch(str(count), "(RFC822.SIZE BODY.PEEK[HEADER] BODY.PEEK[TEXT] BODY.PEEK[])")[1]
        header, text, whole = (p[1] for p in parts if isinstance(p, tuple))
        assert whole == header + text and text == body + b"\r\n"
        assert f"RFC822.SIZE {len(whole)}".encode() in parts[0][0]
        assert header.startswith(b"Return-Path: <a@other.example>\r\nReceived: from client.example ")
        assert header.count(b"Return-Path:") == 1
        m.logout()


def test_a_killed_server_leaves_nothing_but_what_the_next_start_removes(server):
    before = sorted(files(server, part=False))
    sessions = [begin(server, chunks) for chunks in (False, True)]
    for w, chunks in zip(sessions, (False, True)):
        give(w, PIECE, chunks)
    until(lambda: len(files(server, part=True)) == 2)
    for pid in server.pids:
        os.kill(pid, signal.SIGKILL)
    for w in sessions:
        w.rest()
        w.close()
    assert sorted(files(server, part=False)) == before
    server.start()
    until(lambda: files(server, part=True) == [])
    assert sorted(files(server, part=False)) == before
