"""What cannot be looked into is held: found, looked at as text, kept over kill -9, released once, or deleted."""
import email.policy
import io
import json
import smtplib
import time
import zipfile
from email.message import EmailMessage

from clients import imap


def closed(subject):
    """A message with more files in an archive than anybody looks at."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for i in range(20_000):
            z.writestr(f"{i}.txt", b"")
    m = EmailMessage()
    m["From"], m["To"], m["Subject"] = "ann@peer.test", "u2@test.example", subject
    m.set_content("hello")
    m.add_attachment(out.getvalue(), maintype="application", subtype="zip", filename="a.zip")
    return m.as_bytes(policy=email.policy.SMTP)


def bring(server, subject):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("ann@peer.test", [server.address(2), server.address(3)], closed(subject))


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def found(server, n, subject):
    m = imap(server, n)
    m.select("INBOX", readonly=True)
    numbers = m.search(None, "SUBJECT", subject)[1][0].split()
    m.logout()
    return len(numbers)


def test_what_is_held_is_nobodys_until_it_is_released_and_then_everybodys_once(server):
    bring(server, "held-back")
    assert found(server, 2, "held-back") == 0
    server.kill()
    server.start()
    held = run(server, "quarantine", "list")
    assert len(held) == 1 and "too many files" in held[0]["reason"] and held[0]["kind"] == "attachment"
    assert sorted(held[0]["to"]) == [server.address(2), server.address(3)]
    shown = run(server, "quarantine", "show", held[0]["id"])
    assert shown["subject_field"] == "held-back" and any("hello" in line for line in shown["lines"])
    forced = server.cli("queue", "force", held[0]["id"])
    assert forced.returncode == 1 and "quarantine" in forced.stderr
    run(server, "quarantine", "release", held[0]["id"])
    end = time.monotonic() + 60
    while (found(server, 2, "held-back"), found(server, 3, "held-back")) != (1, 1):
        assert time.monotonic() < end, "it has not come"
        time.sleep(0.1)
    assert run(server, "quarantine", "list") == []


def test_what_is_deleted_is_gone_and_the_log_says_so(server):
    bring(server, "thrown-away")
    held = run(server, "quarantine", "list")
    server.cli("quarantine", "delete", held[0]["id"], check=True)
    assert run(server, "quarantine", "list") == [] and run(server, "queue", "list") == []
    assert "delivery.quarantine-ended" in server.cli("logs", "search", "too many files", check=True).stdout
