"""Attacks on a running server beyond test_security.py: floods, cut and half-closed connections, hostile messages, races, names."""
import base64
import contextlib
import pathlib
import re
import socket
import threading

import pytest
from clients import imap, message, pop, stored, submit
from conftest import LIMITS_ONLY
from wire import Wire

GUARD = LIMITS_ONLY
OPTIONS = ["--set", "smtp.max_messages=0"]


def plain(user, password):
    return base64.b64encode(f"\0{user}\0{password}".encode()).decode()


def resident(server):
    status = pathlib.Path(f"/proc/{server.pids[0]}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


def deliver(server, raw, n=2):
    """The answer at the end of the data."""
    with Wire(server, "smtp") as w:
        w.socket.settimeout(60)
        w.reply()
        w.ask("EHLO client.example")
        w.ask("MAIL FROM:<a@other.example>")
        assert w.ask(f"RCPT TO:<{server.address(n)}>").startswith(b"250")
        w.ask("DATA")
        w.send(raw + b"\r\n.\r\n")
        return w.reply()


# -- floods: a stranger gets a few hundred answers, not the reactor

FLOODS = {"smtp": "NOOP\r\n", "submission": "EHLO client.example\r\n", "imap": "a NOOP\r\n", "pop3": "CAPA\r\n"}


@pytest.mark.parametrize("service", FLOODS)
def test_a_flood_of_good_commands_before_login_ends_the_connection(server, service):
    with Wire(server, service) as w:
        w.socket.settimeout(30)
        w.line()
        feeding = threading.Thread(target=feed, args=(w.socket, FLOODS[service].encode() * 5000))
        feeding.start()
        said = w.rest()  # until the server closes
        feeding.join()
    assert 0 < len(said) < 600_000


def feed(s, data):
    with contextlib.suppress(OSError):
        s.sendall(data)


def test_a_client_that_reads_nothing_takes_little_memory(server):
    before = resident(server)
    talkers = [Wire(server, service) for service in ("smtp", "imap", "pop3") for _ in range(40)]
    for w in talkers:
        w.socket.setblocking(False)
        with contextlib.suppress(BlockingIOError, ConnectionError):
            for _ in range(20):
                w.socket.send(b"a CAPABILITY\r\n" * 4000)
    with imap(server, 1) as m:
        assert m.noop()[0] == "OK"  # while they wait, others are served
    grown = resident(server) - before
    for w in talkers:
        w.close()
    assert grown < 120 * 1024 * 1024, grown  # the sanitizer keeps what was freed for a while


def test_wrong_logins_do_not_disturb_good_ones(server):
    stop = threading.Event()

    def disturb():
        while not stop.is_set():
            with contextlib.suppress(OSError), Wire(server, "imaps", tls=True) as w:
                w.line()
                for answer in ("AAAA", "*", "!", "=" * 5000):
                    w.send(f"a AUTHENTICATE PLAIN\r\n{answer}\r\n")
                w.rest()

    hostile = [threading.Thread(target=disturb) for _ in range(4)]
    for t in hostile:
        t.start()
    try:
        for k in range(20):
            imap(server, k % 4 + 1).logout()
    finally:
        stop.set()
        for t in hostile:
            t.join()


# -- a login that is given up leaves a session that can log in

@pytest.mark.parametrize("service", ["submissions", "imaps", "pop3s"])
def test_a_login_given_up_can_be_tried_again(server, service):
    login = plain(server.address(1), server.password)
    with Wire(server, service, tls=True) as w:
        w.line()
        if service == "submissions":
            w.ask("EHLO client.example")
        tag = "a " if service == "imaps" else ""
        verb = "AUTHENTICATE" if service == "imaps" else "AUTH"
        w.send(f"{tag}{verb} PLAIN\r\n")
        assert re.match(rb"334|\+", w.line())
        w.send("*\r\n")
        assert re.match(rb"501|a BAD|-ERR", w.line())
        w.send(f"{tag}{verb} PLAIN\r\n")
        w.line()
        w.send(login + "\r\n")
        assert re.match(rb"235|a OK|\+OK", w.line())


# -- connections cut or half closed

def test_what_came_before_a_half_close_is_answered(server):
    for service, said, wanted in (("imap", b"a NOOP\r\nb LOGOUT\r\n", b"b OK"), ("imap", b"a CAPABILITY\r\n", b"a OK"),
                                  ("pop3", b"CAPA\r\nQUIT\r\n", b"+OK Bye"), ("smtp", b"EHLO client.example\r\nQUIT\r\n", b"221 ")):
        with Wire(server, service) as w:
            w.line()
            w.send(said)
            w.socket.shutdown(socket.SHUT_WR)
            assert wanted in w.rest(), service


def count(server, n):
    m = imap(server, n)
    found = int(m.select("INBOX", readonly=True)[1][0])
    m.logout()
    return found


def test_a_message_cut_anywhere_is_not_delivered(server):
    before = count(server, 3)
    head = f"EHLO client.example\r\nMAIL FROM:<a@other.example>\r\nRCPT TO:<{server.address(3)}>\r\n".encode()
    for way in (b"DATA\r\nSubject: cut\r\n\r\nbody\r\n.\r", b"BDAT 30 LAST\r\nSubject: cut\r\n\r\nbody of 3"):
        for end in range(len(way) - 20, len(way)):
            with Wire(server, "smtp") as w:
                w.send(head + way[:end])
                w.socket.shutdown(socket.SHUT_WR)
                w.rest()
    for end in range(0, 30, 3):  # TLS that ends in the middle of a chunk
        with Wire(server, "smtp") as w:
            w.reply()
            w.ask("EHLO client.example")
            w.ask("STARTTLS")
            w.start_tls(server)
            w.send(head + b"BDAT 30 LAST\r\n" + b"x" * end)
    assert count(server, 3) == before


# -- commands and addresses that are data and nothing else

NULS = {"smtp": b"MAIL FROM:<a@other.example\0>\r\n", "imap": b"a LOGIN a\0 b\r\n", "pop3": b"US\0ER x\r\n"}


@pytest.mark.parametrize("service", NULS)
def test_nul_in_a_command_is_refused(server, service):
    with Wire(server, service) as w:
        w.line()
        if service == "smtp":
            w.ask("EHLO client.example")
        w.send(NULS[service])
        assert re.match(rb"5\d\d |a (BAD|NO)|\* BAD|-ERR", w.line())


@pytest.mark.parametrize("local", ["|id", "`id`", '"; id"', '"$(id)"', '"../../etc/passwd"', "id>x", '"a\\"b"', "%n", "'or'1'='1", '"*)(uid=*"'])
def test_an_address_is_data(server, local):
    with Wire(server, "smtp") as w:
        w.reply()
        w.ask("EHLO client.example")
        w.ask("MAIL FROM:<a@other.example>")
        assert re.match(rb"550 5\.(1\.1|7\.1)|501 5\.1\.3", w.ask(f"RCPT TO:<{local}@test.example>"))


def test_no_line_break_comes_in_by_an_encoding(server):
    with Wire(server, "smtp") as w:
        w.reply()
        w.ask("EHLO client.example")
        assert w.ask("MAIL FROM:<a@other.example> ENVID=a+0D+0AX:+20y").startswith(b"501")
        assert w.ask("MAIL FROM:<a@other.example>").startswith(b"250")
        assert w.ask(f"RCPT TO:<{server.address(1)}> ORCPT=rfc822;a+0Ab").startswith(b"501")


def test_a_greeting_forges_no_header(server):
    for name in (b"\xc0\xaf", b"x(y", b"x;y", b"\xe2\x80\xaex", b"x\x07y"):
        with Wire(server, "smtp") as w:
            w.reply()
            w.send(b"EHLO " + name + b"\r\n")
            if not w.reply().startswith(b"250"):
                continue
            w.ask("MAIL FROM:<a@other.example>")
            w.ask(f"RCPT TO:<{server.address(2)}>")
            w.ask("DATA")
            assert w.ask("Subject: greeting\r\n\r\nx\r\n.").startswith(b"250")
    m = imap(server, 2)
    m.select("INBOX")
    numbers = m.search(None, "SUBJECT", "greeting")[1][0].decode().replace(" ", ",")
    for line in m.fetch(numbers, "(BODY.PEEK[HEADER.FIELDS (RECEIVED)])")[1]:
        if isinstance(line, tuple):
            assert re.match(rb"Received: from [!-'*-:<-~]+ \(\[127\.0\.0\.1\]\)\r\n", line[1]), line[1]
    m.logout()


NAMES = [b'"../../etc/passwd"', b'"a/../../b"', b'"."', b'"~/x"', b'"a\\\\b"', b'"&-"', b'"#news"', b'" a"']
NO_NAMES = [b'"a\x01b"', b'"a\x7f"', b'"&AAA-"', b'"&AAo-"', b'"&AIU-"', b'"&ICg-"', b'"&AGE-"', b'"&2AA-"', b'"\xc0\xaf"', b'"\xff"', b'"/a"', b'"a//b"',
            b'"a*"', b'""', b'"' + b"x" * 5000 + b'"', b'"' + b"a/" * 300 + b'a"']


def test_mailbox_names_are_data(server):
    files = {p.name for p in pathlib.Path(server.dir, "data").rglob("*")}
    with Wire(server, "imaps", tls=True) as w:
        w.line()
        w.tagged(f"LOGIN {server.address(4)} {server.password}")
        for name in NAMES:
            w.send(b"a CREATE " + name + b"\r\n")
            assert w.line().startswith(b"a OK"), name
            w.send(b"a APPEND " + name + b" {5+}\r\na: b\n\r\n")
            assert w.line().startswith(b"a OK"), name
        for name in NO_NAMES:
            w.send(b"a CREATE " + name + b"\r\n")
            assert re.match(rb"a (NO|BAD) ", w.line()), name
        listed = w.tagged('LIST "" *')
        for other in (f'"../{server.address(1)}/INBOX"', f'"user/{server.address(1)}"', '"/etc/passwd"'):
            assert w.tagged(f"SELECT {other}")[-1].startswith(b"a NO")
    assert b'* LIST (\\HasNoChildren) "/" ../../etc/passwd\r\n' in listed
    assert not [p for p in pathlib.Path(server.dir, "data").rglob("*") if p.name not in files and p.name in ("passwd", "b", "x", "etc")]


# -- hostile messages: taken or refused as a whole, and read again, in time

HEAD = b"From: <a@other.example>\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
HOSTILE = {
    "ten thousand multiparts deep": HEAD + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (i, i + 1) for i in range(10_000)),
    "ten thousand messages deep": HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 10_000,
    "a hundred thousand parts": MIXED + b"--b\r\n\r\nx\r\n" * 100_000 + b"--b--",
    "half a million fields": HEAD + b"X: y\r\n" * 500_000 + b"\r\nbody",
    "a field of ten megabytes": HEAD + b"Subject: " + b"x" * 10_000_000 + b"\r\n\r\nbody",
    "a million addresses": HEAD + b"To: " + b"a@b,\r\n " * 1_000_000 + b"c@d\r\n\r\nbody",
    "encoded words without end": HEAD + b"Subject: " + b"=?utf-8?q?" * 50_000 + b"\r\n" + b" =?utf-8?b?AAAA?=" * 50_000 + b"\r\n\r\nbody",
    "a hundred thousand parameters": HEAD + b"Content-Type: text/plain" + b"".join(b";\r\n name*%d*=x" % i for i in range(100_000)) + b"\r\n\r\nbody",
    "a text without spaces": HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n " + "ä".encode() * 3_000_000,
    "a needle's beginning without end": HEAD + b"\r\n" + b"needl" * 600_000,
    "overlong UTF-8": HEAD + b"Subject: \xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\xed\xa0\x80\r\n\r\n\xc0\xaf\xff",
}


