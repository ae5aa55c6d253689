"""The payloads of others against pages that clean HTML, in mail: in each word of it that a stranger chooses. Where one leads to another host,
it leads to a place of the test's, which counts who comes."""
import base64
import io
import re
import socketserver
import threading
import zipfile

from hostile_senders import greet, send
from hostile_words import vectors
from wire import Wire

SHOWN = 500  # octets of the subject and of who it says it is from: admin/message_text.cpp
IN_REASON, BEGIN = 300, 200  # octets of the names of files in a reason, and of the beginning of longer ones: attachments/policy.cpp
IN_ANSWER = 480  # of what another server says, of 512 that are remembered with its code: smtp/client/reply_reader.h
OF_NAME = 255  # octets of a file's name that are shown, its last ones: attachments/names.cpp
DEPTH = 5  # archives in archives, of 6 that are looked into
IN_LIST = 40  # messages that a page is asked for at once
IN_LINE = 300  # characters, which are 900 octets at most
CHARSET = "utf-8''"
AT_ONCE = 75  # recipients


class Tracker:
    """Whoever comes here was led by a payload, over HTTP or TLS."""

    def __init__(self):
        self.hits = []
        hits = self.hits

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                hits.append(self.request.recv(200))

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.place = f"127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


# But names of XML's namespaces, which lead nowhere.
HOST = re.compile(r"(?<=//)(?!www\.w3\.org|http)[a-z][\w-]*(\.[\w-]+)+")


def payloads(tracker):
    all = [HOST.sub(tracker.place, payload) for payload in vectors()]
    assert sum(tracker.place in payload for payload in all) > 10
    return all


def one_line(text):
    return re.sub(r"[\r\n\t]", " ", text)


def squeezed(text):
    """As pages show it: what would move a cursor is a mark of its own. Blanks, and what keeps a word's direction apart, count for nothing."""
    return re.sub(r"[\s\u2066-\u2069]+", "", re.sub(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "?", text))


def first_octets(text, most):
    return text.encode()[:most].decode(errors="ignore")


def folded(field):
    """In lines that are short enough (RFC 5322 §2.1.1): what has no blank for so long is no field that can be folded."""
    lines = [""]
    for part in re.split(r"(?= )", field):
        if len((lines[-1] + part).encode()) > 900:
            lines.append("")
        lines[-1] += part
    return "\r\n".join(lines).encode()


def author(text, n):
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}" <e{n}@peer.test>'


class Letter:
    """Several payloads, and each of them in the subject, in a name of its authors, as the name of a file, and in the text."""

    def __init__(self, numbered):
        self.numbered = numbered
        self.subject = " ".join(self.words("s"))
        self.author = ", ".join(author(text, n) for text, (n, _) in zip(self.words("n"), numbered, strict=True))

    def words(self, place):
        return [f"q{place}{n}q{one_line(payload)}" for n, payload in self.numbered]

    def names(self):
        """Of files, each in the one before it: of several beside each other the first alone is told of."""
        ends = [".zip"] * (len(self.numbered) - 1) + [".exe"]
        return [f"{payload}qf{n}q{end}" for (n, payload), end in zip(self.numbered, ends, strict=True)]

    def where(self):
        return " > ".join(shown_name(name) for name in self.names())

    def reason(self):
        """How the reason begins that it is held for: where in it the last of them is."""
        kept = first_octets(self.where(), IN_REASON if self.is_said_whole() else BEGIN)
        return "".join(c if c.isascii() else "?" for c in kept)

    def is_said_whole(self):
        return len(self.where().encode()) <= IN_REASON

    def fits(self):
        longest = max(len(text.encode()) for text in (self.subject, self.author))
        return len(self.numbered) == 1 or (len(self.numbered) <= DEPTH and longest <= SHOWN and self.is_said_whole())

    def bytes(self):
        first, *inner = self.names()
        content = base64.encodebytes(packed(inner)).replace(b"\n", b"\r\n")
        return b"\r\n".join([
            folded(f"Subject: {self.subject}"), folded(f"From: {self.author}"), b"To: x@test.example", b"MIME-Version: 1.0",
            b"Content-Type: multipart/mixed; boundary=b", b"", b"--b", b"Content-Type: text/html; charset=utf-8", b"", text_of(self.words("t")),
            b"--b", b"Content-Type: application/octet-stream", b"Content-Transfer-Encoding: base64", b"Content-Disposition: attachment" + continued(first), b"",
            content + b"--b--"])


def packed(names):
    content = b"x"
    for name in reversed(names):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        content = out.getvalue()
    return content


def continued(name):
    """In as many lines as it takes (RFC 2231 §3)."""
    octets = [f"%{octet:02X}" for octet in name.encode()]
    pieces = ["".join(octets[at:at + IN_LINE]) for at in range(0, len(octets), IN_LINE)]
    return "".join(f";\r\n filename*{n}*={'' if n else CHARSET}{piece}" for n, piece in enumerate(pieces)).encode()


def text_of(words):
    lines = [word[at:at + IN_LINE] for word in words for at in range(0, len(word), IN_LINE)]
    return "\r\n".join("." + line if line.startswith(".") else line for line in lines).encode()


def letters(all):
    """As few as will do: of each field so many payloads as are shown of it whole, and longer ones by themselves."""
    out = []
    for one in enumerate(all):
        more = Letter([*out[-1].numbered, one]) if out else None
        if more and more.fits():
            out[-1] = more
        else:
            out.append(Letter([one]))
    return out


def sender(n):
    return f"c{n}.corpus{n // IN_LIST}@peer.test"


def hold(server, all):
    with Wire(server, "smtp") as wire:
        greet(wire)
        for n, letter in enumerate(all):
            send(wire, sender(n), [server.address(2)], letter.bytes())


def answer(n, payload):
    return f"qa{n}q{first_octets(one_line(payload), IN_ANSWER)}"


def shown_answer(n, payload):
    """What is not ASCII is not kept of it: smtp/client/reply_reader.cpp."""
    return squeezed("".join(chr(octet) if 32 <= octet < 127 else "?" for octet in answer(n, payload).encode()))


def answered(peer, n, payload):
    """A recipient there, who is answered so."""
    peer.answers[f"RCPT c{n}@{peer.domain}"] = [f"451 4.3.0 {answer(n, payload)}"]
    return f"c{n}@{peer.domain}"


def wait(server, peer, all):
    """Mail in whose text all payloads are, and each of them in what another server answers."""
    with Wire(server, "submissions", tls=True) as wire:
        greet(wire, server)
        for at in range(0, len(all), AT_ONCE):
            some = list(enumerate(all))[at:at + AT_ONCE]
            words = [f"qt{n}q{one_line(payload)}" for n, payload in some]
            send(wire, server.address(1), [answered(peer, n, payload) for n, payload in some], b"From: u1@test.example\r\nSubject: x\r\n\r\n" + text_of(words))


def shown_name(file):
    """What is behind its last slash, and of that the end: attachments/names.cpp."""
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[/\\]", file)[-1]).strip()
    while len(name.encode()) > OF_NAME:
        name = name[1:]
    return name
