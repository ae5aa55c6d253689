"""How soon the API answers fifty who are at work at once, and how soon whoever follows a log sees a new line of it."""
import concurrent.futures
import http.client
import json
import socket
import ssl
import statistics
import sys
import time
import urllib.parse

from servers import AS_OFTEN_AS_LIKED, Ours

ACCOUNTS = 10_000
SESSIONS = 50
ASKS = 40  # of each session
PAUSE = 0.25  # seconds between an answer and the next question
LINES = 50

# What the pages of lists ask for.
READS = ("/accounts?limit=100", "/domains", "/queue?limit=100", "/queue/domains", "/connections?limit=100", "/ids/blocks?limit=100", "/quarantine",
         "/administrators", "/certificates", "/server")


class Session:
    """A kept connection in an administrator's name."""

    def __init__(self, ours):
        url = urllib.parse.urlsplit(ours.t["api"])
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.http = http.client.HTTPSConnection(url.hostname, url.port, timeout=30, context=context)
        self.headers = {"Authorization": f"Bearer {ours.t['admin_token']}"}

    def ask(self, method, path, body=None):
        """Milliseconds until the whole answer is here."""
        begin = time.monotonic()
        self.http.request(method, f"/api/v1{path}", body and json.dumps(body), {**self.headers, **({"Content-Type": "application/json"} if body else {})})
        answer = self.http.getresponse()
        said = answer.read()
        took = (time.monotonic() - begin) * 1000
        if answer.status >= 300:
            sys.exit(f"{method} {path}: {answer.status} {said[:300]!r}")
        return took


def ninety_fifth(figures):
    return statistics.quantiles(figures, n=100)[94]


def at_work(ours, question):
    """The times of all sessions together. `question(n, i)`: method, path and body of the nth session's ith."""
    def one(n):
        session, out = Session(ours), []
        session.ask("GET", "/server")  # the handshake is no part of an answer
        time.sleep(PAUSE * n / SESSIONS)
        for i in range(ASKS):
            out.append(session.ask(*question(n, i)))
            time.sleep(PAUSE)
        return out

    with concurrent.futures.ThreadPoolExecutor(SESSIONS) as pool:
        return [took for times in pool.map(one, range(SESSIONS)) for took in times]


def account(ours, n):
    return urllib.parse.quote(ours.t["user"] % (n + 1))


def live_lines(ours):
    """From a connection to its line in the log that is followed."""
    session = Session(ours)
    session.http.request("GET", "/api/v1/logs/stream", headers={**session.headers, "Accept": "text/event-stream"})
    stream = session.http.getresponse()
    if stream.status != 200:
        sys.exit(f"logs: {stream.status}")
    for _ in range(LINES):
        begin = time.monotonic()
        with socket.create_connection((ours.t["host"], ours.t["imap"]), 5) as client:
            mine = f" port={client.getsockname()[1]} ".encode()
            while mine not in stream.readline():
                if time.monotonic() - begin > 30:
                    sys.exit("no line of the log came")
            yield (time.monotonic() - begin) * 1000


def answers(base, _):
    with Ours(base, ACCOUNTS, *AS_OFTEN_AS_LIKED) as ours:
        yield "api-read", ninety_fifth(at_work(ours, lambda n, i: ("GET", READS[(n + i) % len(READS)])))
        yield "api-write", ninety_fifth(at_work(ours, lambda n, i: ("PATCH", f"/accounts/{account(ours, n)}", {"display_name": f"Number {i}"})))
        yield "api-live", ninety_fifth(list(live_lines(ours)))
