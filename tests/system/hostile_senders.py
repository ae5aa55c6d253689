"""Mail in which every word that a stranger chooses is hostile, sent by bytes, for well-behaved libraries refuse to."""
import base64
import urllib.parse

from hostile_attack import LINES, QUOTED
from hostile_words import BYTES, word
from wire import Wire

LOCAL = [kind for kind in LINES if kind not in QUOTED]  # what a quoted local part may hold
TO = [kind for kind in LOCAL if kind not in ("equals", "at")]  # and, of a recipient, without marks of routing
IN_LOCAL = 62  # octets, with what stands before it


def said(wire, command):
    wire.send(command if isinstance(command, bytes) else command.encode())
    wire.send("\r\n")
    return wire.reply()


def agreed(wire, command):
    answer = said(wire, command)
    assert answer[:1] in b"23", (command, answer)
    return answer


def message(kind, prefix, name="a.txt"):
    """Subject, sender's name, a field, the name of a file and the text: each with a mark of its own."""
    file = urllib.parse.quote(word(f"{prefix}file", kind, 200) + "." + name)
    text = (f"From: \"{word(f'{prefix}from', kind, 200)}\" <eve@peer.test>\r\nTo: x@test.example\r\nSubject: {word(f'{prefix}subject', kind, 400)}\r\n"
            f"X-Hostile: {word(f'{prefix}field', kind, 400)}\r\nMessage-ID: <{kind}.{prefix}@peer.test>\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{word(f'{prefix}text', kind, 800)}\r\n"
            f"--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''{file}\r\n\r\nx\r\n--b--\r\n").encode()
    # What is no UTF-8 stands at the end of each.
    return text.replace(b'" <eve', BYTES + b'" <eve').replace(b"\r\nX-Hostile", BYTES + b"\r\nX-Hostile").replace(b"\r\n--b\r\nContent-Type: app", BYTES + b"\r\n--b\r\nContent-Type: app")


def greet(wire, server=None, verb="EHLO"):
    """`server`: u1 logs in."""
    wire.reply()
    agreed(wire, f"{verb} mail.peer.test")
    if server:
        agreed(wire, "AUTH PLAIN " + base64.b64encode(f"\0{server.address(1)}\0{server.password}".encode()).decode())


def send(wire, sender, to, text):
    agreed(wire, f"MAIL FROM:<{sender}> SMTPUTF8 BODY=8BITMIME")
    for one in to:
        agreed(wire, f"RCPT TO:<{one}>")
    agreed(wire, "DATA")
    agreed(wire, text + b"\r\n.")


def bring(server, prefix, to, name="a.txt", service="smtp"):
    """A message for each kind. `to`: whom a kind is for. What cannot stand in a local part comes from a plain sender."""
    with Wire(server, service) as wire:
        greet(wire, verb="LHLO" if service == "lmtp" else "EHLO")
        for kind in LINES:
            local = f'"{word(f"{prefix}sender", kind, IN_LOCAL)}"' if kind in LOCAL else "eve"
            send(wire, f"{local}@peer.test", [to(kind)], message(kind, prefix, name))


def submitted(server, letters):
    """A message for the people of each of the lists, in the name of u1."""
    with Wire(server, "submissions", tls=True) as wire:
        greet(wire, server)
        for to in letters:
            send(wire, server.address(1), to, b"From: u1@test.example\r\nSubject: x\r\n\r\nx")
