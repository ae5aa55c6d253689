"""What a user does about his own account in a browser: its effect is what IMAP, SMTP and the API say afterwards (H07, H13)."""
import contextlib
import datetime
import imaplib
import json
import re
import smtplib

import pytest

from conftest import NO_GUARD
from test_session import Browser, arrived
from walk import walk

GUARD = NO_GUARD
PASSWORD, FRESH = "gravel-Lantern-pickle-sonnet-76", "quartz-Tumble-ledger-owl-91"


def person(server, name, domain="test.example"):
    user = f"{name}@{domain}"
    server.cli("account", "create", user, "--password", input=PASSWORD + "\n", check=True)
    return user


@contextlib.contextmanager
def led_elsewhere(server):
    """Two who are led to pages that nobody else has: to set a new password, and a second factor. After it the domain is as it was."""
    renews = person(server, "renews")
    server.cli("password", "expire", renews, check=True)
    server.cli("domain", "create", "forced.example", check=True)
    enrols = person(server, "enrols", "forced.example")
    server.cli("domain", "update", "forced.example", "--second-factor", "forced", check=True)
    yield {"renews": renews, "enrols": enrols, "password": PASSWORD}
    for gone in (renews, enrols):
        server.cli("account", "delete", gone, check=True)
    server.cli("domain", "delete", "forced.example", check=True)


def program_of(server, user, label="phone"):
    made = server.cli("app-password", "add", user, label, "--protocols", "imap", "--json", check=True)
    return json.loads(made.stdout)["password"]


def imap(server, user, password):
    c = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    try:
        c.login(user, password)
    except imaplib.IMAP4.error:
        c.shutdown()
        return None
    return c


def by_token(server, user, token):
    """Refused, it is told why in a challenge, which is answered by nothing."""
    c = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
    said = iter([f"user={user}\1auth=Bearer {token}\1\1".encode()])
    c.authenticate("XOAUTH2", lambda _: next(said, b"\1"))
    return c


def opens(server, user, password):
    c = imap(server, user, password)
    if c:
        c.logout()
    return c is not None


def opens_from(server, user, password, source):
    with server.tls().wrap_socket(server.connect("imaps", source)) as s, s.makefile("rwb", 0) as f:
        f.write(f'a LOGIN "{user}" "{password}"\r\n'.encode())
        while not (line := f.readline()).startswith(b"a "):
            assert line
        return line.startswith(b"a OK")


def sends(server, user, password):
    with smtplib.SMTP_SSL(server.host, server.submissions, context=server.tls()) as c:
        try:
            c.login(user, password)
        except smtplib.SMTPAuthenticationError:
            return False
        return True


def test_H07_a_user_changes_his_password_and_it_holds_everywhere(server):
    user = person(server, "kim")
    seen = walk(server, "security", me={}, part="password", user=user, password=PASSWORD, fresh=FRESH)
    assert seen["led"] == "/mail/security" and seen["back"] == "/mail/security" and seen["broken"] >= 2
    assert opens(server, user, FRESH) and not opens(server, user, PASSWORD)


def test_H07_with_a_password_that_is_over_he_sets_a_new_one_at_the_sign_in(server):
    user = person(server, "ida")
    server.cli("password", "expire", user, check=True)
    assert opens(server, user, PASSWORD) and sends(server, user, PASSWORD), "in the grace his programs go on"
    assert Browser(server).log_in(user, "wrong one")[0] == 401
    seen = walk(server, "security", me={}, part="expired", user=user, password=PASSWORD, fresh=FRESH)
    assert seen["led"] == "/mail/password?next=%2Fmail%2Fsecurity%2Fprograms" and seen["links"] == ["New password"]
    assert seen["shut"] == 403 and seen["on"] == "/mail/security/programs"
    assert opens(server, user, FRESH) and not opens(server, user, PASSWORD)
    assert json.loads(server.cli("password", "compliance", "--json", check=True).stdout) == []


