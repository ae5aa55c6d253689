"""A disk below its low watermark: mail is refused for now, reading and making room go on, and all is well when there is room again."""
import contextlib
import json
import os
import pathlib
import smtplib
import subprocess
import time

import pytest
from clients import imap, message, pop, stored
from conftest import Server
from test_session import Browser, Codes
from walk import owner, walk

WATERMARK = 256 << 20


class SmallDisk(Server):
    """A server on a file system of its own, which the test can fill."""

    def start(self):
        if not os.path.ismount(self.dir):
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", self.dir], check=True)
        super().start()

    def end(self):
        super().end()
        subprocess.run(["umount", self.dir], check=False)
        os.rmdir(self.dir)

    def fill(self, left=WATERMARK - (32 << 20)):
        now = os.statvfs(self.dir)
        with open(os.path.join(self.dir, "filler"), "wb") as f:
            os.posix_fallocate(f.fileno(), 0, now.f_bavail * now.f_frsize - left)

    def fill_to_the_last_byte(self):
        self.fill(left=1 << 20)  # the server writes meanwhile
        with open(os.path.join(self.dir, "filler"), "ab", buffering=0) as f, contextlib.suppress(OSError):
            while f.write(bytes(4096)):
                pass

    def free(self):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(self.dir, "filler"))


@pytest.fixture(scope="module")
def server():
    if os.geteuid() != 0:
        pytest.skip("not run: needs root to mount a file system")
    s = SmallDisk()
    yield s
    s.end()


