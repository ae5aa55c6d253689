"""An account in a stranger's hands: he is shut out by the page, which shows what he did, and the account goes back to its owner (H18)."""
import imaplib
import json
import smtplib

import pytest
from clients import message
from commands import ok, refused
from small_internet import World, until
from test_session import Browser, Codes
from walk import owner, walk

STRANGER = "127.0.0.9"
REASON = "he says he did not send that"


@pytest.fixture(scope="module")
def world():
    # What is put off waits until somebody lets it go.
    one = World(accounts=3, **{"logs.smtp_in": "normal", "queue.first_retry": "1h", "queue.longest_retry": "1h"})
    yield one
    one.close()


class From(imaplib.IMAP4):
    """A connection from one of 127.0.0.0/8."""

    def __init__(self, server, source):
        self.server, self.source = server, source
        super().__init__(server.host, server.imap, timeout=30)

    def _create_socket(self, timeout):
        return self.server.connect("imap", self.source)


def opens(server, password, source=STRANGER):
    m = From(server, source)
    m.starttls(server.tls())
    m.login(server.address(1), password)
    m.select("INBOX")
    return m


def sending(server, password, source=STRANGER, n=1):
    s = smtplib.SMTP(server.host, server.submission, local_hostname="client.example", timeout=30, source_address=(source, 0))
    s.starttls(context=server.tls())
    s.login(server.address(n), password)
    return s


def shut(server, *passwords):
    """Nothing of it opens a thing, from there or from here."""
    for source in (STRANGER, "127.0.0.1"):
        for password in passwords:
            with pytest.raises(imaplib.IMAP4.error):
                opens(server, password, source)
            with pytest.raises(smtplib.SMTPAuthenticationError):
                sending(server, password, source)


def waiting(server, n=1):
    return {row["to"][0]: row["due"] for row in ok(server, "queue", "list", "--account", server.address(n))}


def test_H18_a_stranger_is_shut_out_what_he_did_is_shown_and_the_account_goes_back(world):
    server, me = world.server, world.server.address(1)
    victim = world.peer({"RCPT": ["451 4.3.0 later", None]})
    prey = f"ann@{victim.domain}"
    opens(server, server.password, "127.0.0.1").logout()

    with pytest.raises(imaplib.IMAP4.error):
        opens(server, "a guess")
    inside, sender = opens(server, server.password), sending(server, server.password)
    sender.sendmail(me, [prey, server.address(2)], message("buy", to=prey))
    page = Browser(server, STRANGER)
    assert page.log_in(me, server.password)[0] == 201
    status, made = page.call("POST", f"/accounts/{me}/app-passwords", {"label": "Phone"})
    assert status == 200, made
    opens(server, made["password"]).logout()
    ok(server, "account", "update", me, "--recovery-address", "eve@evil.example")
    until(lambda: prey in waiting(server), "it does not wait")

    assert "Say" in refused(server, "account", "contain", me, "--reason", " ")
    first = owner(server, "helper")
    seen = walk(server, "contain", me=first, address=me, reason=REASON)
    known = ok(server, "account", "trail", me, "--since", "1d")["logins"]
    assert len(seen["fromOwn"]) == len(known) > len(seen["logins"]), "from a day ago its owner's are among them"
    assert seen["path"].endswith("/trail") and REASON in seen["since"] and "helper" in seen["since"]
    shut(server, server.password, made["password"])
    with pytest.raises((imaplib.IMAP4.abort, imaplib.IMAP4.error, OSError)):
        inside.noop()
    with pytest.raises((smtplib.SMTPException, OSError)):
        sender.sendmail(me, [prey], message("more", to=prey))
    assert page.call("GET", "/session")[0] == 401
    assert page.log_in(me, server.password)[0] == 401
    assert waiting(server) == {prey: None} and victim.messages == []
    assert ok(server, "app-password", "list", me) == []
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("bob@peer.test", [me], message("still-taken", sender="bob@peer.test", to=me))

    got_in = [line for line in seen["logins"] if STRANGER in line and "got in" in line]
    assert {service for line in got_in for service in ("imap", "submission", "web") if service in line} == {"imap", "submission", "web"}
    assert any("not from there before" in line for line in got_in)
    assert any(STRANGER in line and "wrong password" in line for line in seen["logins"])
    assert not any("127.0.0.1 " in line for line in seen["logins"]), "what was before is not his"
    [sent] = seen["sent"]
    assert prey in sent and STRANGER in sent and "one more" in sent and "held" in sent
    assert any("An application password was made" in line and me in line for line in seen["changes"])
    assert any("The account was changed" in line for line in seen["changes"])
    [once] = [line for line in seen["changes"] if "was contained" in line]
    assert "helper" in once and REASON in once, "told once, with why"
    [tried] = [line for line in seen["changes"] if "Tried and refused: Contain an account" in line]
    assert "refused: Say" in tried, tried
    [event] = [json.loads(line) for line in server.cli("logs", "search", "account-contained", "--raw", check=True).stdout.splitlines()]
    assert event["who"] == "helper" and event["account"] == me and event["reason"] == REASON and event["count"] == 1

    seen = walk(server, "recover", address=me, mail="Is sent", elsewhere="there is one")
    assert seen["unasked"], "what can be done again later is not typed for"
    opens(server, seen["password"], "127.0.0.1").logout()
    shut(server, server.password, made["password"])
    until(lambda: victim.messages, "the mail that was held is not sent")
    assert server.account(me)["status"] == "active" and server.account(me)["recovery_address"] == ""


