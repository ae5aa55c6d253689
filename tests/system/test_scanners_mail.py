"""Mail shown to real scanners: clamd with a signature of the test's own, Rspamd with one rule, a milter by libmilter, and SpamAssassin's
spamd with two rules; each of them down, slow or lying."""
import contextlib
import email
import imaplib
import json
import os
import pathlib
import re
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import threading
import time

import pytest
from conftest import NO_GUARD, Server
from patience import until
from ports import free_port

HERE = pathlib.Path(__file__).parent
VIRUS, SPAM = "POSTERN-VIRUS-MARKER", "POSTERN-SPAM-MARKER"
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


class Program:
    """One that listens, in a folder of its own; the name of the class is the setting."""

    def __init__(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="scan."))
        self.dir.chmod(0o755)
        self.prepare()
        self.start()

    def start(self):
        (self.dir / "socket").unlink(missing_ok=True)
        with open(self.dir / "out", "ab") as out:
            self.process = subprocess.Popen(self.command(), stdout=out, stderr=out, cwd=self.dir, start_new_session=True)
        end = time.monotonic() + 60
        while not self.listens():
            assert self.process.poll() is None and time.monotonic() < end, (self.dir / "out").read_text(errors="replace")
            time.sleep(0.02)

    def listens(self):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX if self.at.startswith("unix:") else socket.AF_INET) as s:
            s.connect(self.at[5:] if self.at.startswith("unix:") else ("127.0.0.1", self.port))
            return True
        return False

    def stop(self):
        """With its workers, which would go on listening."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self):
        self.stop()
        shutil.rmtree(self.dir, ignore_errors=True)


class Clamd(Program):
    def prepare(self):
        self.at = f"unix:{self.dir}/socket"
        (self.dir / "db").mkdir()
        (self.dir / "db" / "test.ndb").write_text(f"Test.Marker:0:*:{VIRUS.encode().hex()}\n")
        (self.dir / "clamd.conf").write_text(
            f"LocalSocket {self.dir}/socket\nLocalSocketMode 666\nDatabaseDirectory {self.dir}/db\nForeground yes\nStreamMaxLength 4M\n")

    def command(self):
        return ["/usr/sbin/clamd", "-c", self.dir / "clamd.conf"]


class Rspamd(Program):
    def prepare(self):
        self.port = free_port("127.0.0.1")
        self.at = f"127.0.0.1:{self.port}"
        (self.dir / "tlds").write_text("com\ntest\nexample\n")
        (self.dir / "rules.lua").write_text(
            "rspamd_config:register_symbol{name = 'TEST_MARKER', score = 7.5, callback = function(task)\n"
            f"  return tostring(task:get_content()):find('{SPAM}', 1, true) ~= nil\nend}}\n")
        (self.dir / "rspamd.conf").write_text(f"""
