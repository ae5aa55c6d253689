"""The guard of a whole server, as it ships: guessing from one address, what a blocked address may still do, and what survives."""
import base64
import json
import ssl
import subprocess

import pytest
from conftest import AS_SHIPPED
from test_logs import lines_until
from wire import Wire

GUARD = AS_SHIPPED
OPTIONS = ["--accounts", "12"]
LOGIN_DOORS = ("submission", "submissions", "imap", "imaps", "pop3", "pop3s")


class Login:
    """A connection over TLS that says one login after another. `answer` is what came last, without what differs by itself."""

    def __init__(self, server, service, source):
        self.wire = Wire(server, service, tls=True, source=source)
        self.service = service
        self.wire.line()
        if service == "submissions":
            self.wire.ask("EHLO client.example")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.wire.close()

    def says(self, user, password):
        plain = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
        self.wire.send({"submissions": "AUTH PLAIN ", "imaps": "a AUTHENTICATE PLAIN ", "pop3s": "AUTH PLAIN "}[self.service] + plain + "\r\n")
        self.answer = self.wire.line()
        return self.answer.startswith((b"235", b"a OK", b"+OK"))


def login(server, n, password, source, service="imaps"):
    with Login(server, service, source) as session:
        return session.says(server.address(n), password)


def is_shut(server, service, source):
    """The connection ends before anything is said: before TLS, and before a greeting."""
    with server.connect(service, source) as s:
        try:
            if service.endswith("s"):
                server.tls().wrap_socket(s)
                return False
            return s.recv(1) == b""
        except (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError):
            return True


def block(server, source, failures=5):
    """By names that nobody has: an account that too many of these tests guess at would be under attack itself."""
    for i in range(failures):
        with Login(server, "imaps", source) as session:
            assert not session.says(f"nobody{i}@test.example", "guess")


def test_H15_five_wrong_passwords_over_all_protocols_close_every_door_that_logs_in(server):
    source = "127.0.10.1"
    for i, service in enumerate(("imaps", "pop3s", "submissions", "imaps")):
        assert not login(server, 1, f"guess {i}", source, service)
    assert login(server, 2, server.password, source), "a success of another account earns no credit"
    assert not login(server, 1, "guess 5", source)
    for service in LOGIN_DOORS:
        assert is_shut(server, service, source), service
    assert login(server, 1, server.password, "127.0.10.2"), "the neighbour is not shut out"


def test_a_blocked_address_still_brings_mail_and_does_not_log_in_on_port_25(server):
    source = "127.0.10.3"
    block(server, source)
    with Wire(server, "smtp", source=source) as w:
        assert w.reply().startswith(b"220")
        w.ask("EHLO client.example")
        assert w.ask("AUTH PLAIN " + base64.b64encode(f"\0{server.address(1)}\0{server.password}".encode()).decode()).startswith(b"5")
        assert w.ask("MAIL FROM:<a@other.example>").startswith(b"250")
        assert w.ask(f"RCPT TO:<{server.address(1)}>").startswith(b"250")


@pytest.mark.parametrize("service", ["imaps", "pop3s", "submissions"])
def test_a_blocked_login_is_answered_like_a_wrong_password(server, service):
    source = {"imaps": "127.0.11.1", "pop3s": "127.0.11.2", "submissions": "127.0.11.3"}[service]
    with Login(server, service, source) as session:  # in before the block
        assert not session.says(server.address(1), "wrong")
        wrong = session.answer
        block(server, source, failures=4)
        assert not session.says(server.address(1), server.password), "the right password"
        assert session.answer == wrong


def test_H15_unknown_names_count_and_are_answered_alike(server):
    source = "127.0.12.1"
    answers = set()
    for i in range(5):
        with Login(server, "imaps", source) as session:
            assert not session.says(f"nobody{i}@test.example", "guess") if i % 2 else not session.says(server.address(1), f"guess {i}")
            answers.add(session.answer)
    assert len(answers) == 1
    assert is_shut(server, "imaps", source)


def test_H15_a_phone_with_a_stale_password_blocks_nobody_of_its_office(server):
    office = "127.0.13.1"
    for _ in range(30):
        assert not login(server, 3, "the password of last year", office)
    assert login(server, 2, server.password, office)
    assert login(server, 3, server.password, office), "nor the one whose phone it is"


