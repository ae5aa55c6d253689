"""Mail between Postern, Postfix and Exim, both ways: over TLS and without, put off, broken, slow, and returned."""
import email
import time

import pytest

from clients import message
from internet import bring, host, internet  # noqa: F401
from others import until
from test_outbound import reports, send, subjects, waiting


def received(raw):
    """How the last server had it, in one line."""
    return " ".join(email.message_from_bytes(raw).get_all("Received")[0].split())


def mailbox(server, subject, n=1):
    """The message with that subject, once a user of a Postern has it."""
    return until(lambda: [text for text in subjects(server, n) if f"Subject: {subject}\r\n" in text], subject)[0]


def tried(server, domain, times=1):
    """What is said of mail that waits, once it was tried so often."""
    def answer():
        answers = [a for entry in waiting(server, domain) for a in entry["answers"]]
        return [a for a in answers if a["attempts"] >= times]
    return until(answer, lambda: waiting(server, domain))[0]


def gone(server, domain):
    until(lambda: not waiting(server, domain), lambda: waiting(server, domain))


@pytest.mark.parametrize("domain, protocol", [("postfix", "ESMTPS"), ("plain", "ESMTP"), ("exim", "esmtps"), ("bare", "esmtp")])
def test_mail_reaches_others_encrypted_where_they_can(internet, domain, protocol):
    send(internet.a, [f"bob@{domain}.test"], f"to-{domain}", text=".a line that begins with a dot\r\nend")
    there = internet.exim if domain in ("exim", "bare") else internet.postfix
    raw = there.arrived(f"to-{domain}")
    assert f" with {protocol} " in received(raw) and "mail.a.test" in received(raw), received(raw)
    assert b"\r\n.a line that begins with a dot\r\nend" in raw
    gone(internet.a, f"{domain}.test")
