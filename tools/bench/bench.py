#!/usr/bin/env python3
"""Measures Postern and its peers on this machine, in turn, and prints the ratios.

    ./dev bench [ROW...] [--runs N] [--write]      --write puts the table into docs/reference/benchmarks.md
    ./dev bench --alone                            start-up and memory a connection, ours alone

Each piece of work is done once by both sides before it is measured, unless the row is about the first time, so that caches are warm and
worker processes are there. Then the sides take turns. Everything is durable on both sides unless the row says so. Needs root: the peers
start as root, and a control group tells their CPU time."""
import argparse
import json
import os
import pathlib
import platform
import shutil
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time

from rows import ALONE, ROWS, When

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MAILLOAD = ROOT / "build" / "release" / "mailload"
TICK = os.sysconf("SC_CLK_TCK")
FRESH = ("smtp", "imap-append")  # workloads that want a mailbox not used before
FILL = {"big": (100_000, 700), "ten": (10_000, 3000)}


class Target:
    """A started server: what its target.json says, and what it has used of the machine."""

    def __init__(self, folder):
        self.folder = folder
        self.t = json.loads((folder / "target.json").read_text())
        self.users = 0
        self.filled = set()

    def next_user(self):
        self.users += 1
        return self.users

    def pids(self):
        if self.t.get("cgroup"):
            return [int(p) for p in pathlib.Path(self.t["cgroup"], "cgroup.procs").read_text().split()]
        return self.t["pids"]

    def cpu(self):
        if self.t.get("cgroup"):
            stat = dict(line.split() for line in pathlib.Path(self.t["cgroup"], "cpu.stat").read_text().splitlines())
            return int(stat["usage_usec"]) / 1e6
        total = 0
        for pid in self.t["pids"]:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def memory(self):
        """(PSS, RSS) of all its processes, in KiB."""
        pss = rss = 0
        for pid in self.pids():
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                pss += int(line.split()[1]) if line.startswith("Pss:") else 0
                rss += int(line.split()[1]) if line.startswith("Rss:") else 0
        return pss, rss


def load(target, work, port, options):
    args = [MAILLOAD, work, "--host", target.t["host"], "--port", target.t[port], "--user", target.t["user"], "--pass", target.t["pass"]]
    for key, value in options.items():
        args += ["--" + key, value]
    before = target.cpu()
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True, timeout=900)
    if done.returncode or not done.stdout.strip():
        sys.exit(f"{work} against {target.t['name']}: {done.stderr.strip() or done.stdout.strip() or done.returncode}")
    result = json.loads(done.stdout.strip().splitlines()[-1])
    result["server_cpu_ms_per_op"] = (target.cpu() - before) * 1000 / max(result["ops"], 1)
    if result["errors"]:
        print(f"# {work} against {target.t['name']}: {result['errors']} errors: {result.get('first_error')}", file=sys.stderr)
    return result


def fill(target, mailbox, count, size, user=None):
    user = user or target.t["user"].replace("%d", "1")
    if (user, mailbox) in target.filled:
        return
    batch = 1000 if "MULTIAPPEND" in capabilities(target) else 1
    load(target, "imap-fill", "imap", dict(user=user, mailbox=mailbox, count=count, size=size, batch=batch, **{"literal-plus": 1}))
    target.filled.add((user, mailbox))


def capabilities(target):
    import imaplib

    m = imaplib.IMAP4(target.t["host"], target.t["imap"])
    m.login(target.t["user"] % 1, target.t["pass"])
    words = m.capability()[1][0].decode()
    m.logout()
    return words


def measure(target, row, when):
    options = dict(row.options)
    if row.mailbox:
        options["mailbox"] = prepare(target, row.mailbox, when)
    if row.work in FRESH and "users" not in options:
        options["user"] = target.t["user"].replace("%d", str(target.next_user()))
    if row.work == "smtp":
        options["wait-imap"] = target.t["imap"]
    ensure_inboxes(target, row.inboxes)
    return load(target, row.work, row.port, options)[row.figure]


def prepare(target, mailbox, when):
    """The mailbox's name, after what the row asks for has been done to it."""
    if when is When.DELIVERED:
        name = f"{mailbox}-{len(target.filled)}"
        fill(target, name, *FILL[mailbox])
        return name
    fill(target, mailbox, *FILL[mailbox])
    if when is When.RESTARTED:
        target.restart()
    return mailbox