def test_H16_an_account_guessed_at_from_many_addresses_lets_in_its_owner_and_nobody_else(server):
    home = "127.0.20.1"
    assert login(server, 4, server.password, home)
    for i in range(20):
        assert not login(server, 4, f"guess {i}", f"127.0.21.{i + 1}")
    with Login(server, "imaps", "127.0.22.1") as stranger:
        assert not stranger.says(server.address(4), "wrong")
        wrong = stranger.answer
        assert not stranger.says(server.address(4), server.password), "the right password, from nowhere known"
        assert stranger.answer == wrong
        assert stranger.says(server.address(2), server.password), "the stranger's own account"
    for service in ("imaps", "pop3s", "submissions"):
        assert login(server, 4, server.password, home, service)
    told = server.cli("logs", "search", "ids.account-conspicuous", "--account", server.address(4), "--raw", check=True).stdout
    assert "brute-force-by-account" in told


def test_H22_an_administrator_sees_why_an_address_is_blocked_and_lets_it_in_again(server):
    source = "127.0.16.1"
    block(server, source)
    why = json.loads(server.cli("ids", "explain", source, "--json", check=True).stdout)
    assert why["rule"] == "brute-force-by-address" and len(why["evidence"]) == 5
    assert [e["account"] for e in why["evidence"]] == [f"nobody{i}@test.example" for i in range(5)]
    assert source in server.cli("ids", "blocks", check=True).stdout
    assert "1" in server.cli("ids", "unblock", source, check=True).stdout
    for i in range(4):
        assert not login(server, 6, f"another guess {i}", source), "counting begins at nothing"
    assert login(server, 6, server.password, source)
    server.cli("ids", "block", "127.0.17.0/24", "--for", "1h", check=True)
    assert is_shut(server, "smtp", "127.0.17.9")
    server.cli("ids", "unblock", "127.0.17.0/24", check=True)
    assert not is_shut(server, "smtp", "127.0.17.9")


def test_H18_an_account_that_writes_to_too_many_has_its_mail_held_until_it_is_released(server):
    with Login(server, "submissions", "127.0.18.1") as session:
        assert session.says(server.address(5), server.password)
        ask = session.wire.ask
        def send(recipients):
            ask(f"MAIL FROM:<{server.address(5)}>")
            for r in recipients:
                assert ask(f"RCPT TO:<{r}>").startswith(b"250")
            ask("DATA")
            assert ask(f"From: {server.address(5)}\r\nSubject: held\r\n\r\nx\r\n.").startswith(b"250")
        for batch in range(2):
            send([f"r{batch}-{i}@elsewhere.example" for i in range(100)])
        send([server.address(6)])
    waiting = json.loads(server.cli("queue", "list", "--json", check=True).stdout)
    assert [server.address(6)] in [m["to"] for m in waiting]
    assert server.address(5) in server.cli("ids", "blocks", check=True).stdout
    # What goes outwards is due again as well, when it has been put off until its next try by then.
    assert json.loads(server.cli("ids", "unblock", server.address(5), "--json", check=True).stdout)["released"] in (1, 2, 3)
    assert lines_until(server, {"delivery.delivered"}, "--account", server.address(6))


def test_H24_a_denied_network_is_refused_at_every_door_before_tls_but_for_its_exception(server, tmp_path):
    assert json.loads(server.cli("allow", "list", "--json", check=True).stdout) == [], "shipped empty: not even loopback"
    assert json.loads(server.cli("deny", "list", "--json", check=True).stdout) == []
    server.cli("deny", "add", "127.0.30.0/24", "--owner", "ann", check=True)
    server.cli("allow", "add", "127.0.30.9", check=True)
    for service in ("smtp", *LOGIN_DOORS):
        assert is_shut(server, service, "127.0.30.1"), service
    assert login(server, 1, server.password, "127.0.30.9")
    server.kill()
    server.start()
    assert is_shut(server, "smtp", "127.0.30.1")
    row, = json.loads(server.cli("deny", "list", "127.0.30", "--json", check=True).stdout)
    assert row["owner"] == "ann" and row["hits"] >= 1 and row["last_hit"]
    server.cli("deny", "remove", "127.0.30.0/24", check=True)
    assert not is_shut(server, "smtp", "127.0.30.1")
    published = tmp_path / "drop.txt"
    published.write_text("; a list\n127.0.31.0/25 ; SBL1\n127.0.31.128/25 ; SBL2\nnot a network\n")
    said = json.loads(server.cli("deny", "import", "drop", str(published), "--json", check=True).stdout)
    assert (said["added"], said["lines_not_understood"]) == (1, 1)
    assert is_shut(server, "imaps", "127.0.31.200")


