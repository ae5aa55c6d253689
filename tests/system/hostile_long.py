"""Words of 10,000 characters, uncut: in mail, in lines as long as they are and in such as the rules ask for, and in commands of each protocol."""
import re

from hostile_corpus import continued
from hostile_lines import literal, login, plain, quoted, request
from hostile_senders import agreed, greet, said
from hostile_words import mark, word
from wire import Wire

IN_LINE = 900  # octets, of 998 (RFC 5322 §2.1.1)
IN_WORD = 60  # of an encoded word, which is 75 at most with what is around it (RFC 2047 §2)


def pieces(text, size):
    return [text[at:at + size] for at in range(0, len(text), size)]


def as_it_is(text):
    return text


def folded(text):
    """With blanks, where it has none: fields are folded there alone."""
    return "\r\n ".join(pieces(text, IN_LINE))


def encoded(text):
    return "\r\n ".join(f"=?utf-8?q?{piece}?=" for piece in pieces(text, IN_WORD))


def soft(text):
    """Lines of quoted-printable that go on in the next."""
    return "=\r\n".join(pieces(text, IN_WORD))


# Where the word stands, and the forms of it there: a line of its length, and such as the rules ask for.
FORMS = {
    "subject": (as_it_is, encoded),
    "author": (as_it_is, encoded),
    "field": (as_it_is, folded),
    "id": (as_it_is, folded),
    "text": (as_it_is, soft),
    "file": (lambda name: f'; filename="{name}.exe"', lambda name: continued(f"{name}.exe").decode()),
}


def message(place, how, way):
    """Held for the name of its file, of which the end is shown; of all else the beginning."""
    text = word(way, "long")
    here = {one: FORMS[one][how](text) if one == place else "x" for one in FORMS if one != "file"}
    file = FORMS["file"][how]("x" * 10_000 + mark(way, "long")) if place == "file" else '; filename="a.exe"'
    author = here["author"] if how else f'"{here["author"]}"'
    return (f"From: {author} <eve@peer.test>\r\nSubject: {here['subject']}\r\nX-Long: {here['field']}\r\nMessage-ID: <{here['id']}@peer.test>\r\n"
            f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: {'quoted-printable' if how else '8bit'}\r\n\r\n"
            f"{here['text']}\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment{file}\r\n\r\nx\r\n--b--").encode()


def ways():
    """Each place in each form, over SMTP and over LMTP, and by whom it is sent."""
    for service in ("smtp", "lmtp"):
        for place in FORMS:
            for how in (0, 1):
                yield service, place, how, f"{place}{how}.{service}"


def bring(server):
    for service in ("smtp", "lmtp"):
        with Wire(server, service) as wire:
            greet(wire, verb="LHLO" if service == "lmtp" else "EHLO")
            for _, place, how, name in (way for way in ways() if way[0] == service):
                agreed(wire, f"MAIL FROM:<{name}@long.test>")
                agreed(wire, f"RCPT TO:<{server.address(2)}>")
                said(wire, "DATA")
                agreed(wire, message(place, how, place) + b"\r\n.")


def shown(place, how):
    """What is made of the word's field, in one line."""
    return re.sub("\r\n", "", FORMS[place][how](word(place, "long")))