def ensure_inboxes(target, users):
    for n in range(1, users + 1):
        fill(target, "INBOX", 1000, 3000, user=target.t["user"].replace("%d", str(n)))
        target.users = max(target.users, n)


def up(folder, *options):
    subprocess.run([ROOT / "dev", "up", "--dir", folder, *options], check=True, stdout=subprocess.DEVNULL)


def down(folder):
    subprocess.run([ROOT / "dev", "down", "--dir", folder], stdout=subprocess.DEVNULL)


class Ours(Target):
    OPTIONS = ("--accounts", "200", "--allow-cleartext", "--no-guard")

    def __init__(self, base):
        up(base / "postern", *self.OPTIONS)
        super().__init__(base / "postern")

    def restart(self):
        down(self.folder)
        up(self.folder, *self.OPTIONS)
        self.t = json.loads((self.folder / "target.json").read_text())


def start_peer(base, name, port):
    folder = base / name
    subprocess.run([HERE / "peer.sh", "start", name, folder], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "BASE_PORT": str(port)})
    return Target(folder)


def ratio(row, ours, theirs):
    return theirs / ours if row.less_is_better else ours / theirs


def compare(rows, runs, base):
    ours, peers, out = Ours(base), {}, []
    try:
        for row in rows:
            if row.peer not in peers:
                peers[row.peer] = start_peer(base, row.peer, 20000 + 500 * len(peers))
            measure(peers[row.peer], row, When.WARM)
            if row.when is When.WARM:
                measure(ours, row, When.WARM)
            a, b = [], []
            for _ in range(runs):  # in turn, so that a change of the machine hits both
                b.append(measure(peers[row.peer], row, When.WARM))
                a.append(measure(ours, row, row.when))
            mine, other = statistics.median(a), statistics.median(b)
            out.append((row, mine, other, ratio(row, mine, other), (min(a), max(a)), (min(b), max(b))))
            print(line(out[-1]), flush=True)
    finally:
        down(ours.folder)
        for peer in peers.values():
            subprocess.run([HERE / "peer.sh", "stop", peer.folder])
    return out


UNIT = {"ops_per_s": "/s", "visible_per_s": "/s", "server_cpu_ms_per_op": " ms", "p50_ms": " ms"}


def line(result):
    row, mine, other, r, _, _ = result
    return f"{row.title:58} {mine:10.2f}{UNIT[row.figure]:4} {other:10.2f}{UNIT[row.figure]:4} {r:7.2f}  (must {row.must:g}, aim {row.aim:g})  {verdict(row, r)}"


def answers(host, port, tls):
    """True once the server's own bytes come, not only the system's handshake."""
    try:
        with socket.create_connection((host, port), 5) as s:
            if tls:
                context = ssl.create_default_context()
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                s = context.wrap_socket(s)
            return bool(s.recv(1))
    except ConnectionError:
        return False


