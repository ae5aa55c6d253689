"""Routes with passwords of their own; what happens to 8 bit on the way; whether what is changed or written here is signed; where policies are looked for."""
import email
import functools
import http.server
import json
import pathlib
import re
import smtplib
import ssl
import subprocess
import tempfile
import threading

import pytest

from conftest import BUILD, NO_GUARD, ROOT, Server
from peers import Peer, certificate
from ports import free_port
from test_outbound import reports, until, waiting
from test_signing import proven
from zones import Zones

HOSTS = [f"127.0.0.{n}" for n in range(2, 8)]
ROWS = """
seven IN MX 10 mx2
eight IN MX 10 mx3
refusing IN MX 10 mx6
mx2 IN A 127.0.0.2
mx3 IN A 127.0.0.3
relay1 IN A 127.0.0.4
relay2 IN A 127.0.0.5
mx6 IN A 127.0.0.6
_mta-sts.strict IN TXT "v=STSv1; id=1;"
mta-sts.strict IN A 127.0.0.7
strict IN MX 10 mx3
"""
PASSWORDS = {"one": "Canary-of-relay-one-51", "two": "Canary-of-relay-two-52"}
TEXT = "Gr\u00fc\u00dfe aus K\u00f6ln \r\n-- \r\n.a dot, and a long line " + "\u00e4" * 300 + "\r\n"


@pytest.fixture(scope="module")
def world():
    port = free_port(*HOSTS)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postern.routes."))
    keys = certificate(folder, "relay1.test", "relay2.test", "mta-sts.strict.test")
    zones = Zones({"test.": ROWS, "a.test.": ""})
    server = Server(*NO_GUARD, "--resolver", f"{zones.host}:{zones.port}", "--set", f"delivery.port={port}", "--set", "delivery.inside=true",
                    "--set", "queue.first_retry=1s", "--set", "queue.longest_retry=2s", "--set", "dns.longest_kept_absence=0s", "--domain", "a.test",
                    "--set", "delivery.ca=relays.crt", accounts=2)
    server.port, server.keys, server.zones = port, keys, zones
    server.peers = {"seven": Peer(HOSTS[0], port, offers=("PIPELINING", "SIZE 10000000")), "eight": Peer(HOSTS[1], port, certificate=keys),
                    "one": Peer(HOSTS[2], port, certificate=keys, login=("us", PASSWORDS["one"])),
                    "two": Peer(HOSTS[3], port, certificate=keys, login=("us", PASSWORDS["two"])),
                    "refusing": Peer(HOSTS[4], port, {"RCPT": ["550 5.1.1 no such user"]})}
    server.stop()
    (pathlib.Path(server.dir) / "relays.crt").write_text(keys[0].read_text())
    server.start()
    server.cli("dkim", "rotate", "a.test", check=True)
    rows = json.loads(server.cli("domain", "dns", "a.test", "--json", check=True).stdout)
    zones.add("a.test.", "".join(row["row"] + "\n" for row in rows if row["purpose"].startswith("DKIM")))
    until(lambda: {key["stage"] for key in json.loads(server.cli("dkim", "check", "a.test", "--json", check=True).stdout)} == {"active"}, "no key is active")
    yield server
    server.end()
    for peer in server.peers.values():
        peer.close()
    zones.close()


def submit(server, to, text, options=("BODY=8BITMIME",)):
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", timeout=30, context=server.tls()) as s:
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), [to], text, mail_options=list(options))


def written(server, subject, type="text/plain; charset=utf-8", body=TEXT, to="bob@seven.test"):
    return (f"From: {server.address(1)}\r\nTo: {to}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: {type}\r\n"
            f"Content-Transfer-Encoding: 8bit\r\n\r\n{body}").encode()


def arrived(peer, subject):
    def found():
        return [m["text"] for m in peer.messages if f"Subject: {subject}\r\n".encode() in m["text"]]
    until(found, lambda: f"{subject} has not come")
    return found()[0]


# ---- passwords ----


def test_each_route_logs_in_with_its_own_password_and_no_log_and_no_file_has_it(world):
    routes = [{"domain": f"{name}.example", "host": f"relay{n}.test", "port": world.port, "user": "us", "secret": f"relay-{name}"}
              for n, name in ((1, "one"), (2, "two"))]
    world.cli("settings", "set", "delivery.routes", json.dumps(routes), check=True)
    submit(world, "bob@one.example", written(world, "early", to="bob@one.example"))
    until(lambda: any("There is no" in a or "no secret of that name" in str(a) for e in waiting(world, "one.example") for a in e["answers"]),
          lambda: str(waiting(world)))
    for name, password in PASSWORDS.items():
        world.cli("secret", "set", f"relay-{name}", input=password + "\n", check=True)
    submit(world, "bob@two.example", written(world, "second", to="bob@two.example"))
    for name, subject in (("one", "early"), ("two", "second")):
        arrived(world.peers[name], subject)
        assert set(world.peers[name].logins) == {("us", PASSWORDS[name])}
    assert world.cli("secret", "delete", "relay-one").returncode != 0, "a route names it"
    listed = json.loads(world.cli("secret", "list", "--json", check=True).stdout)
    assert [(row["name"], row["used_by"]) for row in listed] == [("relay-one", ["delivery.routes"]), ("relay-two", ["delivery.routes"])]
    shown = "".join(world.cli("settings", *words, check=True).stdout for words in (["show", "delivery.routes"], ["export"], ["history"], ["list"]))
    stored = b"".join(path.read_bytes() for path in pathlib.Path(world.dir).rglob("*") if path.is_file())
    assert "relay-one" in shown and b"relay1.test" in stored
    for password in PASSWORDS.values():
        assert password not in shown and password.encode() not in stored
    world.cli("settings", "reset", "delivery.routes", check=True)