def answer_to(w, line):
    """Octets of an IMAP answer, literals read whole, and its tagged line."""
    w.send(line.encode() + b"\r\n")
    size = 0
    while line := w.line():
        size += len(line)
        if literal := re.search(rb"\{(\d+)\}\r\n$", line):
            size += len(w.file.read(int(literal[1])))
        elif line.startswith(b"a "):
            return size, line
    raise AssertionError(line)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_read_in_time(server, name):
    raw = HOSTILE[name]
    assert deliver(server, raw)[:3] in (b"250", b"552", b"554")
    with Wire(server, "imaps", tls=True) as w:
        w.socket.settimeout(60)  # a second or less each; minutes where time is quadratic
        w.line()
        w.tagged(f"LOGIN {server.address(3)} {server.password}")
        w.tagged(f'CREATE "{name}"')
        w.send(f'a APPEND "{name}" {{{len(raw)}}}\r\n')
        assert w.line().startswith(b"+")
        w.send(raw + b"\r\n")
        assert w.line().startswith(b"a OK")
        w.tagged(f'SELECT "{name}"')
        for command in ("FETCH 1 (BODYSTRUCTURE ENVELOPE PREVIEW)", "FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT TO X)]", "FETCH 1 BODY.PEEK[1.1.1.MIME]",
                        "SORT (SUBJECT) UTF-8 ALL", "THREAD REFERENCES UTF-8 ALL", 'SEARCH TEXT "needle"', 'SEARCH HEADER TO "zz"'):
            size, tagged = answer_to(w, "a " + command)
            assert tagged.startswith(b"a OK") and size < len(raw) + 4_000_000, (command, tagged, size)
        w.send("a SEARCH CHARSET UTF-8 BODY {7}\r\n")
        assert w.line().startswith(b"+")
        assert answer_to(w, "nähnah")[1].startswith(b"a OK")
        w.send(b"a FETCH 1 BODY.PEEK[]\r\n")
        literal = int(re.search(rb"\{(\d+)\}\r\n$", w.line())[1])
        assert w.file.read(literal) == raw