def test_H23_a_network_that_is_spared_the_rules_may_fail_as_often_as_it_likes(server):
    server.cli("allow", "add", "127.0.32.0/24", "--spare", "brute-force", "--for", "1h", "--description", "the office", check=True)
    block(server, "127.0.32.1", failures=12)
    assert login(server, 2, server.password, "127.0.32.1")
    block(server, "127.0.33.1")
    assert is_shut(server, "imaps", "127.0.33.1"), "its neighbour may not"


def test_H14_H23_a_network_of_ones_own_may_connect_as_often_as_it_likes_and_guess_no_more_than_others(server):
    source = "127.0.36.1"
    server.cli("allow", "add", source, "--spare", "denial-of-service", "--for", "1h", "--description", "a monitor", check=True)
    for _ in range(80):
        server.connect("imaps", source).close()
    assert source not in server.cli("ids", "blocks", check=True).stdout
    assert not is_shut(server, "imaps", source)
    block(server, source)
    assert is_shut(server, "imaps", source)
    said = json.loads(server.cli("ids", "trust", source, "--json", check=True).stdout)
    assert (said["spared"], said["before"]["spared"]) == (["brute-force", "denial-of-service"], ["denial-of-service"])
    assert not is_shut(server, "imaps", source)


def test_H14_connections_that_never_finish_tls_are_counted(server):
    source = "127.0.34.1"
    for _ in range(60):
        server.connect("imaps", source).close()
    for _ in range(100):  # the server accepts in the background
        if is_shut(server, "imap", source):
            break
    assert is_shut(server, "imaps", source)
    assert "connections-imap" in server.cli("ids", "blocks", source, check=True).stdout
    assert not is_shut(server, "pop3s", source)


def test_H22_a_block_is_trusted_made_permanent_or_folded_in_one_step(server):
    for n in (1, 2, 3):
        block(server, f"127.0.35.{n}")
    server.cli("ids", "trust", "127.0.35.1", "--owner", "ann", check=True)
    block(server, "127.0.35.1", failures=9)
    server.cli("ids", "permanent", "127.0.35.2", check=True)
    assert "127.0.35.2/32" in server.cli("deny", "list", check=True).stdout
    assert is_shut(server, "imaps", "127.0.35.2")
    block(server, "127.0.35.4")
    said = json.loads(server.cli("ids", "fold", "127.0.35.0/24", "--json", check=True).stdout)
    assert said["folds"] == 2 and not said["done"]
    assert not is_shut(server, "imaps", "127.0.35.9")
    server.cli("ids", "fold", "127.0.35.0/24", "--yes", check=True)
    assert is_shut(server, "imaps", "127.0.35.9")
    server.cli("ids", "unblock", "127.0.35.0/24", check=True)


def test_H26_an_address_may_send_without_a_login_in_listed_names_so_often_an_hour(server):
    def sends(sender, source="127.0.36.1"):
        with Wire(server, "submissions", tls=True, source=source) as w:
            w.line()
            w.ask("EHLO printer.example")
            return w.ask(f"MAIL FROM:<{sender}>")[:3] + b" " + w.ask("RCPT TO:<x@elsewhere.example>")[:3]
    printer = server.address(1)
    assert sends(printer).startswith(b"530")
    server.cli("allow", "add", "127.0.36.1", "--spare", "smtp-authentication", "--senders", printer, "--hourly", "2", "--for", "1h", check=True)
    assert sends(printer) == b"250 250"
    assert sends(server.address(2)).startswith(b"530"), "not in this name"
    assert sends(printer, "127.0.36.2").startswith(b"530"), "not from there"
    assert sends(printer) == b"250 250"
    assert sends(printer).startswith(b"450"), "two an hour"
    assert "127.0.36.1" in server.cli("logs", "search", "smtp.sender-without-login", "--raw", check=True).stdout
    server.cli("allow", "remove", "127.0.36.1", check=True)
    assert sends(printer).startswith(b"530")


