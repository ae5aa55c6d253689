"""Hostile words in the commands and logins of each protocol, each in a session of its own."""
import base64
import json

from hostile_attack import LINES
from hostile_words import BYTES, mark, word
from test_api import port

PASSWORD = b"wrong"


def plain(name):
    return base64.b64encode(b"\0" + name + b"\0" + PASSWORD)


def quoted(text):
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def literal(text):
    return b"{%d}" % len(text)


def request(target=b"/", field=b"X-Y", value=b"z", body=b""):
    return [b"%s %s HTTP/1.1\r\nHost: HOST\r\n%s: %s\r\nContent-Type: application/json\r\nX-Requested-By: x\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            % (b"POST" if body else b"GET", target, field, value, len(body), body)]


def escaped(text):
    return "".join(f"%{octet:02X}" if octet < 33 or octet > 126 or octet in b'%#?"<>\\^`{|}' else chr(octet) for octet in text).encode()


def login(name, password="wrong"):
    return json.dumps({"name": name if isinstance(name, str) else name.decode(errors="replace"), "password": password}).encode()


NONE, ALL = frozenset(), frozenset(LINES)
# The way, where it leads in, what is said there of a word, and which kinds the logs show. Nobody's name at a login is written down, nor is
# what is no command, nor what of a request is not its path.
WAYS = [
    ("verb", "smtp", lambda text: [text], NONE),
    ("rcpt", "smtp", lambda text: [b"EHLO x", b"MAIL FROM:<a@peer.test>", b"RCPT TO:<" + text + b"@test.example>"], ALL),
    ("auth", "submissions", lambda text: [b"EHLO x", b"AUTH PLAIN " + plain(text)], NONE),
    ("iverb", "imaps", lambda text: [b"a " + text], NONE),
    ("ilogin", "imaps", lambda text: [b"a LOGIN " + literal(text), text + b" " + PASSWORD], NONE),
    ("iauth", "imaps", lambda text: [b"a AUTHENTICATE PLAIN", plain(text)], NONE),
    ("iid", "imaps", lambda text: [b'a ID ("name" ' + quoted(text) + b")"], ALL),
    ("pverb", "pop3s", lambda text: [text], NONE),
    ("puser", "pop3s", lambda text: [b"USER " + text, b"PASS " + PASSWORD], NONE),
    ("hraw", "https", lambda text: request(target=b"/" + text), NONE),
    ("hpath", "https", lambda text: request(target=b"/" + escaped(text)), ALL - {"script", "controls", "tab"}),
    ("hquery", "https", lambda text: request(target=b"/admin?x=" + escaped(text)), NONE),
    ("hagent", "https", lambda text: request(field=b"User-Agent", value=text), NONE),
    ("hreferer", "https", lambda text: request(field=b"Referer", value=text), NONE),
    ("hlogin", "https", lambda text: request(target=b"/api/v1/session", body=login(text)), NONE),
]
WITH_BYTES = {"verb", "rcpt", "iverb", "ilogin", "pverb", "puser", "hraw", "hagent", "hreferer"}  # where what is no UTF-8 is no other matter


def connection(server, service):
    if service == "https":
        server.target["https"] = port(server)
    s = server.connect(service)
    return server.tls().wrap_socket(s) if service in ("submissions", "imaps", "pop3s", "https") else s


def say(server, service, lines):
    """Each line, once the one before was answered: the last answer. There is one, or the other goes away: it does not hang."""
    said = b""
    with connection(server, service) as s:
        if service != "https":
            assert s.recv(4096)
        for line in lines:
            s.sendall(line.replace(b"HOST", f"{server.host}:{port(server)}".encode()) + b"\r\n")
            if not (said := s.recv(4096)):
                break
    return said


def bring_in(attack, row, longest=300):
    way, service, lines, seen = row
    for kind in LINES:
        say(attack.server, service, lines(word(way, kind, longest).encode() + (BYTES if way in WITH_BYTES else b"")))
    told = attack.server.cli("logs", "search", "--raw", f"q{way}", check=True).stdout
    assert not [kind for kind in LINES if (mark(way, kind) in told) != (kind in seen)], way
    if seen:
        attack.shows(f"/admin/logs?text=q{way}", way, [kind for kind in LINES if kind in seen], each=False)


def sign_in(server, name, agent):
    """In a browser that calls itself so."""
    ask = request(target=b"/api/v1/session", field=b"User-Agent", value=agent.encode(), body=login(name, server.password))
    return say(server, "https", ask).split(b" ")[1:2] == [b"201"]