# ---- 7 bit ----


def test_a_server_without_8bitmime_gets_7_bit_that_says_the_same_and_is_signed(world):
    submit(world, "bob@seven.test", written(world, "converted"))
    text = arrived(world.peers["seven"], "converted")
    assert text.isascii() and max(map(len, text.split(b"\r\n"))) < 1000
    assert not any("BODY=" in c for c in world.peers["seven"].commands if c.startswith("MAIL"))
    got = email.message_from_bytes(text)
    assert got["Content-Transfer-Encoding"] == "quoted-printable"
    assert got.get_payload(decode=True).decode() == TEXT
    assert proven(text, world.zones) == ["ed25519-sha256", "rsa-sha256"] and len(got.get_all("DKIM-Signature")) == 2


def test_a_server_with_8bitmime_gets_it_as_it_was_written(world):
    submit(world, "bob@eight.test", written(world, "as it was", to="bob@eight.test"))
    text = arrived(world.peers["eight"], "as it was")
    assert TEXT.encode() in text and proven(text, world.zones) == ["ed25519-sha256", "rsa-sha256"]


def test_a_large_message_is_converted_in_pieces(world):
    body = TEXT * 3000  # 2 MB
    submit(world, "bob@seven.test", written(world, "large", body=body))
    text = arrived(world.peers["seven"], "large")
    assert text.isascii() and email.message_from_bytes(text).get_payload(decode=True).decode() == body
    assert proven(text, world.zones) == ["ed25519-sha256", "rsa-sha256"]


def test_what_is_signed_as_mime_is_returned(world):
    part = f"--s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{TEXT}\r\n"
    proof = "--s\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--s--\r\n"
    submit(world, "signed@seven.test", written(world, "sealed", 'multipart/signed; protocol="application/pgp-signature"; boundary=s', part + proof))
    until(lambda: reports(world, "signed@seven.test"), "nobody is told")
    assert "Status: 5.6.3" in reports(world, "signed@seven.test")[0]
    assert not any(b"Subject: sealed" in m["text"] for m in world.peers["seven"].messages)


# ---- own mail ----


def test_a_report_that_leaves_is_signed(world):
    with smtplib.SMTP(world.host, world.smtp, local_hostname="mx3.test", timeout=30) as s:
        s.sendmail("ann@eight.test", [world.address(1)], b"From: ann@eight.test\r\nSubject: tell me\r\n\r\nhello\r\n", rcpt_options=["NOTIFY=SUCCESS"])
    peer = world.peers["eight"]
    until(lambda: any(b"multipart/report" in m["text"] for m in peer.messages), "the report has not come")
    text = next(m["text"] for m in peer.messages if b"multipart/report" in m["text"])
    assert proven(text, world.zones) == ["ed25519-sha256", "rsa-sha256"]
    sender = re.search(r"<postmaster@(.*)>", email.message_from_bytes(text)["From"])[1]
    assert sender == "a.test" or sender.endswith(".a.test")
    assert b"d=a.test;" in text.replace(b"\r\n ", b"")


# ---- policies ----


class Policy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"version: STSv1\r\nmode: enforce\r\nmx: nobody.test\r\nmax_age: 86400\r\n"
        self.send_response(200 if self.path == "/.well-known/mta-sts.txt" else 404)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


# The name of the policy's server is in no hosts file and no DNS but that of the tests.
def test_a_policy_is_fetched_from_where_our_own_resolver_says(world):
    web = http.server.ThreadingHTTPServer((HOSTS[5], 0), Policy)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*world.keys)
    web.socket = context.wrap_socket(web.socket, server_side=True)
    threading.Thread(target=functools.partial(web.serve_forever, 0.05), daemon=True).start()
    try:
        done = subprocess.run([ROOT / "build" / BUILD / "postern", "--json", "check", "tls", "strict.test", "--port", str(world.port), "--resolver",
                               f"{world.zones.host}:{world.zones.port}", "--ca", world.keys[0], "--policy-port", str(web.server_address[1])],
                              capture_output=True, text=True, timeout=120)
    finally:
        web.shutdown()
        web.server_close()
    said = json.loads(done.stdout)
    assert said["mta_sts"] and said["mta_sts"]["mode"] == "enforce", said
    assert said["hosts"][0]["result"] == "fail", "no server of the policy"