def test_H18_held_mail_and_a_second_factor_go_once_the_name_was_typed(world):
    server, me = world.server, world.server.address(2)
    prey = f"ann@{world.peer({'RCPT': ['451 4.3.0 later', None]}).domain}"
    with sending(server, server.password, n=2) as s:
        s.sendmail(me, [prey], message("buy", sender=me, to=prey))
    page = Browser(server)
    assert page.log_in(me, server.password)[0] == 201
    seed = page.call("POST", f"/accounts/{me}/second-factor", {})[1]["secret"]
    assert page.call("PUT", "/session/own-second-factor", {"code": Codes(seed).next()})[0] == 200
    ok(server, "account", "contain", me, "--reason", REASON)
    assert waiting(server, 2) == {prey: None}
    seen = walk(server, "recover", address=me, mail="Is deleted", factor="there is one")
    assert seen["unasked"] and waiting(server, 2) == {}
    assert Browser(server).log_in(me, seen["password"])[0] == 201, "the password alone"


def test_H18_the_same_by_the_command_line_and_an_administrator_of_the_domain_alone(world):
    server, me = world.server, world.server.address(3)
    ok(server, "domain", "create", "shop.example")
    ok(server, "account", "create", "eve@shop.example")
    ok(server, "admin", "add", "keeper", "--roles", "domains", "--domains", "shop.example", "--networks", "127.0.0.0/8 here")
    token = ok(server, "token", "add", "keeper", "a program", "--roles", "domains")["token"]
    b = Browser(server)
    path = "/accounts/{}/contain"
    assert b.call("POST", path.format(me), {"reason": REASON}, Authorization=f"Bearer {token}")[0] == 404
    assert b.call("POST", path.format("eve@shop.example"), {"reason": REASON}, Authorization=f"Bearer {token}")[0] == 200
    assert b.call("GET", "/accounts/eve@shop.example/trail", Authorization=f"Bearer {token}")[1]["contained"]["by"] == "keeper"

    assert ok(server, "account", "contain", me, "--reason", REASON)["messages"] == 0
    with pytest.raises(smtplib.SMTPAuthenticationError), smtplib.SMTP(server.host, server.submission, timeout=30) as s:
        s.starttls(context=server.tls())
        s.login(me, server.password)
    back = ok(server, "account", "recover", me)
    assert b.call("POST", "/forgotten-password", {"token": back["token"], "password": "marble-Ocean-tractor-93"})[0] == 204
    with smtplib.SMTP(server.host, server.submission, timeout=30) as s:
        s.starttls(context=server.tls())
        s.login(me, "marble-Ocean-tractor-93")
