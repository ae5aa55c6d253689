"""Administrators over HTTP: a login with password and code, the cookie, enrolment of another, the end of a session (H09 to H12)."""
import base64
import email
import email.header
import hmac
import http.client
import imaplib
import json
import re
import struct
import time

import pytest
from conftest import AS_SHIPPED
from test_api import context, port
from wire import Wire

GUARD = AS_SHIPPED
THERE = "127.0.0.42"  # where a person, an administrator and a program are


def code_of(seed, step):
    """RFC 6238."""
    digest = hmac.digest(base64.b32decode(seed), struct.pack(">Q", step), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


class Browser:
    """What keeps a cookie and says which page it is on."""

    def __init__(self, server, source="127.0.0.1"):
        self.server, self.source, self.cookie = server, source, None
        self.origin = server.api

    def connection(self):
        return http.client.HTTPSConnection(self.server.host, port(self.server), timeout=20, context=context(self.server),
                                           source_address=(self.source, 0))

    def call(self, method, path, body=None, **fields):
        c = self.connection()
        given = {"Origin": self.origin, "Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in fields.items()}
        if self.cookie:
            given["Cookie"] = self.cookie
        c.request(method, "/api/v1" + path, None if body is None else json.dumps(body), given)
        answer = c.getresponse()
        text = answer.read()
        c.close()
        self.headers = answer.headers
        if set_cookie := answer.getheader("Set-Cookie"):
            self.cookie = None if "Max-Age=0" in set_cookie else set_cookie.split(";")[0]
        self.text = text
        return answer.status, json.loads(text) if text else None

    def log_in(self, name, password, code=""):
        return self.call("POST", "/session", {"name": name, "password": password, "code": code})


class Codes:
    """One code after the other of one seed: each is taken once."""

    def __init__(self, seed):
        self.seed, self.last = seed, 0

    def next(self):
        step = max(int(time.time()) // 30, self.last + 1)
        end = time.monotonic() + 90
        while int(time.time()) // 30 + 1 < step:  # a code of a later half minute than the next one is not taken yet
            assert time.monotonic() < end
            time.sleep(0.2)
        self.last = step
        return code_of(self.seed, step)


@pytest.fixture(scope="module")
def codes(server):
    return Codes(server.admin_totp)


def test_the_whole_life_of_a_session(server, codes):
    b = Browser(server)
    status, who = b.log_in(server.admin, server.admin_pass, codes.next())
    assert status == 201 and who["name"] == "admin" and who["roles"] == ["owner"] and not who["to_enrol"] and who["proven"]
    assert re.fullmatch(r"__Host-admin=[0-9a-f]{64}; Path=/; Secure; HttpOnly; SameSite=Strict", b.headers["Set-Cookie"])
    assert b.call("GET", "/session")[1] == who
    assert b.call("GET", "/domains")[0] == 200

    status, made = b.call("POST", "/administrators", {"name": "second", "roles": ["domains"], "networks": ["127.0.0.0/8 here"]})
    assert status == 200, made
    other = Browser(server)
    status, who = other.log_in("second", made["password"])
    assert status == 201 and who["to_enrol"] and who["roles"] == []
    for method, path in (("GET", "/domains"), ("GET", "/openapi.json"), ("GET", "/nothing"), ("DELETE", "/queue/1")):
        status, problem = other.call(method, path)
        assert status == 403 and problem["kind"] == "second-factor-missing"
    seed = other.call("POST", "/session/second-factor", {})[1]
    assert seed["uri"].startswith("otpauth://totp/") and seed["secret"] in seed["uri"]
    assert other.call("PUT", "/session/second-factor", {"code": "000000"})[0] == 403
    status, done = other.call("PUT", "/session/second-factor", {"code": Codes(seed["secret"]).next()})
    assert status == 200 and len(done["recovery_codes"]) == 10
    assert other.call("GET", "/domains")[0] == 200 and other.call("GET", "/settings")[0] == 404

    third = Browser(server)
    assert third.log_in("second", made["password"])[0] == 401  # from now on with a code
    assert third.log_in("second", made["password"], done["recovery_codes"][0])[0] == 201
    assert b.call("DELETE", "/administrators/second/sessions")[0] == 204
    assert other.call("GET", "/session")[0] == 401 and third.call("GET", "/session")[0] == 401

    old = b.cookie
    assert b.call("DELETE", "/session")[0] == 204 and b.cookie is None
    b.cookie = old
    assert b.call("GET", "/session")[0] == 401


def test_what_was_shown_is_in_no_log(server, codes):
    b = Browser(server)
    assert b.log_in(server.admin, server.admin_pass, codes.next())[0] == 201
    for secret in (server.admin_pass, b.cookie.split("=")[1], server.admin_totp):
        assert server.cli("logs", "search", secret, check=True).stdout == ""
    assert b.call("DELETE", "/session")[0] == 204
    assert "session.log-out" in server.cli("logs", "search", "session.log-out", "--logs", "administration", check=True).stdout


def test_a_cookie_counts_from_our_own_pages_only(server, codes):
    b = Browser(server)
    b.origin = "https://evil.test"
    assert b.log_in(server.admin, server.admin_pass, "000000")[0] == 403
    b.origin = server.api
    assert b.log_in(server.admin, server.admin_pass, codes.next())[0] == 201
    b.origin = "https://evil.test"
    assert b.call("POST", "/domains", {"name": "evil.example"})[0] == 403
    assert b.call("GET", "/domains")[0] == 403
    b.origin = server.api
    assert b.call("GET", "/domains", Sec_Fetch_Site="same-site")[0] == 403
    assert b.call("GET", "/domains", Host="evil.test")[0] == 421
    assert b.call("GET", "/domains", Sec_Fetch_Site="same-origin")[0] == 200


def test_every_refusal_is_the_same_and_guessing_ends_at_the_door(server):
    b = Browser(server, source="127.0.0.77")
    seen = set()
    for name, password in (("admin", "wrong one"), ("nobody", "wrong two"), ("admin", server.admin_pass)):
        assert b.log_in(name, password, "000000")[0] == 401
        seen.add((b.text, tuple((k, v) for k, v in b.headers.items() if k != "Date")))
    assert len(seen) == 1
    closed = False
    for n in range(20):
        try:
            assert b.log_in("admin", f"wrong {n}", "000000")[0] == 401
        except OSError:  # the guard does not let the connection in any more
            closed = True
            break
    assert closed
    assert "127.0.0.77" in server.cli("ids", "blocks", check=True).stdout
    assert Browser(server).call("GET", "/session")[0] == 401  # others are not meant


def test_H20_a_forgotten_password_is_set_anew_by_a_token_once(server):
    user, old = "forgetful@test.example", "gravel-Lantern-pickle-sonnet-76"
    server.cli("account", "create", user, "--password", input=old + "\n", check=True)
    made = json.loads(server.cli("--json", "password", "reset-link", user, check=True).stdout)
    new = "gravel-Lantern-pickle-sonnet-77"
    browser = Browser(server, "127.0.7.7")

    def use(token, password=new):
        status, answer = browser.call("POST", "/forgotten-password", {"token": token, "password": password})
        return status, answer

    wrong = use(made["token"][:-4] + "AAAA")
    assert wrong[0] == 403 and wrong == use("nonsense"), "it does not say what is wrong"
    assert use(made["token"], "short")[0] == 400, "the token is good for another try"
    assert browser.call("POST", "/forgotten-password/policy", {"token": made["token"]})[1]["minimum_length"] == 12
    told = browser.call("POST", "/forgotten-password/check", {"token": made["token"], "password": "forgetful-secret-4711"})[1]
    assert "own-names" in [one["rule"] for one in told["broken"]]
    for path, more in ("policy", {}), ("check", {"password": new}):
        refused = browser.call("POST", f"/forgotten-password/{path}", {"token": "nonsense"} | more)
        assert (refused[0], refused[1]["detail"]) == (403, wrong[1]["detail"])
    for secret in made["token"], "forgetful-secret-4711":
        assert secret not in server.cli("logs", "search", secret, check=True).stdout
    assert use(made["token"])[0] == 204
    assert use(made["token"]) == wrong, "once"
    with Wire(server, "imaps", tls=True, source="127.0.7.8") as w:
        w.line()
        assert b" NO " in w.tagged(f'LOGIN {user} "{old}"')[-1]
        assert b" OK " in w.tagged(f'LOGIN {user} "{new}"')[-1]


def mails(server, user, password):
    with imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls()) as c:
        c.login(user, password)
        c.select("INBOX")
        found = c.search(None, "ALL")[1][0].split()
        return [email.message_from_bytes(c.fetch(i, "(BODY.PEEK[])")[1][0][1]) for i in found]


def arrived(server, user, password, subject):
    """The mail of that subject, which is on its way."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for mail in mails(server, user, password):
            if str(email.header.make_header(email.header.decode_header(mail["Subject"] or ""))) == subject:
                return mail.get_payload(decode=True).decode()
    raise AssertionError(f"no mail {subject!r} for {user}")


def person(server, user, password):
    server.cli("account", "create", user, "--password", input=password + "\n", check=True)
    return user


def test_H20_who_has_forgotten_his_password_asks_for_a_token_and_gets_it_elsewhere(server):
    old, new, friends = (f"gravel-Lantern-pickle-sonnet-{n}" for n in (81, 82, 83))
    user, friend = person(server, "lost@test.example", old), person(server, "friend@test.example", friends)
    away = person(server, "away@test.example", old)
    server.cli("domain", "update", "test.example", "--self-reset", "on", check=True)
    server.cli("account", "update", user, "--recovery-address", friend, check=True)
    server.cli("account", "update", away, "--recovery-address", "away@elsewhere.example", check=True)
    browser = Browser(server, "127.0.7.9")

    def ask(name):
        answer = browser.call("POST", "/session/reset-request", {"name": name})
        return answer, tuple((k, v) for k, v in browser.headers.items() if k != "Date")

    assert ask("nobody@test.example") == ask(user) == ask(away)
    token = re.search(r"^    (\S+)\s*$", arrived(server, friend, friends, "A new password"), re.M)[1]
    assert browser.call("POST", "/forgotten-password", {"token": token, "password": new})[0] == 204
    assert "forgotten one" in arrived(server, user, new, "Your password was set anew")
    end = time.monotonic() + 60
    while "away@elsewhere.example" not in server.cli("queue", "list", "--json", check=True).stdout:
        assert time.monotonic() < end, "mail for outside waits in the queue"


def test_each_is_written_to_in_his_language_or_that_of_his_domain_or_of_the_server(server):
    def set_anew(user):
        server.cli("account", "password", user, "--password", input=passwords[1] + "\n", check=True)

    def moved(user):
        server.cli("account", "update", user, "--recovery-address", "away@elsewhere.example", check=True)

    passwords = [f"gravel-Lantern-pickle-sonnet-{n}" for n in (85, 86)]
    server.cli("domain", "create", "haus.example", check=True)
    server.cli("domain", "update", "haus.example", "--language", "de", check=True)
    german, own, english = (person(server, user, passwords[0]) for user in ("ina@haus.example", "ian@haus.example", "eve@test.example"))
    server.cli("account", "language", own, "en", check=True)
    for user in (german, own, english):
        set_anew(user)
    text = arrived(server, german, passwords[1], "Ein Administrator hat Ihr Passwort gesetzt")
    assert "Ihr bisheriges öffnet nichts mehr" in text and "Uhr (UTC)" in text
    for user in (own, english):
        assert "opens nothing any more" in arrived(server, user, passwords[1], "An administrator has set your password")
    moved(german)
    assert "Bisher: keine\r\nJetzt:  away@elsewhere.example" in arrived(server, german, passwords[1], "Ihre Wiederherstellungsadresse wurde geändert")
    server.cli("settings", "set", "server.language", "de", check=True)
    moved(english)
    arrived(server, english, passwords[1], "Ihre Wiederherstellungsadresse wurde geändert")
    server.cli("settings", "reset", "server.language", check=True)


def test_H09_an_administrator_acts_in_a_users_name_and_both_are_known(server, codes):
    password = "gravel-Lantern-pickle-sonnet-84"
    user = person(server, "helped@test.example", password)
    b = Browser(server)
    assert b.log_in(server.admin, server.admin_pass, codes.next())[0] == 201
    status, made = b.call("POST", f"/accounts/{user}/impersonate", {"reason": "a lost message"})
    assert status == 200 and made["told"], made
    acting = Browser(server)
    bearer = {"Authorization": "Bearer " + made["token"]}
    assert acting.call("GET", "/session", **bearer)[1]["in_the_name_by"] == server.admin
    assert acting.call("GET", f"/accounts/{user}", **bearer)[1]["address"] == user
    assert acting.call("POST", f"/accounts/{user}/app-passwords", {"label": "mine"}, **bearer)[0] == 403
    assert acting.call("GET", "/domains", **bearer)[0] == 404
    assert "a lost message" in arrived(server, user, password, "An administrator has opened your account")
    assert "a lost message" in server.cli("admin", "sessions", check=True).stdout
    server.cli("admin", "end-sessions", user, check=True)
    assert acting.call("GET", "/session", **bearer)[0] == 401
    logged = server.cli("logs", "search", "impersonation", "--logs", "administration", check=True).stdout
    assert logged.count("a lost message") == 2 and "impersonation-ended" in logged
    server.cli("logs", "verify", check=True)


# What is denied to people's pages is denied to nobody else: programs that a device has go on.
def test_H38_a_network_that_is_denied_to_peoples_pages_still_has_imap_pop_and_the_api(server):
    there, who = "127.0.0.41", server.address(2)
    page = Browser(server, there)
    assert page.log_in(who, server.password)[0] == 201
    assert page.call("GET", "/session")[0] == 200
    server.cli("deny", "add", there, "--services", "web", "--description", "H38", check=True)
    try:
        assert page.call("GET", "/session")[0] == 401, "also who is signed in"
        assert Browser(server, there).log_in(who, server.password)[0] != 201
        assert Browser(server).log_in(who, server.password)[0] == 201, "from elsewhere he does"
        token = {"Authorization": "Bearer " + server.admin_token}
        assert Browser(server, there).call("GET", "/domains", **token)[0] == 200
        with Wire(server, "pop3s", tls=True, source=there) as pop:
            assert pop.line().startswith(b"+OK")
            assert pop.ask(f"USER {who}").startswith(b"+OK") and pop.ask(f"PASS {server.password}").startswith(b"+OK")
        with Wire(server, "imaps", tls=True, source=there) as imap:
            assert imap.line().startswith(b"* OK")
            imap.send(f"a LOGIN {who} {server.password}\r\n")
            assert imap.line().startswith(b"a OK")
    finally:
        server.cli("deny", "remove", there, check=True)


@pytest.fixture
def doors(server):
    """Sets limits of the doors of the web for one test."""
    def put(**limits):
        for key, value in limits.items():
            server.cli("settings", "set", key.replace("__", "."), value, check=True)
            was_set.append(key.replace("__", "."))
    was_set = []
    yield put
    for key in was_set:
        server.cli("settings", "reset", key, check=True)


@pytest.fixture(scope="module")
def at_each_door(server, codes):
    """What a person, an administrator and a program are answered, all at one address."""
    person, administrator, program = Browser(server, THERE), Browser(server, THERE), Browser(server, THERE)
    assert person.log_in(server.address(3), server.password)[0] == 201
    assert administrator.log_in("admin", server.admin_pass, codes.next())[0] == 201
    shown = {"Authorization": "Bearer " + server.admin_token}
    return (lambda: person.call("GET", "/session")[0], lambda: administrator.call("GET", "/session")[0],
            lambda: program.call("GET", "/session", **shown)[0])


def test_H38_what_is_closed_at_one_door_of_the_web_is_open_at_the_others(server, at_each_door, doors):
    assert [ask() for ask in at_each_door] == [200, 200, 200]
    doors(webmail__deny=THERE)
    assert [ask() for ask in at_each_door] == [403, 200, 200]
    assert Browser(server, THERE).log_in(server.address(3), server.password)[0] == 403
    assert Browser(server).log_in(server.address(3), server.password)[0] == 201
    doors(console__otherwise="deny", webmail__deny="")
    assert [ask() for ask in at_each_door] == [200, 403, 200]
    doors(console__otherwise="allow", api__deny=THERE)
    assert [ask() for ask in at_each_door] == [200, 200, 403]


def test_H38_what_people_use_up_is_there_for_programs_and_the_console(at_each_door, doors):
    person, administrator, program = at_each_door
    doors(webmail__per_minute="3")
    assert {person() for _ in range(12)} == {200, 429}
    assert [administrator(), program()] == [200, 200]


def test_H32_who_is_listed_comes_in_where_nobody_else_does(server, doors):
    doors(webmail__otherwise="deny", webmail__allow="127.0.0.0/29")
    assert Browser(server, "127.0.0.3").log_in(server.address(3), server.password)[0] == 201
    assert Browser(server, "127.0.0.44").log_in(server.address(3), server.password)[0] == 403