def test_H07_that_his_password_ends_soon_stands_on_every_page(server):
    user = person(server, "ivo")
    server.cli("settings", "set", "password.expires_after", "10", check=True)
    try:
        seen = walk(server, "security", me={}, part="due", user=user, password=PASSWORD)
    finally:
        server.cli("settings", "reset", "password.expires_after", check=True)
    assert seen["said"].startswith("Your password has to be changed by ") and seen["on"] == "/mail/security"


def test_H13_an_application_password_opens_what_it_is_for_and_nothing_else(server):
    user = person(server, "lee")
    seen = walk(server, "security", me={}, part="program", user=user, password=PASSWORD)
    assert seen["made"][0] == user and len(seen["rows"]) == 1 and "Phone" in seen["rows"][0]
    assert "mail.test.example" in seen["told"] and str(server.imaps) in seen["told"] and str(server.submissions) in seen["told"]
    made = seen["made"][1]
    reading = imap(server, user, made)
    assert reading.append("INBOX", None, None, b"Subject: no\r\n\r\n")[0] == "NO", "it is for reading alone"
    with pytest.raises(imaplib.IMAP4.readonly):
        reading.select("INBOX")
    reading.shutdown()
    assert opens(server, user, made) and not sends(server, user, made)
    assert not opens_from(server, user, made, "127.1.0.1") and opens_from(server, user, made, "127.0.9.1")
    [known] = json.loads(server.cli("app-password", "list", user, "--json", check=True).stdout)
    left = datetime.datetime.fromisoformat(known["expires"]) - datetime.datetime.now(datetime.timezone.utc)
    assert known["networks"] == ["127.0.0.0/16"] and 89 <= left.days <= 90
    assert Browser(server).log_in(user, made)[0] == 401
    assert sends(server, user, PASSWORD)


def test_H13_a_password_that_is_taken_away_opens_nothing_more_and_each_program_is_told_where_the_server_is(server):
    user = person(server, "max")
    gone, kept = program_of(server, user), program_of(server, user, "tablet")
    token = json.loads(server.cli("oauth-token", "add", user, "car", "--protocols", "imap", "--json", check=True).stdout)["access_token"]
    server.cli("settings", "set", "auth.offer_oauth", "on", check=True)
    try:
        phone, car = imap(server, user, gone), by_token(server, user, token)
        seen = walk(server, "own_account", me={}, part="programs", user=user, password=PASSWORD)
        with pytest.raises(imaplib.IMAP4.error):
            by_token(server, user, token)
    finally:
        server.cli("settings", "reset", "auth.offer_oauth", check=True)
    assert not opens(server, user, gone) and opens(server, user, kept)
    for ended in (phone, car):
        with pytest.raises((imaplib.IMAP4.error, OSError)):
            ended.noop()
            ended.noop()
    assert seen["token"].startswith("car") and "IMAP" in seen["token"] and "last used" in seen["token"]
    assert json.loads(server.cli("oauth-token", "list", user, "--json", check=True).stdout) == []
    assert len(seen["left"]) == 1 and seen["left"][0].startswith("tablet")
    assert [row["label"] for row in json.loads(server.cli("app-password", "list", user, "--json", check=True).stdout)] == ["tablet"]
    assert list(seen["told"]) == ["Thunderbird", "Outlook", "iPhone and Mac", "Android"]
    for program, steps in seen["told"].items():
        assert user in steps and "IMAP" in steps, program
        assert steps.count("mail.test.example") == 2, f"{program}: where mail is read, and where it is sent"
        assert all(re.search(rf"\b{port}\b.{{0,20}}SSL/TLS", steps) for port in (server.imaps, server.submissions)), f"{program}: {steps}"
        assert "STARTTLS" not in steps, program
    assert sends(server, user, PASSWORD), "the ports take TLS from the first octet on"


