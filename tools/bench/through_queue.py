"""Mail through the queue to many domains elsewhere: names from a name server of the bench, and one sink that all of them lead to.

The clock runs from the first message offered until the last one has reached the sink, so taking in, keeping and sending on count together,
as they do on a server that relays."""
import contextlib
import json
import signal
import subprocess
import sys
import time

from servers import MAILLOAD, ROOT, Ours, down, load, told

sys.path.insert(0, str(ROOT / "tests" / "system"))
from zones import Zones  # noqa: E402

DOMAINS = 1000
SERVERS = 100  # that these domains are spread over
PATIENCE = 1800  # seconds
ACCOUNTS = 20
SINK = 20993  # port
HANGING, LIVE = "127.2.0.1", "127.4.0.1"  # where servers hang, and where they are always there
TUNABLES = {"RESOLVER": "127.0.53.1", "SINK_PORT": str(SINK)}  # of the peer
OURS = ("throttle.account_hourly=0", "delivery.inside=true")


def is_about(row):
    return row.work == "queue"


class Names(Zones):
    """d1 to d1000.sink.test, of which the first ones may hang, and all of live.test, at the port that resolv.conf means."""

    def __init__(self, hanging=0):
        rows = [f"mx{n} IN A 127.1.0.{n}" for n in range(1, SERVERS + 1)]
        rows += [f"d{n} IN MX 10 mx{n % SERVERS + 1}" for n in range(hanging + 1, DOMAINS + 1)]
        rows += [f"hanging IN A {HANGING}"] + [f"d{n} IN MX 10 hanging" for n in range(1, hanging + 1)]
        live = [f"mx IN A {LIVE}", "* IN MX 10 mx"]
        super().__init__({"sink.test.": "\n".join(rows) + "\n", "live.test.": "\n".join(live) + "\n"},
                         host=TUNABLES["RESOLVER"], port=53)

    def config(self, files):
        return super().config(files).replace("server:\n", "server:\n  rrl-ratelimit: 0\n", 1)


class Sink:
    """Servers elsewhere. `figures()` once `count` different messages have come."""

    def __init__(self, count, host="0.0.0.0", hangs=0):
        options = {"host": host, "port": SINK, "count": count, "hangs": hangs}
        words = [str(word) for name, value in options.items() for word in ("--" + name, value)]
        self.process = subprocess.Popen([MAILLOAD, "sink", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "READY\n":
            sys.exit("the sink does not start")

    def figures(self):
        def out_of_patience(*_):
            raise TimeoutError("mail does not arrive")

        signal.signal(signal.SIGALRM, out_of_patience)
        signal.alarm(PATIENCE)
        try:
            return json.loads(self.process.stdout.readline())
        finally:
            signal.alarm(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)


def measure(target, count, size=5000, conns=20):
    """Rate and CPU of `count` messages from the client to the sink."""
    with Sink(count) as sink:
        cpu, begin = target.cpu(), time.monotonic()
        feed(target, count, size, conns)
        fed = time.monotonic() - begin
        arrived = sink.figures()
        took = time.monotonic() - begin
        used = target.cpu() - cpu
    if arrived["messages"] != count:
        sys.exit(f"{target.t['name']}: {arrived['messages'] - count} messages came twice")
    return {"delivered_per_s": count / took, "server_cpu_ms_per_op": used * 1000 / count, "taken_per_s": count / fed, **arrived}


def feed(target, count, size=5000, conns=20, zone="sink.test"):
    login = 0 if target.t["name"] == "postfix-relay" else 1  # it takes mail of its own network
    options = dict(conns=conns, count=count, size=size, reuse=1, domains=DOMAINS, zone=zone, login=login, users=ACCOUNTS)
    return load(target, "smtp", "submission" if login else "smtp", options)


@contextlib.contextmanager
def relaying(base, *options):
    """Our server that sends to the sink."""
    with Names() as names, relay(base, names, *options) as ours:
        yield ours


def relay(base, names, *options, accounts=ACCOUNTS, more=()):
    sets = [word for option in (*OURS, f"delivery.port={SINK}", *options) for word in ("--set", option)]
    return Ours(base, accounts, "--resolver", f"{names.host}:{names.port}", *sets, *more)


def hanging(base, _):
    """What a hundredth of the domains that hang cost the others: the others' mail in both runs."""
    count = 20_000
    rates = []
    for slow in (0, DOMAINS // 100):
        folder = base / str(slow)
        folder.mkdir()
        for_others = sum(n % DOMAINS >= slow for n in range(count))
        with Names(slow) as names, relay(folder, names) as ours, Sink(1, HANGING, hangs=1), Sink(for_others) as sink:
            begin = time.monotonic()
            feed(ours, count)
            sink.figures()
            rates.append(for_others / (time.monotonic() - begin))
    yield "queue-hanging", rates[1] / rates[0]


def million(base, _):
    """So many that wait for servers that are not there; then one of them comes up."""
    count = 1_000_000
    with relaying(base, "queue.first_retry=1h") as ours:
        empty = ours.memory()[0]
        feed(ours, count, size=600)
        yield "queue-million", (ours.memory()[0] - empty) / 1024
        down(ours.folder)
        begin = time.monotonic()
        ours.restart()
        yield "queue-million-start", (time.monotonic() - begin) * 1000
        yield "queue-million-memory", ours.memory()[0] / 1024
        took, shown = told(ours, "queue", "list", "--limit", "1000")
        if len(shown) != 1000:
            sys.exit("the queue does not hold what was put into it")
        yield "queue-million-list", took
        new = 5000
        with Sink(new, LIVE) as sink:
            begin = time.monotonic()
            feed(ours, new, zone="live.test")
            sink.figures()
            yield "queue-million-new", new / (time.monotonic() - begin)