def until(holds, what):
    """The disk is asked at most once a second."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def deliver(server, name, body="hello\r\n"):
    """The code of the refusal, or 250."""
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=30) as s:
        try:
            s.sendmail("a@other.example", [server.address(2)], message(name, body=body, sender="a@other.example"))
        except smtplib.SMTPRecipientsRefused as refused:
            return next(iter(refused.recipients.values()))[0]
        except smtplib.SMTPResponseException as refused:
            return refused.smtp_code
    return 250


def status_of(server):
    return json.loads(server.cli("server", "status", "--json", check=True).stdout)


def subjects(server):
    m = imap(server)
    m.select("INBOX", readonly=True)
    numbers = m.search(None, "ALL")[1][0].split()
    found = [m.fetch(n, "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1][0][1].decode().split()[1] for n in numbers]
    m.logout()
    return found


def test_mail_waits_outside_while_the_disk_is_low_and_reading_goes_on(server):
    body = "x" * 70 + "\r\n"
    assert deliver(server, "before") == 250
    assert deliver(server, "large-before", body * 2000) == 250
    server.fill()
    until(lambda: deliver(server, "probe") != 250, "mail is still accepted")
    kept = subjects(server)

    assert deliver(server, "refused") == 452
    assert deliver(server, "large-refused", body * 2000) == 452
    assert deliver(server, "large-refused", body * 2000) // 100 == 4
    status = status_of(server)
    assert not status["accepts_mail"] and status["disk"]["free_bytes"] < status["disk"]["least_bytes"] == WATERMARK
    assert status["disk"]["scarce"] and status["disk"]["low_since"].startswith("20")

    m = imap(server)
    m.select("INBOX")
    said = m.append("INBOX", None, None, message("appended"))
    assert said[0] == "NO" and b"[UNAVAILABLE]" in said[1][0], said
    # Would mark it as seen, if it could.
    assert next(part[1] for part in m.fetch("1", "(BODY[])")[1] if isinstance(part, tuple)).endswith(b"hello\r\n")
    assert stored(m.fetch("2", "(BODY.PEEK[])")[1][0][1]) == message("large-before", body=body * 2000, sender="a@other.example")
    m.logout()
    p = pop(server)
    assert b"hello" in p.retr(1)[1]
    p.quit()
    assert subjects(server) == kept

    m = imap(server)  # room can be made
    m.select("INBOX")
    assert m.store("1", "+FLAGS", "(\\Deleted)")[0] == "OK"
    assert m.expunge()[1] == [b"1"]
    m.logout()
    assert subjects(server) == kept[1:]

    server.free()
    until(lambda: deliver(server, "after") == 250, "mail is still refused")
    assert status_of(server)["disk"]["low_since"] == ""
    assert subjects(server)[-1] == "after"
    assert "refused" not in subjects(server) and "large-refused" not in subjects(server)
    assert "store.disk-low" in server.cli("logs", "search", "store.disk-low").stdout


def times_room_was_told(server):
    return server.cli("logs", "search", "store.disk-has-room").stdout.count("store.disk-has-room")


def test_a_disk_that_is_full_to_the_last_byte_stops_writes_until_there_is_room_and_no_longer(server):
    """What may go on below the watermark goes on until the log itself finds no room. Nobody starts the server anew."""
    assert deliver(server, "kept") == 250
    told, kept = times_room_was_told(server), subjects(server)
    m = imap(server)
    m.select("INBOX")
    server.fill_to_the_last_byte()
    for turn in range(50_000):
        said = m.store("1", "-FLAGS" if turn % 2 else "+FLAGS", "(\\Deleted)")
        if said[0] == "NO":
            break
    assert said[0] == "NO" and b"[UNAVAILABLE]" in said[1][0] and b"make room" in said[1][0], said
    assert m.store("1", "+FLAGS", "(\\Deleted)")[0] == "NO", "and stays so"
    m.logout()
    assert deliver(server, "refused-full") == 452
    refused = server.cli("domain", "create", "more.example")
    assert refused.returncode != 0 and "make room" in refused.stderr, refused
    assert not status_of(server)["accepts_mail"]
    assert subjects(server) == kept

    server.free()
    until(lambda: status_of(server)["accepts_mail"], "it does not go on")
    assert deliver(server, "goes-on") == 250
    assert subjects(server) == [*kept, "goes-on"]
    until(lambda: times_room_was_told(server) > told, "nobody is told")
    assert times_room_was_told(server) == told + 1
    server.kill()
    server.start()
    assert subjects(server) == [*kept, "goes-on"]


def test_what_was_refused_left_no_file(server):
    """Nothing of a refused message stays on the disk that is too full for it: the one blob is that of the one large message."""
    blobs = [p for p in (pathlib.Path(server.dir) / "data" / "blobs").rglob("*") if p.is_file()]
    assert len(blobs) == 1, blobs


def test_the_audit_log_is_whole_after_a_full_disk(server):
    assert '"intact":true' in server.cli("logs", "verify", "--json", check=True).stdout.replace(" ", "")


def test_H34_the_overview_tells_of_the_disk_while_it_matters(server):
    me = owner(server, "watcher")
    made = json.loads(server.cli("second-factor", "begin", server.address(3), "--json", check=True).stdout)
    codes = Codes(made["secret"])
    server.cli("second-factor", "confirm", server.address(3), codes.next(), check=True)
    server.fill()
    until(lambda: deliver(server, "probe") != 250, "mail is still accepted")
    assert Browser(server).log_in(server.address(3), server.password, codes.next())[0] == 201, "whoever makes room gets in, and his code is used up"
    seen = walk(server, "overview", me=me, part="full")
    server.free()
    until(lambda: deliver(server, "after") == 250, "mail is still refused")
    [told] = [line for line in seen["lines"] if "Mail is refused" in line]
    assert "and 256 MiB have to be" in told and "MiB are free" in told
    assert not [line for line in seen["lines"] if "running out" in line or "There is room on the disk" in line], "it is told once"
    assert seen["path"] == "/admin/audit?at=system.disk"
    assert "of 512 MiB" in seen["room"] and "Mail is refused with less than256 MiB" in seen["room"] and "Too little since" in seen["room"]
    seen = walk(server, "overview", part="scarce")
    [told] = [line for line in seen["lines"] if "Room on the disk is running out" in line]
    assert "of 512 MiB are free" in told and [line for line in seen["lines"] if "Mail is taken for" in line]