options {{
  pidfile = "{self.dir}/pid"; rundir = "{self.dir}"; tempdir = "{self.dir}"; hs_cache_dir = "{self.dir}";
  dynamic_conf = "{self.dir}/dynamic"; url_tld = "{self.dir}/tlds"; control_socket = "{self.dir}/control mode=0600";
  filters = ""; dns {{ nameserver = ["127.0.0.1:9:1"]; timeout = 0.1s; retransmits = 1; }}
}}
logging {{ type = "file"; filename = "{self.dir}/log"; level = "info"; }}
worker "normal" {{ bind_socket = "127.0.0.1:{self.port}"; count = 1; }}
metric {{ name = "default"; actions {{ reject = 15; "add header" = 6; }} unknown_weight = 1.0; }}
lua = "{self.dir}/rules.lua";
""")

    def command(self):
        return ["/usr/bin/rspamd", "-f", "-i", "-c", self.dir / "rspamd.conf"]


class Spamd(Program):
    """Rules of the test alone, for reading all that are shipped takes longer than all else here."""

    def prepare(self):
        self.port = free_port("127.0.0.1")
        self.at = f"127.0.0.1:{self.port}"
        for folder in ("rules", "site", "home"):
            (self.dir / folder).mkdir()
        (self.dir / "rules" / "10_test.cf").write_text(
            "util_rb_tld com test example\nrequired_score 5.0\nuse_bayes 0\n"
            f"body GTUBE /{re.escape(GTUBE)}/\nscore GTUBE 1000\nbody TEST_MARKER /{SPAM}/\nscore TEST_MARKER 9.3\n")
        (self.dir / "site" / "check.pre").write_text("loadplugin Mail::SpamAssassin::Plugin::Check\n")

    def command(self):
        return ["/usr/sbin/spamd", "--local", "--nouser-config", "--max-children=2", "--syslog=stderr", f"--listen=127.0.0.1:{self.port}",
                f"--configpath={self.dir}/rules", f"--siteconfigpath={self.dir}/site", f"--helper-home-dir={self.dir}/home"]


class Milter(Program):
    def prepare(self):
        self.at = f"unix:{self.dir}/socket"

    def command(self):
        return ["/usr/bin/python3", HERE / "a_milter.py", self.dir / "socket"]

    def listens(self):
        heard = super().listens()
        if heard:
            (self.dir / "socket").chmod(0o666)
        return heard


class Fake:
    """Listens, and does with each connection what it is told: `serve(connection)`."""

    def __init__(self, serve):
        self.serve = serve
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.at = f"127.0.0.1:{self.port}"
        self.held = []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                connection.settimeout(30)
                self.held.append(connection)
                threading.Thread(target=self.one, args=(connection,), daemon=True).start()

    def one(self, connection):
        with contextlib.suppress(OSError):
            self.serve(connection)

    def end(self):
        self.listening.close()
        for connection in self.held:
            connection.close()


def says_nothing(connection):
    while connection.recv(65536):
        pass


def lies(connection):
    connection.sendall(b"\xff\x00HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" * 5000)
    connection.close()


@pytest.fixture(scope="module")
def world():
    """The scanners, and a server that is told of all their ports before it starts: the sandbox knows no others."""
    with contextlib.ExitStack() as all_of_them:
        def have(one):
            all_of_them.callback(one.end)
            return one
        w = {"clamav": have(Clamd()), "rspamd": have(Rspamd()), "milter": have(Milter()), "spamd": have(Spamd()),
             "silent": have(Fake(says_nothing)), "lying": have(Fake(lies))}
        places = ",".join(f'{{"place": "{w[name].at}"}}' for name in ("silent", "lying"))
        w["server"] = have(Server(*NO_GUARD, "--set", f"scanners.milters=[{places}]", "--set", f"scanners.rspamd={w['rspamd'].at}",
                                  "--set", f"scanners.spamd={w['spamd'].at}", "--set", "spam.greylist=false"))
        yield w


@pytest.fixture
def server(world):
    """All scanners off; a test says which it wants."""
    settings(world["server"], clamav="", rspamd="", spamd="", milters="[]", patience="30s", rspamd_acts="false", infected="refuse",
             clamav_down="put_off", spam_down="accept")
    return world["server"]


def settings(server, **values):
    for key, value in values.items():
        server.cli("settings", "set", f"scanners.{key}", value, check=True)


count = 0


def send(server, body="hello\r\n", subject=""):
    global count
    count += 1
    text = f"From: a@far.example\r\nTo: u1@test.example\r\nSubject: n{count} {subject}\r\nX-Milter-To: {count}\r\n\r\n{body}"
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.far.example", timeout=60) as s:
        s.sendmail("a@far.example", ["u1@test.example"], text.encode())
    return count


def refusal(server, **kw):
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(server, **kw)
    return f"{refused.value.smtp_code} {refused.value.smtp_error.decode()}"


def mailbox(server):
    with imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls()) as m:
        m.login(server.address(1), server.password)
        m.select()
        numbers = m.search(None, "ALL")[1][0].split()
        return [email.message_from_bytes(m.fetch(n, "(RFC822)")[1][0][1]) for n in numbers]


def arrives(server, number):
    """The message with that number: it was acknowledged, so it is there or comes."""
    end = time.monotonic() + 20
    while True:
        for message in mailbox(server):
            if message["Subject"].startswith(f"n{number} "):
                return message
        assert time.monotonic() < end, number
        time.sleep(0.05)


def said(server, words):
    """The newest line of the log about a message that has been scanned."""
    end = time.monotonic() + 20
    while True:
        lines = [line for line in server.cli("logs", "search", "smtp.message-scanned", "--raw").stdout.splitlines() if words in line]
        if lines:
            return lines[-1]
        assert time.monotonic() < end, server.cli("logs", "search", "smtp.message-scanned", "--raw").stdout
        time.sleep(0.05)


def test_a_virus_is_refused_and_named(world, server):
    settings(server, clamav=world["clamav"].at)
    arrives(server, send(server))
    assert said(server, "clamav: no virus")
    assert refusal(server, body=f"{VIRUS}\r\n") == "550 5.7.1 The message contains a virus: Test.Marker.UNOFFICIAL"
    # Behind three megabytes, which are in a file.
    assert "Test.Marker" in refusal(server, body="x" * 70 + "\r\n" + ("y" * 70 + "\r\n") * 45_000 + VIRUS + "\r\n")


def test_what_clamd_does_not_take_is_taken_and_noted(world, server):
    settings(server, clamav=world["clamav"].at)
    arrives(server, send(server, body=("y" * 70 + "\r\n") * 90_000))
    assert said(server, "larger than its StreamMaxLength")


def test_without_clamd_mail_waits_at_its_sender_and_comes_later(world, server):
    settings(server, clamav=world["clamav"].at)
    world["clamav"].stop()
    try:
        assert refusal(server, subject="later") == "451 4.7.1 Try again later"
        settings(server, clamav_down="accept")
        arrives(server, send(server))
    finally:
        world["clamav"].start()
    settings(server, clamav_down="put_off")
    arrives(server, send(server, subject="later"))


def run(server, *words):
    return json.loads(server.cli(*words, "--json").stdout)


def events(server, name):
    """The lines of the log of that name, once there is one."""
    def lines():
        return [json.loads(line) for line in server.cli("logs", "search", name, "--raw").stdout.splitlines()]
    until(lines, name)
    return lines()


def scanner_check(server):
    return next((row for row in run(server, "audit")["checks"] if row["check"] == "system.scanners"), None)


def test_a_scanner_that_falls_silent_is_told_until_it_answers_again(world, server):
    settings(server, clamav=world["clamav"].at, clamav_down="accept")
    arrives(server, send(server))
    assert scanner_check(server) is None and run(server, "server", "status")["silent_scanners"] == []
    world["clamav"].stop()
    try:
        for _ in range(4):
            arrives(server, send(server))
        silent, = run(server, "server", "status")["silent_scanners"]
        assert (silent["scanner"], silent["messages"]) == ("clamav", 4)
        found, = scanner_check(server)["found"]
        assert found.startswith(f"clamav has not answered since {silent['since']}, for 4 messages: "), found
        told, = events(server, "scanners.silent")
        assert told["name"] == "clamav" and told["count"] in (2, 3), "once, and it may have been asked whether it is there in between"
    finally:
        world["clamav"].start()
    arrives(server, send(server))
    again, = events(server, "scanners.answers")
    assert (again["name"], again["count"]) == ("clamav", 4)
    assert scanner_check(server) is None and run(server, "server", "status")["silent_scanners"] == []


def test_rspamds_score_and_words_are_known(world, server):
    settings(server, rspamd=world["rspamd"].at)
    arrives(server, send(server, body=f"{SPAM}\r\n"))
    assert said(server, "rspamd: add header, 7.5 of 15.0: TEST_MARKER 7.5")


def test_without_rspamd_mail_comes_in_all_the_same(world, server):
    settings(server, rspamd=world["rspamd"].at)
    world["rspamd"].stop()
    try:
        arrives(server, send(server))
        assert said(server, "rspamd does not say")
        settings(server, spam_down="put_off")
        assert refusal(server).startswith("451 ")
    finally:
        world["rspamd"].start()


def test_spamds_score_and_rules_are_known(world, server):
    settings(server, spamd=world["spamd"].at)
    assert arrives(server, send(server))
    assert said(server, "spamd: 0.0 of 5.0")
    arrives(server, send(server, body=f"{SPAM}\r\n"))
    assert said(server, "spamd: 9.3 of 5.0: TEST_MARKER")
    assert refusal(server, body=f"{GTUBE}\r\n").startswith("550 5.7.1 This message looks like spam.")
    assert said(server, "spamd: 1000.0 of 5.0: GTUBE")


def test_without_spamd_mail_comes_in_or_waits_as_is_said(world, server):
    settings(server, spamd=world["spamd"].at)
    world["spamd"].stop()
    try:
        arrives(server, send(server))
        assert said(server, "spamd does not say")
        settings(server, spam_down="put_off")
        assert refusal(server, subject="later").startswith("451 ")
    finally:
        world["spamd"].start()
    arrives(server, send(server, subject="later"))


def test_a_milter_adds_the_fields_that_it_may(world, server):
    settings(server, milters=f'[{{"place": "{world["milter"].at}"}}]')
    message = arrives(server, send(server))
    address, sender, number, octets = message["X-Milter"].split()
    assert (address, sender, octets) == ("127.0.0.1", "<a@far.example>", "7")
    assert number in message["Received"]
    assert message.get_all("To") == ["u1@test.example"]


def test_a_milter_refuses_and_puts_off(world, server):
    settings(server, milters=f'[{{"place": "{world["milter"].at}"}}]')
    assert refusal(server, subject="refuse") == "554 5.7.1 Not in this house"
    assert refusal(server, subject="tempfail").startswith("451 4.7.1 ")


def test_a_milter_that_is_down_has_mail_put_off_or_not(world, server):
    world["milter"].stop()
    try:
        settings(server, milters=f'[{{"place": "{world["milter"].at}"}}]')
        assert refusal(server).startswith("451 ")
        settings(server, milters=f'[{{"place": "{world["milter"].at}", "when_down": "accept"}}]')
        arrives(server, send(server))
    finally:
        world["milter"].start()


@pytest.mark.parametrize("which", ["silent", "lying"])
def test_scanners_that_are_slow_or_lie_lose_nothing(world, server, which):
    at = world[which].at
    settings(server, patience="1s", rspamd=at, spamd=at, milters=f'[{{"place": "{at}", "when_down": "accept"}}]')
    arrives(server, send(server))
    settings(server, clamav=at)
    begun = time.monotonic()
    assert refusal(server) == "451 4.7.1 Try again later"
    assert time.monotonic() - begun < 15