def test_H20_a_recovery_address_counts_once_its_token_came_back_and_the_storage_is_what_the_server_counts(server):
    user, friend = person(server, "ulf"), person(server, "ulf-elsewhere")
    server.cli("account", "update", user, "--quota", str(100 * 1024), check=True)
    c = imap(server, user, PASSWORD)
    c.append("INBOX", None, None, b"Subject: big\r\n\r\n" + b"hello world!\r\n" * 2000)
    c.logout()
    known = server.account(user)
    seen = walk(server, "own_account", me={}, part="account", user=user, password=PASSWORD, elsewhere=friend, others=PASSWORD)
    used = known["used_bytes"]
    assert used >= 28000 and known["used_messages"] == 1
    assert f"{round(used / 1024)} KiB of 100 KiB used · one message" in seen["storage"] and f"{round(used / 1024)}%" in seen["storage"]
    assert seen["full"] == pytest.approx(used / known["quota"])
    assert seen["before"] == "" and seen["after"] == friend and friend in seen["recovery"]
    assert server.account(user)["recovery_address"] == friend
    assert f"Now:    {friend}" in arrived(server, user, PASSWORD, "Your recovery address was changed")
    assert "Deutsch" in seen["language"] and server.account(user)["language"] == "de"
    server.cli("account", "password", user, "--password", input=FRESH + "\n", check=True)
    arrived(server, user, FRESH, "Ein Administrator hat Ihr Passwort gesetzt")


def test_he_sees_where_he_is_signed_in_and_ends_one_and_all_others(server):
    user = person(server, "mia")
    program, other = program_of(server, user), Browser(server)
    phone = imap(server, user, program)
    assert other.log_in(user, PASSWORD)[0] == 201
    assert opens_from(server, user, PASSWORD, "127.0.8.1") and not opens(server, user, "wrong one")
    seen = walk(server, "security", me={}, part="sessions", user=user, password=PASSWORD)
    assert len(seen["rows"]) == 3 and len(seen["others"]) == 2 and len(seen["left"]) == 1 and "(this one)" in seen["left"][0]
    assert seen["signIns"] >= 4 and seen["place"] == "127.0.0.1", "also on a phone"
    assert seen["known"].count("Chrome on Linux") == 1 and {"127.0.8.1", "127.0.0.1"} <= set(seen["known"])
    known = {row["from"] for row in json.loads(server.cli("known-device", "list", user, "--json", check=True).stdout)}
    assert known == {"", "127.0.0.1"}, "one is forgotten"
    assert other.call("GET", "/session")[0] == 401
    with pytest.raises((imaplib.IMAP4.error, OSError)):
        phone.noop()
        phone.noop()
    assert opens(server, user, program), "the program may come again"


def test_a_session_that_is_over_costs_him_no_form(server):
    user, elsewhere = person(server, "nell"), "nell@elsewhere.example"
    seen = walk(server, "security", me={}, part="over", user=user, password=PASSWORD, token=server.admin_token, elsewhere=elsewhere,
                ended=f"{server.api}/api/v1/administrators/{user}/sessions")
    assert seen["kept"] == ["Tablet", elsewhere]
    assert "Tablet" in server.cli("app-password", "list", user, check=True).stdout


def test_H20_who_has_forgotten_his_password_sets_another_by_the_token_in_the_message(server):
    user, friend = person(server, "vera"), person(server, "vera-elsewhere")
    server.cli("domain", "update", "test.example", "--self-reset", "on", check=True)
    server.cli("account", "update", user, "--recovery-address", friend, check=True)
    walk(server, "forgotten", me={}, part="ask", user=user, fresh=FRESH)
    assert opens(server, user, PASSWORD)
    message = arrived(server, friend, PASSWORD, "A new password")
    assert "://" not in message, "a link in such a message might be anybody's"
    token = re.search(r"^    (\S+)\s*$", message, re.M)[1]
    seen = walk(server, "forgotten", me={}, part="give", user=user, token=token, fresh=FRESH)
    assert seen["weak"] in ("Guessed at once", "Very weak") and seen["strong"] in ("Strong", "Very strong")
    assert seen["broken"] and seen["on"] == "/mail/security"
    assert opens(server, user, FRESH) and not opens(server, user, PASSWORD)


