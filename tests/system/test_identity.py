"""Application passwords and second factors on a running server: what opens what, over every protocol that logs in."""
import base64
import hmac
import json
import smtplib
import struct
import time

import pytest
from conftest import LIMITS_ONLY
from test_login import PASSWORD, Imap, Pop3, Smtp, account

GUARD = LIMITS_ONLY
PROTOCOLS = (Smtp, Imap, Pop3)


def told(server, *args):
    done = server.cli("--json", *args)
    assert done.returncode == 0, (args, done.stderr)
    return json.loads(done.stdout)


def opens(server, protocol, user, password):
    talk = protocol(server)
    said = talk.send(f"{talk.first}PLAIN " + base64.b64encode(f"\0{user}\0{password}".encode()).decode())
    return talk if said is True else None


def code(secret):
    """RFC 6238: what an app shows now."""
    seed = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.digest(seed, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def test_H07_a_password_that_is_common_short_or_ones_own_name_is_not_taken(server):
    user = account(server, "strong")
    for weak in ("Password1234!", "qwertyuiop12345", "short-9-X", "strong@test.example1"):
        done = server.cli("account", "password", user, "--password", input=weak + "\n")
        assert done.returncode == 1 and weak not in done.stderr, (weak, done.stderr)
    assert opens(server, Imap, user, PASSWORD), "what was refused has changed nothing"


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_H13_an_application_password_opens_what_it_is_for(server, protocol):
    user = account(server, f"app-{protocol.__name__.lower()}")
    word = {Smtp: "smtp", Imap: "imap", Pop3: "pop3"}[protocol]
    made = told(server, "app-password", "add", user, "phone", "--protocols", word)
    for other in PROTOCOLS:
        assert bool(opens(server, other, user, made["password"])) == (other is protocol)
    row = told(server, "app-password", "list", user)[0]
    assert row["last_used_from"] == "127.0.0.1" and "password" not in row


def test_its_session_ends_with_it_and_a_read_only_one_changes_nothing(server):
    user = account(server, "app-reader")
    made = told(server, "app-password", "add", user, "backup", "--read-only")
    assert not opens(server, Smtp, user, made["password"])
    imap = opens(server, Imap, user, made["password"]).wire
    imap.send("b CREATE x\r\nc SELECT INBOX\r\n")
    assert imap.line().startswith(b"b NO [NOPERM]")
    while not (line := imap.line()).startswith(b"c "):
        pass
    assert line.startswith(b"c OK [READ-ONLY]")
    told(server, "app-password", "remove", user, str(made["number"]))
    imap.send("d NOOP\r\n")
    assert imap.line().startswith(b"* BYE")


def test_H13_with_a_second_factor_the_password_alone_opens_nothing(server):
    user = account(server, "factor")
    app = told(server, "app-password", "add", user, "phone")["password"]
    assert all(opens(server, protocol, user, PASSWORD) for protocol in PROTOCOLS)
    secret = told(server, "second-factor", "begin", user)["secret"]
    assert all(opens(server, protocol, user, PASSWORD) for protocol in PROTOCOLS), "it is not proven yet"
    assert len(told(server, "second-factor", "confirm", user, code(secret))["recovery_codes"]) == 10
    for protocol in PROTOCOLS:
        assert not opens(server, protocol, user, PASSWORD)
        assert opens(server, protocol, user, app)
    told(server, "second-factor", "remove", user)
    assert all(opens(server, protocol, user, PASSWORD) for protocol in PROTOCOLS)


def test_H09_H11_an_administrator_is_made_on_the_shell_and_the_last_owner_stays(server):
    made = told(server, "admin", "add", "ann", "--roles", "owner", "--networks", "192.0.2.0/24 the office")
    assert made["networks"] == [{"network": "192.0.2.0/24", "description": "the office"}] and not made["second_factor"]
    server.cli("admin", "remove", "admin", check=True)  # whom ./dev up has made
    assert server.cli("admin", "remove", "ann").returncode == 1
    assert server.cli("admin", "update", "ann", "--disable").returncode == 1
    assert told(server, "admin", "reset-2fa", "ann")["password"] != made["password"]
    assert told(server, "token", "add", "ann", "backup", "--roles", "reader")["token"].startswith("postern_")


def test_H08_a_service_account_sends_within_its_bounds_and_opens_nothing_else(server):
    """H08: from its networks, as its senders, to so many recipients an hour."""
    form = "form@test.example"
    made = told(server, "service-account", "create", form, "--networks", "127.0.0.0/8", "--senders", "web@test.example",
                "--hourly", "3")
    for protocol in (Imap, Pop3):
        assert not opens(server, protocol, form, made["password"])
    smtp = opens(server, Smtp, form, made["password"]).wire
    assert smtp.ask(f"MAIL FROM:<{form}>").startswith(b"550 5.7.1"), "only as the senders it was given"
    assert smtp.ask("MAIL FROM:<web@test.example>").startswith(b"250")
    to = f"RCPT TO:<{server.address(1)}>"
    assert [smtp.ask(to)[:9] for _ in range(4)] == [b"250 2.1.5"] * 3 + [b"450 4.7.1"]
    row = told(server, "service-account", "list")[0]
    assert row["last_used_from"] == "127.0.0.1" and "password" not in row
    told(server, "service-account", "update", form, "--networks", "192.0.2.0/24")
    assert not opens(server, Smtp, form, made["password"])
    mail = smtplib.SMTP(server.host, server.smtp, local_hostname="stranger.example", timeout=30)
    mail.ehlo(), mail.mail("a@remote.example")
    assert mail.rcpt(form)[0] == 550, "it receives nothing"
    mail.quit()
    told(server, "service-account", "remove", form)
    assert smtp.ask("RSET").startswith(b"250")
    assert smtp.ask("MAIL FROM:<web@test.example>").startswith(b"421"), "its sessions end with it"


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_token_opens_by_oauth_and_a_refused_one_is_told_so_in_json(server, protocol):
    """RFC 7628: the challenge of a failure is answered with anything, and then the login has failed."""
    user = account(server, f"oauth-{protocol.__name__.lower()}")
    server.cli("settings", "set", "auth.offer_oauth", "on", check=True)
    try:
        made = told(server, "oauth-token", "add", user, "phone", "--protocols", "smtp", "imap", "pop3")

        def bearer(mechanism, token):
            talk = protocol(server)
            assert mechanism.encode() in talk.offer
            header = f"user={user}" if mechanism == "XOAUTH2" else f"n,a={user},"
            message = f"{header}\1auth=Bearer {token}\1\1".encode()
            said = talk.send(f"{talk.first}{mechanism} " + base64.b64encode(message).decode())
            if said is True:
                return True
            assert json.loads(base64.b64decode(said)) == {"status": "invalid_token"}
            return talk.send(base64.b64encode(b"\1").decode())

        for mechanism in ("OAUTHBEARER", "XOAUTH2"):
            assert bearer(mechanism, made["access_token"])
            assert bearer(mechanism, made["refresh_token"]) is False
        again = server.cli("--json", "oauth-token", "refresh", user, input=made["refresh_token"] + "\n")
        assert again.returncode == 0, again.stderr
        assert bearer("XOAUTH2", made["access_token"]) is False
        assert bearer("XOAUTH2", json.loads(again.stdout)["access_token"])
    finally:
        server.cli("settings", "reset", "auth.offer_oauth", check=True)
