"""Domains and people in a browser: what the pages show and do is what IMAP, SMTP, the API and the command line say (H05, H07 to H09, H13)."""
import datetime
import imaplib
import json
import smtplib

import pytest
from clients import imap, message, smtp
from commands import free_port
from hostile_reports import tls
from patience import until
from test_listeners import put, row, rows  # noqa: F401, a fixture
from test_session import Browser, Codes
from walk import administrator, owner, walk
from wire import Wire

ZONES = {"test.": "", "example.": "test IN MX 10 mail.test\ntest IN TXT \"v=spf1 -all\"\nmail.test IN A 127.0.0.1\n"}


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def log_in(server, address, password):
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
    m.login(address, password)
    m.logout()


def opened_by(server, address, token):
    """By XOAUTH2; what is refused says why in a challenge, which is answered by nothing."""
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
    said = iter([f"user={address}\1auth=Bearer {token}\1\1".encode()])
    try:
        m.authenticate("XOAUTH2", lambda _: next(said, b"\1"))
    except imaplib.IMAP4.error:
        return False
    finally:
        m.shutdown()
    return True


def subjects(server, n):
    m = imap(server, n)
    m.select("INBOX", readonly=True)
    numbers = m.search(None, "ALL")[1][0].split()
    heads = [m.fetch(number, "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1][0][1].decode() for number in numbers]
    m.logout()
    return heads


def answers_to_a_stranger(server, *recipients):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.ehlo()
        s.mail("ann@peer.test")
        return [s.rcpt(to) for to in recipients]


def made_weak(server, address):
    """An account whose password is too short for a rule of the domain that came later, and as it came in once it is known to be."""
    secret = run(server, "account", "create", address)["password"]
    server.cli("domain", "update", "test.example", "--password-length", str(len(secret) + 1), check=True)
    log_in(server, address, secret)
    server.cli("domain", "update", "test.example", "--password-length", "0", check=True)
    until(lambda: run(server, "password", "compliance", "--domain", "test.example"), "it is not known to be weak")
    return secret


def test_H05_H07_a_domain_is_looked_through_and_its_defaults_are_spread(server):
    server.cli("dkim", "rotate", "test.example", check=True)
    server.cli("domain", "create", "old.example", check=True)
    joe = run(server, "account", "create", "joe@old.example")
    server.cli("domain", "create", "full.example", check=True)
    for name in ("amy@full.example", "ben@full.example"):
        server.cli("account", "create", name, check=True)
    server.cli("alias", "create", "all@full.example", "amy@full.example", check=True)
    keys = {row["selector"] for row in run(server, "dkim", "show", "old.example")}
    weak = made_weak(server, "weak@test.example")
    compliance = run(server, "password", "compliance", "--domain", "test.example")
    assert [(row["address"], row["reasons"]) for row in compliance] == [("weak@test.example", ["breaks length"])]
    seen = walk(server, "domains", target=server.address(1), second=server.address(2))
    known = run(server, "domain", "dns", "test.example")
    assert seen["path"] == "/admin/domains/test.example"
    assert {row for row, _ in seen["records"]} == {record["row"] for record in known}
    told = {row: verdict for row, verdict in seen["records"]}
    words = {"there": "As it should be", "own": "Yours, which does the same", "other": "Another is there", "missing": "Missing",
             "unknown": "The DNS gave no answer"}
    assert all(told[record["row"]] == words[record["dns"]] for record in known)
    assert {"there", "other", "missing"} <= {record["dns"] for record in known}
    others = [one for record in known if record["dns"] != "there" for one in record["published"]]
    assert others and sorted(seen["inTheWorld"]) == sorted(others), "what the world sees"

    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("ann@peer.test", ["desk@test.example"], message("to-the-desk", sender="ann@peer.test", to="desk@test.example"))
    assert any("to-the-desk" in subject for subject in subjects(server, 1))
    for alias, who in (("desk@test.example", "Everybody"), ("staff@test.example", "People here")):
        assert any(alias in row and who in row for row in seen["writtenToBy"]), alias
    aliases = {row["alias"]: row for row in run(server, "alias", "list", "--domain", "test.example")}
    assert aliases.keys() == {"desk@test.example", "staff@test.example"} and seen["left"] == ["staff@test.example"], "one was deleted, and is back"
    staff = aliases["staff@test.example"]
    assert (staff["targets"], staff["open_to"], staff["members_may_send"]) == ([server.address(1), server.address(2)], "people-here", True)
    assert [row.startswith("weak@test.example") for row in seen["marked"] if "breaks the policy: too short" in row] == [True]
    assert [len(rows) for rows in seen["weak"].values()] == [1, 1, 1] and "expired" not in seen["weak"]["before"][0]
    assert seen["weak"]["ofAll"][0].startswith("weak@test.example"), "and among the accounts of all domains"
    asked = [Browser(server).log_in(who, secret)[1]["to_set_password"]
             for who, secret in (("weak@test.example", weak), (server.address(1), server.password))]
    assert asked == [True, False], "of the weak one alone"
    server.cli("account", "delete", "weak@test.example", check=True)
    assert seen["states"] == ["disabled", "active"]
    assert answers_to_a_stranger(server, "staff@test.example", "nobody@test.example") == [(550, b"5.1.1 No such mailbox here")] * 2
    assert len(seen["munich"]) == 1 and "münchen.example" in seen["munich"][0] and "xn--mnchen-3ya.example" in seen["munich"][0], "found as it is written"
    fresh = {row["selector"] for row in run(server, "dkim", "show", "old.example")}
    assert len(keys) == len(fresh) == 2 and not keys & fresh, "in place of those that waited"
    assert [row["reasons"] for row in run(server, "password", "compliance", "--domain", "old.example")] == [["expired"]]
    assert len(seen["expired"]) == 1 and seen["expired"][0].startswith("joe@old.example")
    assert Browser(server).log_in("joe@old.example", joe["password"])[1]["to_set_password"], "no session does more until he has"
    server.cli("account", "delete", "joe@old.example", check=True)
    server.cli("domain", "delete", "old.example", check=True)
    domain = run(server, "domain", "show", "test.example")
    assert domain["password_length"] == 20, "the propagation was taken back"
    assert domain["most_accounts"] == 50
    assert run(server, "account", "create", "new@test.example")["services"] == domain["new_account_services"] == ["smtp", "imap", "sieve", "web"]
    server.cli("account", "delete", "new@test.example", check=True)
    preview, = seen["toOne"]["preview"]
    assert preview.startswith("old.example Shortest password") and "test.example" not in preview
    assert seen["toOne"]["lengths"] == [[18, 20], [0, 20], [18, 20]], "of the one that was chosen; it was taken back"
    spread = [{step["domain"] for step in one["changes"]} for one in run(server, "domain", "propagations")]
    assert spread == [{"old.example", "test.example"}] * 4 + [{"old.example"}] * 2, "the last first"
    assert seen["back"] == [[18, 20], [0, 0], [18, 20]]
    assert [one["name"] for one in run(server, "domain", "list")] == ["test.example"]
    assert all(row["address"].endswith("@test.example") for row in run(server, "account", "list"))
    server.cli("domain", "update", "test.example", "--password-length", "0", "--most-accounts", "0",
               "--new-account-services", "smtp", "imap", "pop3", "sieve", "web", check=True)
    with smtp(server) as s:
        s.login(server.address(3), server.password)
        s.sendmail(server.address(3), ["staff@test.example"], message("to-the-staff", sender=server.address(3), to="staff@test.example"))
        with pytest.raises(smtplib.SMTPException):
            s.sendmail("staff@test.example", [server.address(1)], message("as-the-staff", sender="staff@test.example", to=server.address(1)))
    with smtp(server) as s:
        s.login(server.address(1), server.password)
        s.sendmail("staff@test.example", [server.address(3)], message("as-the-staff", sender="staff@test.example", to=server.address(3)))
    assert any("to-the-staff" in subject for subject in subjects(server, 1)), "of one of the people here"
    assert [subject for subject in subjects(server, 3) if "as-the-staff" in subject], "whom it leads to writes as it, and nobody else"
    server.cli("alias", "delete", "staff@test.example", check=True)


def test_H34_the_health_of_a_domain_is_in_one_place_under_its_own_address(server):
    server.cli("account", "create", "full@test.example", "--quota", "20480", check=True)
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("ann@peer.test", ["full@test.example"], message("big", sender="ann@peer.test", to="full@test.example", body="hello world!\r\n" * 1290))
    health = Browser(server).call("GET", "/domains/test.example/health", Authorization=f"Bearer {server.admin_token}")[1]
    assert [one["address"] for one in health["storage"]["fullest"]] == ["full@test.example"]
    for me in (None, administrator(server, "dom2", ["domains"], domains=["test.example"])):
        seen = walk(server, "domain_health", me=me)
        assert seen["path"] == "/admin/domains/test.example"
        assert len(seen["certificates"]) == len(health["certificates"]) and seen["certificates"][0] == "own"
        assert "full@test.example" in seen["cards"]["Quota"] and "One mailbox is nearly full" in seen["cards"]["Quota"]
        assert {"Make new keys", "Settings", "What new accounts get"} <= set(seen["mends"]), "each part has its way to mend"
        assert ("Certificates" in seen["mends"]) == (me is None), "certificates are for who administers the whole server"
        assert seen["led"] == {
            "accounts?text=ann": "/admin/domains/test.example/accounts?text=ann", "aliases": "/admin/domains/test.example/aliases",
            "lists": "/admin/domains/test.example/aliases", "settings": "/admin/domains/test.example/settings",
            "services": "/admin/service-accounts?find=%40test.example"}
    server.cli("account", "delete", "full@test.example", check=True)


def test_H08_H09_H13_accounts_are_made_changed_and_ended(server):
    server.cli("app-password", "add", server.address(2), "Phone", check=True)
    lost = run(server, "oauth-token", "add", server.address(2), "Tablet", "--protocols", "imap")["access_token"]
    for name in ("gone@test.example", "leaver1@test.example", "leaver2@test.example"):
        server.cli("account", "create", name, check=True)
    server.cli("alias", "create", "info@test.example", server.address(2), server.address(1), check=True)
    server.cli("domain", "update", "test.example", "--spam-high", "quarantine", check=True)
    server.cli("domain", "update", "test.example", "--country-rule", "deny", "--countries", "KP", check=True)
    server.cli("account", "update", server.address(1), "--spam-actions", "low=junk", "--country-rule", "allow", "--countries", "DE", check=True)
    me = owner(server, "helper")
    seen = walk(server, "accounts", me=me)
    assert seen["above"] == ["from DE alone, set for this account", "not from KP, as the domain says",
                             "low: Into Junk", "medium: As the server says: Into Junk", "high: As the domain says: Held in quarantine",
                             "blocked sender: As the server says: Into Junk"]
    server.cli("domain", "update", "test.example", "--spam-high", "server", "--country-rule", "off", check=True)
    server.cli("account", "update", server.address(1), "--spam-actions", "", "--country-rule", "off", check=True)
    assert seen["path"] == "/admin/accounts/ann%40test.example"
    log_in(server, "ann@test.example", seen["password"])
    assert server.account("ann@test.example")["display_name"] == "Ann Smith"

    with smtp(server) as s, pytest.raises(smtplib.SMTPAuthenticationError):
        s.login(server.address(4), server.password)
    assert server.account(server.address(4))["services"] == ["smtp", "imap", "sieve", "web"]
    log_in(server, server.address(2), seen["renewed"])
    with pytest.raises(imaplib.IMAP4.error):
        log_in(server, server.address(2), server.password)
    assert run(server, "app-password", "list", server.address(2)) == []
    (access, refresh), line = seen["oauth"]["pair"], seen["oauth"]["row"]
    assert "Token · IMAP · from 127.0.0.0/8 · reads only · made " in line and " · never used · opens until " in line
    [token] = run(server, "oauth-token", "list", server.address(2))
    assert [token[what] for what in ("label", "protocols", "networks", "read_only")] == ["Laptop", ["imap"], ["127.0.0.0/8"], True]
    server.cli("settings", "set", "auth.offer_oauth", "on", check=True)
    try:
        assert [opened_by(server, server.address(2), one) for one in (access, refresh, lost)] == [True, False, False]
    finally:
        server.cli("settings", "reset", "auth.offer_oauth", check=True)
    reply = run(server, "auto-reply", "show", server.address(2))
    assert (seen["answered"], reply["on"], reply["text"]) == (True, False, "I am away."), "it was on, and its text is kept"
    assert run(server, "sender", "list", server.address(2))["blocked"] == ["spammer@evil.example"]
    assert seen["link"].startswith(f"{server.api}/login#reset=")

    status, who = Browser(server).call("GET", "/session", Authorization=f"Bearer {seen['token']}")
    assert status == 200 and who["in_the_name_by"] == me["admin"]
    assert seen["standing"] == [["disabled"] * 2, ["active"] * 2]
    for name in ("gone@test.example", "leaver1@test.example", "leaver2@test.example"):
        assert server.cli("account", "show", name).returncode != 0
    assert server.account(server.address(3))["quota"] == 3 * 2**30
    weak = {row["address"]: row["reasons"] for row in run(server, "password", "compliance")}
    assert weak[server.address(3)] == ["expired"]
    assert server.account(server.address(3))["services"] == ["imap", "pop3", "sieve", "web"]
    with smtp(server) as s, pytest.raises(smtplib.SMTPAuthenticationError):
        s.login(server.address(3), server.password)

    with smtp(server) as s:
        s.login("printer@test.example", seen["service"])
        s.sendmail("printer@test.example", [server.address(1)], message("a-page", sender="printer@test.example", to=server.address(1)))
    assert run(server, "service-account", "show", "printer@test.example")["hourly"] == 7


def enters(server, address, password):
    with smtp(server) as s:
        try:
            return s.login(address, password)[0] == 235
        except smtplib.SMTPAuthenticationError:
            return False


def test_H09_H13_people_are_helped_out_and_doors_are_shut_and_only_those(server):
    made = {name: run(server, "account", "create", f"{name}@test.example") for name in ("lost", "open", "silent")}
    lost, opened, silent = (f"{name}@test.example" for name in made)
    secrets = {one["address"]: one["password"] for one in made.values()}
    b = Browser(server)
    assert b.log_in(lost, secrets[lost])[0] == 201
    seed = b.call("POST", f"/accounts/{lost}/second-factor", {})[1]["secret"]
    assert b.call("PUT", "/session/own-second-factor", {"code": Codes(seed).next()})[0] == 200
    with pytest.raises(imaplib.IMAP4.error):
        log_in(server, lost, secrets[lost])
    server.cli("account", "update", lost, "--disable", check=True)
    assert b.log_in(opened, secrets[opened])[0] == 201
    run(server, "account", "update", silent, "--services", "imap", "pop3")
    assert not enters(server, silent, secrets[silent])
    was = {name: run(server, "service-account", "create", f"{name}@test.example", "--networks", "127.0.0.0/8")["password"]
           for name in ("shop", "fax", "till", "door")}
    assert all(enters(server, f"{name}@test.example", secret) for name, secret in was.items())
    server.cli("service-account", "update", "door@test.example", "--disable", check=True)
    assert not enters(server, "door@test.example", was["door"])
    with Wire(server, "imaps", tls=True, source="127.0.55.1") as closed, Wire(server, "imaps", tls=True, source="127.0.55.2") as left:
        for wire in (closed, left):
            wire.line()
            assert b" OK " in wire.tagged(f'LOGIN {opened} "{secrets[opened]}"')[-1]
        seen = walk(server, "account_acts", lost=lost, open=opened, source="127.0.55.1", silent=silent, renewed="shop@test.example",
                    ended="fax@test.example", stopped="till@test.example", resumed="door@test.example")
        closed.rest()  # it has an end
        assert b" OK " in left.tagged("NOOP", "b")[-1]
    assert [len(seen[when]) for when in ("before", "between", "after")] == [3, 2, 1] and "127.0.55.2" in seen["after"][0]
    assert b.call("GET", "/session")[0] == 401, "his session in the web is over"
    log_in(server, opened, secrets[opened])
    assert run(server, "second-factor", "show", lost)["second_factor"] is False and server.account(lost)["status"] == "active"
    log_in(server, lost, secrets[lost])
    assert server.account(silent)["services"] == ["smtp", "imap", "pop3"] and enters(server, silent, secrets[silent])
    assert enters(server, "shop@test.example", seen["fresh"]) and not enters(server, "shop@test.example", was["shop"])
    assert not enters(server, "fax@test.example", was["fax"])
    assert enters(server, "door@test.example", was["door"]) and not enters(server, "till@test.example", was["till"])
    assert [row["address"] for row in run(server, "service-account", "list") if row["address"][:3] in ("sho", "fax")] == ["shop@test.example"]
    for name in ("shop", "till", "door"):
        server.cli("service-account", "remove", f"{name}@test.example", check=True)
    for address in made:
        server.cli("account", "delete", f"{address}@test.example", check=True)


def test_H13_days_are_those_of_the_reader_and_what_he_does_not_change_stays_as_it_was(server):
    began, end = "2026-12-24T03:00:00Z", "2027-01-06T16:30:00Z"
    server.cli("auto-reply", "set", server.address(1), "--text", "Away.", "--from", began, "--until", end, check=True)
    was = run(server, "auto-reply", "show", server.address(1))
    server.cli("settings", "set", "reports.proven_only", "off", check=True)
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("postmaster@peer.test", ["postmaster@test.example"], tls("at"))
    until(lambda: run(server, "tlsrpt", "list", "test.example"), "the report is not read")
    server.cli("settings", "reset", "reports.proven_only", check=True)
    seen = walk(server, "new-york", address=server.address(1))
    assert seen["days"] == ["2026-12-23", "2027-01-06"]
    assert seen["texted"] == {**was, "text": "Still away."}
    assert seen["moved"] == {**was, "text": "Still away.", "from": "2026-12-25T05:00:00.000Z"}
    assert len(seen["reported"]) == 1 and "Nov 25, 2026" in seen["reported"][0], "it begins at midnight of UTC, when it is the day before in New York"
    assert seen["counted"] in days_of_now(), "days of the server are told by their own dates"


def days_of_now():
    """As the page writes a day of UTC, also where one has just begun."""
    now = datetime.datetime.now(datetime.UTC)
    return [f"{day:%b} {day.day}, {day.year}" for day in (now, now - datetime.timedelta(minutes=10))]


def told(seen, known):
    """The list has everybody's last login as the server says it, the latest first, with the whole of it for who points at it."""
    assert [one.split(" ", 1)[0] for one in seen["times"]] == sorted((at for at in known.values() if at), reverse=True)
    assert all(", 20" in one for one in seen["times"])
    for name, at in known.items():
        rows = [row.removeprefix(name) for row in seen["rows"] if row.startswith(name)]
        assert rows and (at or any("never" in row for row in rows)), name


def fill(server, address, password, octets):
    """A message of about so many octets is put into its inbox. How much the account holds then."""
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
    m.login(address, password)
    assert m.append("INBOX", None, None, message("large", body=("x" * 70 + "\r\n") * (octets // 72)))[0] == "OK"
    m.logout()
    return server.account(address)["used_bytes"]


def holds_are_told(server, seen, full, large):
    """The lists say what the server says everybody holds, the one who holds most first; and what is nearly full."""
    accounts = {row["address"]: row for row in run(server, "account", "list", "--domain", "test.example")}
    assert accounts[full]["used_bytes"] == server.account(full)["used_bytes"] and accounts[full]["quota"] == 20480
    most, *_ = [row for row in seen["rows"] if row.startswith(("late@", "early@"))]
    assert most.startswith(large) and "0% of 1 GiB" in most, "the limit is the server's, where it has none of its own"
    assert [row.startswith(full) and "% of 20 KiB" in row for row in seen["full"]] == [True]
    together = sum(row["used_bytes"] for row in accounts.values())
    [listed] = [row for row in run(server, "domain", "list") if row["name"] == "test.example"]
    assert listed["used_bytes"] == together
    assert any(row.startswith("test.example") and f"{round(together / 1024)} KiB" in row for row in seen["domains"]), seen["domains"]


def test_H08_lists_of_people_tell_who_logged_in_last_and_who_never(server):
    for name in ("early@test.example", "late@test.example", "never@test.example"):
        made = run(server, "account", "create", name)
        if name.startswith("never"):
            continue
        log_in(server, name, made["password"])
        fill(server, name, made["password"], 19_400 if name.startswith("early") else 150_000)
    server.cli("account", "update", "early@test.example", "--quota", "20480", check=True)
    run(server, "admin", "add", "unseen", "--roles", "reader")
    seen = walk(server, "last_login")
    holds_are_told(server, seen["storage"], "early@test.example", "late@test.example")
    people = {row["address"]: row["last_login"] for row in run(server, "account", "list", "--domain", "test.example") if row["kind"] == "person"}
    assert people["never@test.example"] == "" and people["early@test.example"] <= people["late@test.example"] != ""
    told(seen["domain"], people)
    told(seen["accounts"], people)
    keepers = {row["name"]: row["last_login"] for row in run(server, "admin", "list")}
    assert keepers["unseen"] == ""
    told(seen["administrators"], keepers)
    theirs = walk(server, "last_login", me=administrator(server, "dom", ["domains"], domains=["test.example"]), only="domains")
    told(theirs["domain"], people)
    told(theirs["accounts"], people)


def test_H09_who_acts_in_a_persons_name_looks_at_his_pages_beside_the_console(server):
    me = owner(server, "looker")
    seen = walk(server, "act_as", me=me, address=server.address(3), reason="he asked what he sees")
    assert seen["way"] == f"{server.api}/mail/security"
    assert seen["banner"].startswith(f"looker, you look at the pages of {server.address(3)}") and "he asked what he sees" in seen["banner"]
    assert seen["still"] == "Accounts", "he is signed in to the console still"
    assert run(server, "app-password", "list", server.address(3)) == []
    logged = server.cli("logs", "search", "impersonation", "--logs", "administration", check=True).stdout
    assert logged.count("he asked what he sees") == 2 and "impersonation-ended" in logged


def test_H02_from_a_console_of_its_own_people_are_led_to_their_pages(server, rows):
    console = row(server, free_port(server), "api", tls="implicit", roles=["admin"])
    put(server, [*rows, console])
    place = f"https://{server.host}:{console['port']}"
    seen = walk(server, "act_as", me=owner(server, "apart"), api=place, address=server.address(3), reason="from there")
    assert seen["way"] == f"{server.api}/mail/security" and "from there" in seen["banner"] and seen["still"] == "Accounts"
    assert run(server, "password", "reset-link", server.address(3))["link"].startswith(f"{server.api}/login#reset=")


def test_H09_an_administrator_of_a_domain_sees_nothing_else(server):
    server.cli("domain", "create", "shop.example", check=True)
    server.cli("account", "create", "eve@shop.example", check=True)
    made = run(server, "admin", "add", "keeper", "--roles", "domains", "--domains", "test.example", "--networks", "127.0.0.0/8 here")
    b = Browser(server)
    assert b.log_in("keeper", made["password"])[0] == 201
    seed = b.call("POST", "/session/second-factor", {})[1]["secret"]
    status, done = b.call("PUT", "/session/second-factor", {"code": Codes(seed).next()})
    assert status == 200
    seen = walk(server, "domain_admin", me={}, name="keeper", password=made["password"], code=done["recovery_codes"][0])
    assert len(seen["domains"]) == 1 and seen["domains"][0].startswith("test.example")
    assert seen["accounts"] and all("@test.example" in row for row in seen["accounts"])
    assert seen["links"] == ["/admin/accounts", "/admin/domains", "/admin/quarantine", "/admin/service-accounts"]
    assert seen["home"] == "/admin/domains/test.example", "he begins where his one domain is"
    told = {row.rstrip() for row in seen["told"]}
    assert {"Most accountsAny number", "Largest messageAs the server takes it"} <= told, told
    assert len(seen["nothing"]) == 4
    assert seen["without"].startswith("No second factor"), "who is to be told first"
    assert run(server, "domain", "show", "test.example")["second_factor"] == "forced"
    server.cli("domain", "update", "test.example", "--second-factor", "enabled", check=True)
