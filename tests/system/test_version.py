"""Which releases there are: from a web server by TLS and from a file, signed with openssl as whoever publishes them would."""
import base64
import json
import pathlib
import subprocess
import time

import pytest
from conftest import AS_SHIPPED
from https import HttpsServer

GUARD = AS_SHIPPED


def day(days):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + days * 86400))


class Publisher:
    """Who signs feeds, and the web server that hands them out."""

    def __init__(self, folder):
        self.folder = folder
        self.secret = folder / "feed.key"
        openssl = lambda *args: subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True).stdout
        self.openssl = openssl
        openssl("genpkey", "-algorithm", "ed25519", "-out", self.secret)
        self.key = base64.b64encode(openssl("pkey", "-in", self.secret, "-pubout", "-outform", "DER")[-32:]).decode()
        self.document, self.asked = b"", []
        self.web = HttpsServer(folder, "feed-tls", self.answer)
        self.certificate, self.url = self.web.certificate, self.web.url + "/releases"

    def answer(self, request):
        self.asked.append((request.path, dict(request.headers)))
        request.send_response(200)
        request.send_header("Content-Length", str(len(self.document)))
        request.end_headers()
        request.wfile.write(self.document)

    def sign(self, serial, *releases, expires=30):
        """Releases as (version, closes a hole)."""
        text = self.folder / "feed.json"
        text.write_text(json.dumps({"format": "postern releases 1", "serial": serial, "issued": day(-1), "expires": day(expires), "releases": [
            {"version": version, "date": day(-1), "security": security, "notes": f"https://releases.example/{version}"}
            for version, security in releases]}))
        signature = self.openssl("pkeyutl", "-sign", "-rawin", "-inkey", self.secret, "-in", text)
        return base64.b64encode(signature) + b"\n" + text.read_bytes()


@pytest.fixture(scope="module")
def publisher(server):
    p = Publisher(pathlib.Path(server.target["cli"][2]).parent)
    yield p
    p.web.close()


def setting(server, key, value):
    return json.loads(server.cli("settings", "set", "releases." + key, value, "--json", check=True).stdout)


def version(server, *options):
    done = server.cli("version", "--json", *options)
    return json.loads(done.stdout), done.returncode


def audit(server):
    rows = json.loads(server.cli("audit", "--json", "--all").stdout)["checks"]
    return {row["check"].removeprefix("system."): (row["state"], row["found"]) for row in rows if row["check"].startswith("system.")}


def test_a_fresh_server_asks_nobody_and_says_what_to_do(server):
    known, code = version(server, "--check")
    assert (known["standing"], code) == ("not known", 0)
    assert server.cli("--version").stdout.strip() == known["version"]
    assert "releases.key and releases.url, or releases.file" in server.cli("version", "--check").stdout
    assert audit(server)["feed"][0] == audit(server)["version"][0] == "not checked"


def test_H34_a_feed_is_fetched_verified_and_remembered(server, publisher):
    own = version(server)[0]["version"]
    assert server.cli("settings", "set", "releases.key", "AAAA").returncode != 0
    assert server.cli("settings", "set", "releases.url", "http://releases.example/").returncode != 0
    assert "next start" in setting(server, "url", publisher.url)[0].get("note", "next start")
    setting(server, "key", publisher.key)
    setting(server, "ca", str(publisher.certificate))
    server.stop()
    server.start()
    publisher.document = publisher.sign(5, (own, False))

    # The DNS is not asked here: not past our own resolver either.
    setting(server, "url", "https://releases.example/feed")
    assert "The DNS is not asked" in version(server, "--check")[0]["feed"]["trouble"]
    setting(server, "url", publisher.url)

    # On this host, which nobody has allowed.
    assert "private network" in version(server, "--check")[0]["feed"]["trouble"]
    assert publisher.asked == []
    state, found = audit(server)["feed"]
    assert state == "failed" and "private network" in found[0]

    setting(server, "inside", "on")
    known, code = version(server, "--check")
    assert (known["standing"], known["feed"]["trouble"], known["feed"]["serial"], code) == ("newest", "", 5, 0)
    path, headers = publisher.asked[-1]
    assert path == "/releases" and own not in json.dumps(headers), "who is asked does not learn what runs here"
    assert [audit(server)[row][0] for row in ("version", "newest", "feed")] == ["passed"] * 3

    publisher.document = publisher.sign(6, ("99.0.0", False), (own, False))
    asked = len(publisher.asked)
    daily = json.loads(server.cli("audit", "daily", "--json", check=True).stdout)
    assert len(publisher.asked) == asked + 1, "once with each daily audit"
    assert "system.newest" in {row["check"] for row in daily["new"]}
    publisher.document = publisher.sign(7, ("99.0.1", True), ("99.0.0", False), (own, False))
    known, code = version(server, "--check")
    assert (known["standing"], code) == ("security update", 3)
    assert audit(server)["version"] == ("failed", [f"this is {own}; 99.0.1 came on {day(-1)}: https://releases.example/99.0.1"])

    # Nobody takes it back: an older one, one that somebody else made, one that has ended.
    for document, why in ((publisher.sign(6, (own, False)), "older than one that was taken before"),
                          (publisher.sign(8, (own, False)).replace(b'"security": false', b'"security": true '), "not signed by"),
                          (publisher.sign(8, (own, False), expires=0), "expired on"),
                          (publisher.sign(8, ("next", False)), "a version that is none"),
                          (publisher.sign(8, (own, False)) + b" " * 300_000, "larger than it may be")):
        publisher.document = document
        known, code = version(server, "--check")
        assert why in known["feed"]["trouble"], known
        assert (known["standing"], known["feed"]["serial"], code) == ("security update", 7, 3)
        assert why in audit(server)["feed"][1][0]


def test_a_server_whose_certificate_does_not_hold_is_not_asked(server, publisher):
    setting(server, "ca", "")
    asked = len(publisher.asked)
    assert "certificate does not hold" in version(server, "--check")[0]["feed"]["trouble"]
    assert len(publisher.asked) == asked


def test_a_file_serves_where_nobody_is_reached_and_after_a_restart_the_serial_number_still_counts(server, publisher):
    own = version(server)[0]["version"]
    file = publisher.folder / "releases.feed"
    file.write_bytes(publisher.sign(9, (own, False)))
    setting(server, "file", "releases.feed")
    asked = len(publisher.asked)
    known, code = version(server, "--check")
    assert (known["standing"], known["feed"]["source"], known["feed"]["serial"], code) == ("newest", "releases.feed", 9, 0), known
    server.stop()
    file.write_bytes(publisher.sign(8, (own, False)))
    assert "older than one" in version(server, "--check")[0]["feed"]["trouble"], "also on a stopped server"
    server.start()
    assert version(server)[0]["standing"] == "newest"
    assert "older than one" in version(server, "--check")[0]["feed"]["trouble"]
    file.unlink()
    assert "cannot be read" in version(server, "--check")[0]["feed"]["trouble"]
    assert len(publisher.asked) == asked