# -- races

def test_appends_and_expunges_of_many_sessions_lose_and_double_nothing(server):
    m = imap(server, 1)
    m.create("Race")
    kept, dropped, failed = [], [], []

    def work(step, times):
        try:
            c = imap(server, 1)
            c.select("Race")
            for i in range(times):
                step(c, i)
            c.logout()
        except Exception as e:  # a thread's failure is the test's
            failed.append(e)

    def add(c, i):
        uids, word = ((kept, "keep"), (dropped, "drop"))[i % 2]
        uids.append(int(re.search(rb"APPENDUID \d+ (\d+)", c.append("Race", None, None, message(f"{word}-{i}"))[1][0])[1]))

    def remove(c, _):
        c.noop()
        found = c.uid("SEARCH", "SUBJECT", "drop")[1][0].decode().replace(" ", ",")
        if found:
            c.uid("STORE", found, "+FLAGS.SILENT", "(\\Deleted)")
            c.expunge()

    workers = [threading.Thread(target=work, args=(add, 24)) for _ in range(4)] + [threading.Thread(target=work, args=(remove, 12)) for _ in range(2)]
    for t in workers:
        t.start()
    for t in workers:
        t.join()
    assert not failed, failed
    assert len(set(kept + dropped)) == 96
    m.select("Race")
    left = {int(n) for n in m.uid("SEARCH", "ALL")[1][0].split()}
    assert set(kept) <= left <= set(kept + dropped)
    m.close()
    assert server.account(server.address(1))["used_bytes"] == sum_of_sizes(m)
    m.logout()


def sum_of_sizes(m):
    total = 0
    for line in m.list()[1]:
        name = line.split(b' "/" ')[1].decode()
        total += int(re.search(rb"SIZE (\d+)", m.status(name, "(SIZE)")[1][0])[1])
    return total


def test_the_same_message_comes_back_over_pop3_after_the_storm(server):
    raw = message("after-the-storm")
    submit(server, raw, to=(1,))
    p = pop(server, 1)
    got = b"\r\n".join(p.retr(p.stat()[0])[1]) + b"\r\n"
    p.quit()
    assert stored(got) == raw
