"""Names that whoever owns an address, or signs a certificate, chooses: in the DNS, and in certificates."""
import socket
import subprocess

from commands import free_port
from hostile_attack import UNSEEN
from hostile_senders import agreed, message, send
from hostile_words import KINDS, word
from test_listeners import PROXY, V2, listeners, put, row
from wire import Wire

# What one label of a name may hold; the rest of a kind is no name, and is not known as one.
IN_LABEL = 63
IN_SUBJECT = 64  # RFC 5280 appendix A
NAMES = [kind for kind in KINDS if kind not in UNSEEN and word("", kind, IN_LABEL).isascii()]
# What is no result of a check, if a name says so.
FORGED = "x; dkim=pass header.d=forged.test"


def escaped(name):
    """Of a zone's file: whatever a name is made of."""
    return "".join(c if c.isalnum() or c in ".-" else "".join(f"\\{octet:03}" for octet in c.encode()) for c in name)


def named(way, kind):
    return f"{FORGED if kind == 'forged' else word(way, kind, IN_LABEL)}.{way}.test"


# The name of an address that leads back to it, and of another that does not.
SURE, UNSURE = 1, 101
KNOWN = [*NAMES, "forged", "controls", "turned"]
REVERSE = "".join(f"{first + n} IN PTR {escaped(named(way, kind))}.\n" for way, first in (("sure", SURE), ("unsure", UNSURE)) for n, kind in enumerate(KNOWN))
FORWARD = "".join(f"{escaped(named('sure', kind))}. IN A 192.0.2.{SURE + n}\n" for n, kind in enumerate(KNOWN))


# What the DNS says of a domain of ours, which somebody else may write: in each kind of record that is compared with what should be there.
SPELLED = "spelled.test"
IN_ANSWER = 120


def quoted_row(before, way, kind):
    text = before.encode() + word(way, kind, IN_ANSWER).encode()
    return '"' + "".join(chr(octet) if 47 < octet < 58 or 64 < octet < 91 or 96 < octet < 123 else f"\\{octet:03}" for octet in text) + '"'


# Where each is, how it begins, and the words that it goes on with: few, for an answer of the DNS holds no more.
RECORDS = [("spf", "spelled", "v=spf1 "), ("dmarc", "_dmarc.spelled", "v=DMARC1; p="), ("tls", "_smtp._tls.spelled", "v=TLSRPTv1; rua="),
           ("sts", "_mta-sts.spelled", "v=STSv1; id=")]
WORDS = {way: list(KINDS)[n::len(RECORDS)] for n, (way, *_) in enumerate(RECORDS)}
IN_MX = NAMES[:8]  # as many as are told
SPELLED_ROWS = "".join(f"{name} IN TXT {quoted_row(before, way, kind)}\n" for way, name, before in RECORDS for kind in WORDS[way]) + "".join(
    f"spelled IN MX 10 {escaped(word('mx', kind, IN_LABEL))}.mx\n" for kind in IN_MX)


def listen_behind(server):
    """Where whoever sends says by PROXY where he comes from."""
    port = server.target["behind"] = free_port(server)
    put(server, [*listeners(server), row(server, port, "smtp", proxies=[PROXY])])


def come_from(server, host):
    wire = Wire(server, "behind", source=PROXY)
    body = socket.inet_aton(f"192.0.2.{host}") + socket.inet_aton("198.51.100.1") + (3000).to_bytes(2, "big") + (25).to_bytes(2, "big")
    wire.send(V2 + b"\x21\x11" + len(body).to_bytes(2, "big") + body)
    wire.reply()
    agreed(wire, "EHLO mail.peer.test")
    return wire


def write_from(server, host, to):
    """A message that is held for its attachment."""
    with come_from(server, host) as wire:
        send(wire, f"n{host}@peer.test", [to], message("html", f"n{host}", "exe"))


def quoted(text):
    """As a value of OpenSSL's configuration, which ends with its line."""
    ends = {"\r": "\\r", "\n": "\\n", "\t": "\\t"}
    return "".join(ends.get(c, c if c.isalnum() or ord(c) > 127 else "\\" + c) for c in text)


FORM = """[req]
prompt = no
utf8 = yes
string_mask = utf8only
distinguished_name = dn
x509_extensions = more
[dn]
O = {0}
CN = {1}
[more]
subjectAltName = @hosts
[hosts]
DNS.1 = {2}
DNS.2 = {3}
"""


def certificate(folder, way, kind, host):
    """The files of a certificate for a host, by words and to them, which names one that is no host besides; and of its key."""
    files = [folder / (word(f"{way}{what}", kind, 120).replace("/", ":") + ".pem") for what in ("chain", "key")]
    form = folder / "form"
    form.write_bytes(FORM.format(*(quoted(one) for one in (word(f"{way}o", kind, IN_SUBJECT), word(f"{way}n", kind, IN_SUBJECT), host, f"* {word(way, kind, 60)}")))
                     .encode())
    subprocess.run(["openssl", "req", "-x509", "-config", form, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "5",
                    "-keyout", files[1], "-out", files[0]], check=True, capture_output=True)
    return files