def test_H13_a_second_factor_is_set_up_and_asked_for(server):
    user = person(server, "noa")
    program = program_of(server, user)
    seen = walk(server, "security", me={}, part="factor", user=user, password=PASSWORD)
    assert len(seen["codes"]) == 10 and seen["on"] == "/mail/security"
    assert seen["file"]["name"] == "recovery-codes.txt" and user in seen["file"]["text"]
    assert [line for line in seen["file"]["text"].splitlines() if line in seen["codes"]] == seen["codes"], "as they are shown"
    assert not opens(server, user, PASSWORD), "his password alone opens nothing any more"
    assert opens(server, user, program)
    assert Browser(server).log_in(user, PASSWORD)[0] == 401


def test_H13_a_second_factor_is_turned_off_once_the_address_was_typed(server):
    user = person(server, "nora")
    seen = walk(server, "security", me={}, part="factor-off", user=user, password=PASSWORD)
    assert len(seen["codes"]) == 10 and Browser(server).log_in(user, PASSWORD)[0] == 201


def test_H13_who_has_to_have_a_second_factor_sets_one_up_at_the_sign_in(server):
    server.cli("domain", "create", "forced.example", check=True)
    forced = person(server, "uma", "forced.example")
    program = program_of(server, forced)
    server.cli("domain", "update", "forced.example", "--second-factor", "forced", check=True)
    assert not opens(server, forced, PASSWORD) and not sends(server, forced, PASSWORD), "only the pages let him set one up"
    assert Browser(server).log_in(forced, "wrong one")[0] == 401
    seen = walk(server, "security", me={}, part="forced", user=forced, password=PASSWORD)
    assert seen["led"] == "/mail/second-factor?next=%2Fmail%2Fsecurity%2Fprograms" and seen["links"] == ["Second factor"]
    assert seen["shut"] == 403 and len(seen["codes"]) == 10 and seen["on"] == "/mail/security"
    assert not opens(server, forced, PASSWORD) and not sends(server, forced, PASSWORD)
    assert opens(server, forced, program)
    assert Browser(server).log_in(forced, PASSWORD)[0] == 401
    assert Browser(server).log_in(forced, PASSWORD, seen["first"][0])[0] == 401, "new ones were made since"
    assert Browser(server).log_in(forced, PASSWORD, seen["codes"][0])[0] == 201


def test_H13_who_is_signed_in_when_everybody_has_to_have_one_sets_up_a_passkey(server):
    server.cli("domain", "create", "enrol.example", check=True)
    forced = person(server, "uma", "enrol.example")
    seen = walk(server, "security", me={}, part="forced-passkey", user=forced, password=PASSWORD, token=server.admin_token,
                api=server.api.replace("127.0.0.1", "localhost"), domain=f"{server.api}/api/v1/domains/enrol.example")
    assert len(seen["codes"]) == 10 and seen["on"] == "/mail/security/programs"
    assert Browser(server).log_in(forced, PASSWORD)[0] == 401
    factor = json.loads(server.cli("second-factor", "show", forced, "--json", check=True).stdout)
    assert factor["passkeys"] == 1 and not factor["app"]


def test_H13_a_passkey_alone_is_a_second_factor_of_a_person(server):
    user = person(server, "kay")
    seen = walk(server, "security", me={}, part="passkey", user=user, password=PASSWORD, api=server.api.replace("127.0.0.1", "localhost"))
    assert len(seen["codes"]) == 10 and seen["on"] == "/mail/security"
    assert not opens(server, user, PASSWORD), "his password alone opens nothing any more"
    assert Browser(server).log_in(user, PASSWORD)[0] == 401
    assert Browser(server).log_in(user, PASSWORD, seen["codes"][0])[0] == 201, "he has lost his key"
    factor = json.loads(server.cli("second-factor", "show", user, "--json", check=True).stdout)
    assert factor["passkeys"] == 1 and not factor["app"] and factor["recovery_codes_left"] == 9
    walk(server, "security", me={}, part="passkey-off", user=user, password=PASSWORD, code=seen["codes"][1])
    factor = json.loads(server.cli("second-factor", "show", user, "--json", check=True).stdout)
    assert factor["passkeys"] == 0 and not factor["second_factor"]
    assert Browser(server).log_in(user, PASSWORD)[0] == 201
