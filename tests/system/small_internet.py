"""A server whose mail goes out into an internet on loopback that breaks as tests want it: one domain and one address a peer."""
import contextlib
import itertools
import time

from bad_resolver import BadResolver
from conftest import NO_GUARD, Server
from ledger import Ledger
from peers import Peer
from ports import free_port
from zones import Zones

PLACES = 120  # domains d1.test to d120.test, each with a host of its own
LAST = PLACES  # where what is said of bogus.test leads to, which was never signed


def address(n):
    return f"127.0.1.{n}"


def domain(n):
    return f"d{n}.test"


ROWS = "".join(f"d{n} IN MX 10 mx{n}\nmx{n} IN A {address(n)}\n" for n in range(1, PLACES + 1))
WAITS = {"queue.first_retry": "1s", "queue.longest_retry": "1s", "smtp_client.connect_timeout": "3s", "smtp_client.command_timeout": "3s",
         "smtp_client.block_timeout": "3s", "smtp_client.end_timeout": "3s", "dns.patience": "2s", "delivery.inside": "true",
         "delivery.keep_connection": "1s", "logs.smtp_in": "exceptions"}


def until(holds, what, patience=60):
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, what() if callable(what) else what
        time.sleep(0.05)


class World:
    """`kind`: of the server, for tests that want it on a disk of its own. `guard`: see conftest. `zones`: more of them, and `rows` of test."""

    def __init__(self, kind=Server, accounts=5, guard=NO_GUARD, zones=None, rows="", **settings):
        self.besides = contextlib.ExitStack()
        self.port = free_port(*(address(n) for n in range(1, PLACES + 1)))
        self.zones = self.besides.enter_context(Zones({**(zones or {}), "test.": ROWS + rows, "bogus.test.": f"@ IN MX 10 mx\nmx IN A 127.0.0.{LAST}\n"},
                                                      signed=["bogus.test."], broken=["bogus.test."]))
        self.resolver = self.besides.enter_context(BadResolver(self.zones))
        options = itertools.chain.from_iterable(("--set", f"{key}={value}") for key, value in {**WAITS, "throttle.account_hourly": 0, **settings, "delivery.port": self.port}.items())
        self.server = kind(*guard, "--resolver", f"{self.resolver.host}:{self.resolver.port}", "--trust-anchor", self.zones.anchor, *options,
                           accounts=accounts)
        self.free = iter(range(1, LAST))

    def peer(self, answers=None, place=None, **how):
        """A next server, and the domain whose mail it takes."""
        n = place or next(self.free)
        peer = self.besides.enter_context(Peer(address(n), self.port, answers, **how))
        peer.domain, peer.place = domain(n), n
        return peer

    def nobody(self):
        """A domain whose host refuses connections."""
        return domain(next(self.free))

    def ledger(self, *peers, **who):
        return Ledger(self.server, peers, **who)

    def settled(self, ledger, patience=60):
        until(lambda: not ledger.waiting(), ledger.waiting, patience)

    def again(self):
        self.server.kill()
        self.server.start()

    def close(self):
        self.server.end()
        self.besides.close()
