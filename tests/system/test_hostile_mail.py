"""Hostile mail, held, waiting, put off and delivered, and guesses over IMAP: every page of the console is opened over them, with its first row."""
import json
import re
import smtplib

import pytest

from clients import imap
from commands import ok
from conftest import NO_GUARD, ROOT, Server
from test_quarantine import closed
from walk import walk
from wire import Wire

TAG = "<img src=x data-evil onerror=window.evil=1>"
SCRIPT = "<script data-evil>window.evil=1</script>"
TURNED = "\u202egnp.exe\u202c"
LONG = "long" * 2500
GREYLIST = "/admin/spam/greylisting"


def pages():
    return re.findall(r"\bpath: \"([^\"]+)\"", (ROOT / "web/admin/pages.ts").read_text())


def write(server):
    """Mail whose every part is hostile: one held, one that waits, one delivered."""
    with smtplib.SMTP(server.host, server.smtp, local_hostname=f"[{TAG}]"[:200], timeout=60) as s:
        s.ehlo("mail.peer.test")
        s.sendmail("ann@peer.test", [server.address(2)], closed(f"{TAG} {TURNED}"))
        text = f"From: \"{TAG}\" <eve@peer.test>\r\nTo: {server.address(2)}\r\nSubject: {SCRIPT} {LONG[:900]}\r\n\r\n{TAG}\r\n"
        s.sendmail(f'"{TAG}"@peer.test', [server.address(2)], text)
    with smtplib.SMTP_SSL(server.host, server.submissions, context=server.tls(), timeout=60) as s:
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), [f'"{TAG}"@unreachable.invalid', f'"{SCRIPT[:50]}"@127.0.0.1'.replace("127.0.0.1", "nobody.test")],
                   f"From: {server.address(1)}\r\nSubject: {SCRIPT}\r\nMessage-ID: <{TAG}@x>\r\n\r\nx\r\n")


def is_put_off(server):
    """A message that looks suspicious, of somebody who is not known."""
    ok(server, "settings", "set", "spam.rules", json.dumps([{"where": "subject", "pattern": "lottery", "weight": 7, "words": "a lottery"}]))
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        with pytest.raises(smtplib.SMTPDataError, match="Not known here yet"):
            s.sendmail(f'"{TAG}"@peer.test', [server.address(2)], "Subject: lottery\r\n\r\n")


def guess(server):
    for name in (TAG, SCRIPT, f"x{TURNED}", LONG[:500]):
        with Wire(server, "imaps", tls=True, source="127.0.77.7") as wire:
            wire.line()
            wire.tagged(f'ID ("name" "{TAG}" "version" "{SCRIPT}")')
            wire.tagged('LOGIN "{}" "{}"'.format(name.encode("ascii", "replace").decode(), "wrong"))


def name_things(server):
    ok(server, "account", "create", "named@test.example", "--display-name", f"{TAG} {TURNED} {LONG[:60]}")
    ok(server, "ids", "block", "203.0.113.0/24", "--description", f"{TAG} {TURNED}")
    ok(server, "deny", "add", "198.51.100.0/24", "--owner", TAG, "--description", f"=cmd() {SCRIPT}")
    ok(server, "smtp-block", "add", "sender", "evil@elsewhere.test", "--description", TAG)


@pytest.fixture(scope="module")
def attacked():
    server = Server(*NO_GUARD, "--resolver", "127.0.0.1:1")
    write(server)
    is_put_off(server)
    guess(server)
    name_things(server)
    imap(server, 2).logout()
    yield server
    server.end()


def test_no_word_of_a_stranger_runs_or_breaks_a_page(attacked):
    seen = walk(attacked, "hostile_mail", paths=json.dumps([*pages(), GREYLIST]))
    assert seen["ran"] == []
    # What was brought in was looked at, and not lost on the way.
    assert {"/admin/ids/blocks", GREYLIST} <= set(seen["shown"])