TOO_LONG = b"500 5.5.2 Line too long"
UNTOLD = b"* BAD Command too long\r\n* BYE Commands cannot be told apart any more"
# The way, where it leads in, what is said there, and the answer to a word that is not cut.
REFUSED = [
    ("verb", "smtp", lambda text: [text], TOO_LONG),
    ("ehlo", "smtp", lambda text: [b"EHLO " + text], TOO_LONG),
    ("helo", "smtp", lambda text: [b"HELO " + text], TOO_LONG),
    ("lhlo", "lmtp", lambda text: [b"LHLO " + text], TOO_LONG),
    ("mail", "smtp", lambda text: [b"EHLO x", b"MAIL FROM:<" + text + b"@peer.test>"], TOO_LONG),
    ("lmail", "lmtp", lambda text: [b"LHLO x", b"MAIL FROM:<" + text + b"@peer.test>"], TOO_LONG),
    ("rcpt", "smtp", lambda text: [b"EHLO x", b"MAIL FROM:<a@peer.test>", b"RCPT TO:<" + text + b"@test.example>"], TOO_LONG),
    ("lrcpt", "lmtp", lambda text: [b"LHLO x", b"MAIL FROM:<a@peer.test>", b"RCPT TO:<" + text + b"@test.example>"], TOO_LONG),
    ("auth", "submissions", lambda text: [b"EHLO x", b"AUTH PLAIN " + plain(text)], TOO_LONG),
    ("answer", "submissions", lambda text: [b"EHLO x", b"AUTH PLAIN", plain(text)], b"500 5.5.6 Authentication exchange line is too long"),
    ("iverb", "imaps", lambda text: [b"a " + text], UNTOLD),
    ("iid", "imaps", lambda text: [b'a ID ("name" ' + quoted(text) + b")"], UNTOLD),
    ("iidl", "imaps", lambda text: [b'a ID ("name" ' + literal(text), text + b")"], UNTOLD),
    ("ilogin", "imaps", lambda text: [b"a LOGIN " + literal(text), text + b" x"], UNTOLD),
    ("iauth", "imaps", lambda text: [b"a AUTHENTICATE PLAIN", plain(text)], b"* BYE The answer did not come"),
    ("pverb", "pop3s", lambda text: [text], b"-ERR Line too long"),
    ("puser", "pop3s", lambda text: [b"USER " + text], b"-ERR Line too long"),
    ("pauth", "pop3s", lambda text: [b"AUTH PLAIN", plain(text)], b"-ERR Line too long"),
    ("hmethod", "https", lambda text: [text + b" / HTTP/1.1\r\nHost: HOST\r\n"], b"HTTP/1.1 414 "),
    ("hpath", "https", lambda text: request(target=b"/" + text), b"HTTP/1.1 414 "),
    ("hquery", "https", lambda text: request(target=b"/admin?x=" + text), b"HTTP/1.1 414 "),
    ("hagent", "https", lambda text: request(field=b"User-Agent", value=text + text), b"HTTP/1.1 431 "),
]
# What lets longer ones in: how long, and what is answered.
TAKEN = [
    ("tehlo", "smtp", lambda text: [b"EHLO " + text], 255, b"250"),
    ("tlhlo", "lmtp", lambda text: [b"LHLO " + text], 255, b"250"),
    ("tmail", "smtp", lambda text: [b"EHLO x", b"MAIL FROM:<" + text + b"@peer.test>"], 2000, b"501 5.1.7"),
    ("tlmail", "lmtp", lambda text: [b"LHLO x", b"MAIL FROM:<" + text + b"@peer.test>"], 2000, b"501 5.1.7"),
    ("trcpt", "lmtp", lambda text: [b"LHLO x", b"MAIL FROM:<a@peer.test>", b"RCPT TO:<" + text + b"@test.example>"], 2000, b"501"),
    ("tid", "imaps", lambda text: [b'a ID ("name" ' + quoted(text) + b")"], 1024, b"* ID NIL"),
    ("tauth", "submissions", lambda text: [b"EHLO x", b"AUTH PLAIN", plain(text)], 9000, b"535 5.7.8"),
    ("tiauth", "imaps", lambda text: [b"a AUTHENTICATE PLAIN", plain(text)], 9000, b"a NO [AUTHENTICATIONFAILED]"),
    ("tilogin", "imaps", lambda text: [b"a LOGIN " + quoted(text) + b" x"], 8000, b"a NO [AUTHENTICATIONFAILED]"),
    ("tpuser", "pop3s", lambda text: [b"USER " + text, b"PASS x"], 1000, b"-ERR [AUTH]"),
    ("thpath", "https", lambda text: request(target=b"/" + text), 4000, b"HTTP/1.1 401 "),
    ("thagent", "https", lambda text: request(field=b"User-Agent", value=text), 20_000, b"HTTP/1.1 "),
    ("threferer", "https", lambda text: request(field=b"Referer", value=text), 20_000, b"HTTP/1.1 "),
    ("thlogin", "https", lambda text: request(target=b"/api/v1/session", body=login(text)), 20_000, b"HTTP/1.1 401 "),
]
