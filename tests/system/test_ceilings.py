"""What a domain may have at most holds at every way in: accounts, aliases and the size of a message."""
import json
import smtplib

from clients import imap, message, smtp
from patience import until
from test_session import Browser


def set_in_domain(server, **members):
    words = [word for name, value in members.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    server.cli("domain", "update", "test.example", *words, check=True)


def send(server, octets):
    """Nothing is said of its size before it comes."""
    body = ("x" * 70 + "\r\n") * (octets // 72)
    with smtp(server) as s:
        s.login(server.address(2), server.password)
        assert s.mail(server.address(2))[0] == s.rcpt(server.address(1))[0] == 250
        return s.data(message("size", sender=server.address(2), to=server.address(1), body=body))


def test_a_domain_takes_no_larger_message_than_it_says(server):
    assert send(server, 200_000)[0] == 250
    set_in_domain(server, largest_message="100 KiB")
    try:
        code, text = send(server, 200_000)
        assert (code, text[:5]) == (552, b"5.3.4")
        assert send(server, 50_000)[0] == 250
    finally:
        set_in_domain(server, largest_message="0")


def test_a_recipient_is_refused_by_the_size_that_the_sender_declares(server):
    """RFC 1870 §6.1: before the message comes, and each recipient by its own domain."""
    server.cli("domain", "create", "wide.example", check=True)
    server.cli("account", "create", "wide@wide.example", check=True)
    set_in_domain(server, largest_message="100 KiB")
    try:
        with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
            s.ehlo()
            assert int(s.esmtp_features["size"]) > 200_000, "what the server takes is announced, not what a domain takes"
            s.mail("a@far.example", ["SIZE=200000"])
            code, text = s.rcpt(server.address(1))
            assert (code, text[:5]) == (552, b"5.3.4")
            assert s.rcpt("wide@wide.example")[0] == 250
            s.rset()
            s.mail("a@far.example", ["SIZE=50000"])
            assert s.rcpt(server.address(1))[0] == 250
    finally:
        set_in_domain(server, largest_message="0")
        server.cli("account", "delete", "wide@wide.example", check=True)
        server.cli("domain", "delete", "wide.example", check=True)


def refusal(server):
    """What the server says to a recipient."""
    with smtp(server) as s:
        s.login(server.address(2), server.password)
        s.mail(server.address(2))
        code, text = s.rcpt(server.address(1))
        return code, text[:5]


def test_a_domain_holds_no_more_than_it_says(server):
    """At the door, by IMAP, and again free when something goes."""
    health = json.loads(server.cli("domain", "health", "test.example", "--json", check=True).stdout)
    set_in_domain(server, most_storage=max(1, health["storage"]["used_bytes"]))
    try:
        until(lambda: refusal(server) == (452, b"4.2.2"), "the ceiling does not hold")
        with imap(server, 1) as box:
            status, said = box.append("INBOX", None, None, b"Subject: no room\r\n\r\nx\r\n")
            assert status == "NO" and b"OVERQUOTA" in said[0], said
        shown = json.loads(server.cli("domain", "health", "test.example", "--json", check=True).stdout)["storage"]
        assert shown["used_bytes"] >= shown["most_bytes"] > 0
    finally:
        set_in_domain(server, most_storage=0)
    send(server, 1_000)


def test_H09_no_more_accounts_are_made_than_it_may_have(server):
    count = json.loads(server.cli("domain", "show", "test.example", "--json", check=True).stdout)["accounts"]
    set_in_domain(server, most_accounts=count + 1)
    try:
        server.cli("account", "create", "last@test.example", check=True)
        status, said = Browser(server).call("POST", "/accounts", {"address": "more@test.example"}, Authorization=f"Bearer {server.admin_token}")
        assert status == 409 and f"no more accounts than {count + 1}" in said["detail"], said
    finally:
        set_in_domain(server, most_accounts=0)
        server.cli("account", "delete", "last@test.example", check=True)
