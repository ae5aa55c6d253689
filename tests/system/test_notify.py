"""What administrators are to know reaches them: by mail into a mailbox here, and by a signed call of a webhook."""
import email
import hashlib
import hmac
import imaplib
import json
import pathlib
import queue
import time
from email.header import decode_header, make_header

import pytest
from conftest import AS_SHIPPED
from https import HttpsServer
from walk import walk

GUARD = AS_SHIPPED
ZONES = {"test.": ""}


class Hook:
    """A web server with a certificate of its own, which answers as it is told and keeps what it is sent."""

    def __init__(self, folder):
        self.calls, self.answers = queue.Queue(), []
        self.web = HttpsServer(folder, "hook", self.answer)
        self.certificate, self.url, self.close = self.web.certificate, self.web.url + "/notices?for=us", self.web.close

    def answer(self, request):
        body = request.rfile.read(int(request.headers["Content-Length"]))
        request.send_response(self.answers.pop(0) if self.answers else 204)
        request.end_headers()
        self.calls.put((request.path, dict(request.headers), body))


@pytest.fixture(scope="module")
def hook(server):
    h = Hook(pathlib.Path(server.target["cli"][2]).parent)
    yield h
    h.close()


def setting(server, key, value):
    return json.loads(server.cli("settings", "set", "notify." + key, value, "--json", check=True).stdout)


def call_with(hook, event):
    """The next call that tells of this event, and what it tells."""
    while True:
        path, headers, body = hook.calls.get(timeout=60)
        for notice in json.loads(body)["notices"]:
            if notice["event"] == event:
                return path, headers, body, notice


def signed_with(hook, secret):
    _, headers, body = hook.calls.get(timeout=60)
    fields = dict(part.split("=") for part in headers["Postern-Signature"].split(","))
    return fields["v1"] == hmac.new(secret.encode(), f"{fields['t']}.".encode() + body, hashlib.sha256).hexdigest()


def mails(server, n):
    with imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls()) as c:
        c.login(server.address(n), server.password)
        c.select("INBOX")
        found = c.search(None, "ALL")[1][0].split()
        return [email.message_from_bytes(c.fetch(i, "(BODY.PEEK[])")[1][0][1]) for i in found]


def test_a_storm_of_notices_arrives_as_signed_calls_and_as_one_mail(server, hook):
    assert server.cli("settings", "set", "notify.mail_to", "ann@elsewhere.example").returncode != 0, "not of this server"
    said = setting(server, "webhook_url", hook.url)
    assert "next start" in said[0].get("note", "next start"), said
    assert server.cli("settings", "set", "notify.webhook_secret", "sesame-of-the-hook").returncode != 0, "no place for it"
    server.cli("settings", "set-secret", "notify.webhook_secret", input="sesame-of-the-hook\n", check=True)
    setting(server, "webhook_ca", str(hook.certificate))
    domain = server.address(1).split("@")[1]
    server.cli("alias", "create", f"alerts@{domain}", server.address(1), check=True)
    setting(server, "mail_to", f"alerts@{domain}")
    server.cli("account", "language", server.address(1), "de", check=True)
    setting(server, "collect", "1s")
    server.stop()
    server.start()

    # On this host, which nobody has allowed.
    server.cli("token", "add", "admin", "first", "--roles", "reader", check=True)
    until = time.monotonic() + 60
    while "notices-sent" not in server.cli("logs", "search", "notices-sent", "--logs", "administration").stdout:
        assert time.monotonic() < until
    assert hook.calls.empty()

    setting(server, "webhook_inside", "on")
    hook.answers = [500]
    for i in range(5):
        server.cli("token", "add", "admin", f"token {i}", "--roles", "reader", check=True)
    server.cli("audit", "daily", check=True)
    path, headers, body, notice = call_with(hook, "audit.finding")
    assert path == "/notices?for=us" and headers["Content-Type"] == "application/json"
    fields = dict(part.split("=") for part in headers["Postern-Signature"].split(","))
    assert fields["v1"] == hmac.new(b"sesame-of-the-hook", f"{fields['t']}.".encode() + body, hashlib.sha256).hexdigest()
    assert abs(int(fields["t"]) - time.time()) < 60
    assert notice["fields"]["name"] == "settings.notify.webhook_inside", "the first by the order of the groups"

    # The mail of the rest waits for its time: one, whatever comes.
    mail, = mails(server, 1)
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Return-Path"] == "<>" and mail["Message-ID"] and mail["Date"]
    assert f"alerts@{domain}" in mail["To"]
    subject, text = make_header(decode_header(mail["Subject"])), mail.get_payload(decode=True).decode()
    assert "Administratoren wurden geändert" in str(subject) and "token.add" in text and "Uhr (UTC)" in text, "as he reads it who is behind it"
    assert notice["title"] == "The daily audit found a weakness", "as programs read it"
    assert "sesame" not in server.cli("settings", "list").stdout
    assert "sesame" not in server.cli("settings", "history").stdout


def test_the_history_of_the_daily_audit_is_kept(server):
    server.cli("audit", "daily", check=True)
    runs = json.loads(server.cli("audit", "history", "--json", check=True).stdout)
    assert runs and runs[0]["score"] > 50
    found = server.cli("logs", "search", "audit.finding", "--logs", "administration", check=True).stdout
    assert "accounts.policy-exempt" in found
    quiet = json.loads(server.cli("audit", "daily", "--json", check=True).stdout)
    assert quiet["new"] == [] and quiet["gone"] == []
    server.cli("settings", "set", "password.minimum_length", "8", check=True)
    assert [row["check"] for row in json.loads(server.cli("audit", "daily", "--json", check=True).stdout)["new"]] == \
        ["settings.password.minimum_length"]
    server.cli("settings", "reset", "password.minimum_length", check=True)
    assert [row["check"] for row in json.loads(server.cli("audit", "daily", "--json", check=True).stdout)["gone"]] == \
        ["settings.password.minimum_length"]


def test_H03_a_secret_is_replaced_in_the_page_is_shown_by_none_and_the_way_back_has_it_again(server, hook):
    server.cli("settings", "set-secret", "notify.webhook_secret", input="the-first-one\n", check=True)
    for key, value in (("webhook_url", hook.url), ("webhook_ca", str(hook.certificate)), ("webhook_inside", "on"), ("collect", "1s")):
        setting(server, key, value)
    server.stop()
    server.start()

    def tells(label):
        while not hook.calls.empty():
            hook.calls.get()
        server.cli("token", "add", "admin", label, "--roles", "reader", check=True)

    seen = walk(server, "setting_secret", secret="the-second-one", back="yes")
    assert seen["entered"] == "" and "the-second-one" not in seen["reviewed"] + seen["command"] and "set-secret notify.webhook_secret" in seen["command"]
    tells("of the first")
    assert signed_with(hook, "the-first-one")
    seen = walk(server, "setting_secret", secret="the-second-one", theirs="of-somebody-else")
    assert seen["told"].count("another secret") == 1 and "the one that you entered" in seen["told"] and "By admin" in seen["told"]
    assert "a secret" in seen["back"] and "the secret that was there before" in seen["back"] and "(hidden)" not in seen["back"]
    assert "the-second-one" not in str(seen) and "of-somebody-else" not in str(seen)
    tells("of the second")
    assert signed_with(hook, "the-second-one")
    refused = server.cli("settings", "set-secret", "notify.webhook_secret", input="(hidden)\n")
    assert refused.returncode != 0 and "give the secret itself" in refused.stderr
