"""SMTP against a whole server: what depends on more than the session."""
import threading

from wire import Wire

WORDS = {b"PIPELINING", b"SIZE", b"8BITMIME", b"BINARYMIME", b"CHUNKING", b"SMTPUTF8", b"ENHANCEDSTATUSCODES", b"DSN", b"LIMITS", b"DELIVERBY",
         b"MT-PRIORITY"}


def offered(server, service, tls):
    with Wire(server, service, tls=tls) as w:
        assert w.reply().startswith(b"220 ")
        lines = w.ask("EHLO client.example").splitlines()[1:]
        return {line[4:].split()[0]: line[4:] for line in lines}


def test_each_port_offers_what_belongs_to_it(server):
    for service, tls, more in (("smtp", False, {b"STARTTLS"}), ("submission", False, {b"STARTTLS", b"FUTURERELEASE"}),
                               ("submissions", True, {b"AUTH", b"FUTURERELEASE", b"REQUIRETLS"})):
        assert set(offered(server, service, tls)) == WORDS | more, service
    assert offered(server, "submissions", True)[b"AUTH"] == b"AUTH PLAIN LOGIN"
    assert offered(server, "smtp", False)[b"SIZE"] == b"SIZE 52428800"


# RFC 5321 §3.8
def test_open_sessions_are_told_when_the_server_stops(server):
    sessions = [Wire(server, "smtp") for _ in range(2)]
    for w in sessions:
        w.reply()
        w.ask("EHLO client.example")
    for command in ("MAIL FROM:<a@other.example>", f"RCPT TO:<{server.address(1)}>", "DATA"):
        assert sessions[1].ask(command)[:1] in b"23"
    sessions[1].send("Subject: never ends\r\n")
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    assert sessions[0].reply() == b"421 4.3.2 Service shutting down\r\n"
    assert sessions[1].reply() == b"421 4.3.2 Service shutting down\r\n"
    for w in sessions:
        assert w.rest() == b""
        w.close()
    stopping.join()
    server.start()