def start_time(ours):
    """Milliseconds from the program's start until every port has greeted."""
    serve = [*ours.t["cli"], "serve"]
    begin = time.monotonic()
    with open(ours.folder / "server.log", "ab") as log:
        ours.t["pids"] = [subprocess.Popen(serve, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/").pid]
    for key in ("smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s"):
        while not answers(ours.t["host"], ours.t[key], key.endswith("s") and key != "submission"):
            if time.monotonic() > begin + 60:
                sys.exit("the server does not come up")
            time.sleep(0.001)
    took = (time.monotonic() - begin) * 1000
    (ours.folder / "target.json").write_text(json.dumps(ours.t))
    return took


def end(ours, how):
    for pid in ours.t["pids"]:
        os.kill(pid, how)
        try:
            os.waitpid(pid, 0)
        except ChildProcessError:  # started by ./dev up
            while pathlib.Path(f"/proc/{pid}").exists():
                time.sleep(0.005)


def starts(base, runs):
    begin = time.monotonic()
    ours = Ours(base)
    yield "up", (time.monotonic() - begin) * 1000
    times = []
    for _ in range(runs):
        end(ours, signal.SIGTERM)
        times.append(start_time(ours))
    yield "start", statistics.median(times)
    times = []
    for _ in range(runs):
        load(ours, "smtp", "smtp", dict(conns=20, count=2000, size=5000, reuse=1))
        end(ours, signal.SIGKILL)
        times.append(start_time(ours))
    yield "start-crash", statistics.median(times)
    end(ours, signal.SIGTERM)


def idle(base):
    """Memory of idle connections and how fast they open."""
    ours = Ours(base)
    time.sleep(1)
    yield "idle-server", ours.memory()[1] / 1024
    for name, port, tls in (("plain", "imap", "none"), ("tls", "imaps", "implicit")):
        before = ours.memory()[0]
        args = [MAILLOAD, "imap-idle", "--host", ours.t["host"], "--port", ours.t[port], "--user", ours.t["user"], "--pass", ours.t["pass"],
                "--conns", 10_000, "--users", 100, "--hold", 6, "--tls", tls]
        process = subprocess.Popen([str(a) for a in args], stdout=subprocess.PIPE, text=True)
        opened = int(process.stdout.readline().split()[1])
        time.sleep(2)
        yield "idle-" + name, (ours.memory()[0] - before) / opened
        yield "opened-" + name, json.loads(process.stdout.readline())["ops_per_s"]
        process.wait()
    down(ours.folder)


def verdict(row, value):
    """For a figure alone as for a ratio."""
    reached = (lambda bound: value >= bound) if getattr(row, "more_is_better", True) else (lambda bound: value <= bound)
    return "aim" if reached(row.aim) else "must" if reached(row.must) else "MISSED"


def alone(base, runs):
    by_key = {row.key: row for row in ALONE}
    out = []
    for figures in (starts(base / "starts", runs), idle(base / "idle")):
        for key, value in figures:
            row = by_key[key]
            out.append((row, value))
            print(f"{row.title:58} {value:10.1f}  (must {row.must:g}, aim {row.aim:g})  {verdict(row, value)}", flush=True)
    return out


def machine():
    model = next((x.split(":")[1].strip() for x in open("/proc/cpuinfo") if x.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} cores, {model}, Linux {platform.release()}"


def page(results, figures, runs):
    out = ["# Benchmarks", "", "Made by `./dev bench --write`. Ratios are ours to theirs (theirs to ours where less is better), each the median of",
           f"{runs} runs made in turn on one machine ({machine()}), client and servers sharing it. Rates of other machines differ; ratios carry over.", "",
           "| work | Postern | peer | ratio | must / aim | peer is |", "| --- | --- | --- | --- | --- | --- |"]
    for row, mine, other, r, (a0, a1), (b0, b1) in results:
        unit = UNIT[row.figure]
        mark = " (missed)" if verdict(row, r) == "MISSED" else ""
        out.append(f"| {row.title} | {mine:.4g}{unit} ({a0:.4g} to {a1:.4g}) | {other:.4g}{unit} ({b0:.4g} to {b1:.4g}) | **{r:.2f}**{mark} | {row.must:g} / {row.aim:g} | {row.peer} |")
    out += ["", "| Postern alone | figure | must / aim |", "| --- | --- | --- |"]
    for row, value in figures:
        mark = " (missed)" if verdict(row, value) == "MISSED" else ""
        out.append(f"| {row.title} | {value:.4g}{mark} | {row.must:g} / {row.aim:g} |")
    return "\n".join(out) + "\n"


def main():
    p = argparse.ArgumentParser(prog="./dev bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("row", nargs="*", help="rows by key; none: all")
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--write", action="store_true")
    p.add_argument("--alone", action="store_true")
    p.add_argument("--list", action="store_true")
    a = p.parse_args()
    if a.list:
        print("\n".join(f"{r.key:22} {r.title}" for r in ROWS))
        return
    if unknown := set(a.row) - {r.key for r in ROWS}:
        sys.exit("no such row: " + ", ".join(sorted(unknown)))
    base = pathlib.Path(tempfile.mkdtemp(prefix="bench.", dir=os.environ.get("BENCH_DIR", "/var/tmp")))
    base.chmod(0o755)
    try:
        rows = [r for r in ROWS if not a.row or r.key in a.row]
        results = [] if a.alone else compare(rows, a.runs, base)
        figures = alone(base, a.runs) if a.alone or a.write else []
        if a.write:
            (ROOT / "docs" / "reference" / "benchmarks.md").write_text(page(results, figures, a.runs))
    finally:
        shutil.rmtree(base, ignore_errors=True)


main()