def test_H37_senders_and_clients_are_refused_by_name(server):
    def says(*lines):
        with Wire(server, "smtp", source="127.0.37.1") as w:
            w.line()
            return [w.ask(line)[:3] for line in lines]
    server.cli("smtp-block", "add", "domain", "spam.example", "--way", "inbound", check=True)
    server.cli("smtp-block", "add", "client", "bot.example", "--soft", check=True)
    assert says("HELO a.example", "MAIL FROM:<x@mail.spam.example>", "MAIL FROM:<x@ham.example>") == [b"250", b"550", b"250"]
    assert says("HELO 7.bot.example") == [b"450"]
    server.kill()
    server.start()
    assert says("HELO a.example", "MAIL FROM:<x@spam.example>") == [b"250", b"550"]
    server.cli("smtp-block", "remove", "domain", "spam.example", check=True)
    assert says("HELO a.example", "MAIL FROM:<x@spam.example>") == [b"250", b"250"]


def test_H16_spraying_one_password_over_many_accounts_from_many_addresses_finds_nobody_and_locks_nobody_out(server):
    sprayed = range(8, 13)
    for host in range(1, 9):
        source = f"127.0.38.{host}"
        for n in sprayed:
            assert not login(server, n, "Spring2026", source), (n, source)
        for service in LOGIN_DOORS:
            assert is_shut(server, service, source), (service, source)
    for n in sprayed:
        assert login(server, n, server.password, f"127.0.39.{n}"), "eight failures are not yet an attack on an account"


# -- tools that guess passwords, from apt

def hydra(server, service, user, passwords):
    return ["hydra", "-I", "-t", "1", "-l", user, "-P", passwords, "-s", str(server.target[service]), "-S", server.host, PLAIN_NAMES[service]]


def medusa(server, service, user, passwords):
    return ["medusa", "-t", "1", "-u", user, "-P", passwords, "-n", str(server.target[service]), "-s", "-h", server.host, "-M", PLAIN_NAMES[service]]


PLAIN_NAMES = {"imaps": "imap", "pop3s": "pop3", "submissions": "smtp"}
TOOLS = [(tool, service) for tool in (hydra, medusa) for service in PLAIN_NAMES]


def wrong_passwords(server, user):
    lines = server.cli("logs", "search", "login.failed", "--ip", server.host, "--raw", check=True).stdout.splitlines()
    return sum(user in line and "wrong-password" in line for line in lines)


@pytest.mark.parametrize("tool, service", TOOLS, ids=lambda x: getattr(x, "__name__", x))
def test_a_tool_that_guesses_is_cut_off_after_five_and_does_not_find_the_password(server, tmp_path, tool, service):
    user = server.address(7 + TOOLS.index((tool, service)))
    guesses = tmp_path / "guesses"

    def found(*passwords):
        guesses.write_text("".join(p + "\n" for p in passwords))
        done = subprocess.run(tool(server, service, user, str(guesses)), capture_output=True, text=True, timeout=120, cwd=tmp_path)
        return server.password in done.stdout + done.stderr if tool is hydra else "[SUCCESS]" in done.stdout + done.stderr

    assert found("guess 0", server.password), "the tool knows how to log in"
    before = wrong_passwords(server, user)
    assert not found(*(f"guess {i}" for i in range(1, 12)), server.password)
    assert wrong_passwords(server, user) - before == 5
    assert is_shut(server, service, server.host)
    server.cli("ids", "unblock", server.host, check=True)


def test_without_enforcement_nobody_is_shut_out_and_with_it_blocks_hold_again(server):
    source = "127.0.14.1"
    block(server, source)
    assert is_shut(server, "imaps", source)
    server.cli("settings", "set", "guard.enforce", "off", check=True)
    try:
        assert login(server, 1, server.password, source)
    finally:
        server.cli("settings", "reset", "guard.enforce", check=True)
    assert is_shut(server, "imaps", source)


def test_blocks_survive_kill_and_counts_survive_a_stop(server):
    blocked, counted = "127.0.15.1", "127.0.15.2"
    block(server, blocked)
    server.kill()
    server.start()
    assert is_shut(server, "imaps", blocked)
    for i in range(4):
        assert not login(server, 1, f"guess {i}", counted)
    server.stop()
    server.start()
    assert not is_shut(server, "imaps", counted)
    assert not login(server, 1, "guess 5", counted)
    assert is_shut(server, "imaps", counted)
    assert is_shut(server, "imaps", blocked)
