#!/usr/bin/env python3
"""Measures Postern and its peers on this machine, in turn, and prints the ratios.

    ./dev bench [ROW...] [--runs N] [--write]      --write puts the table into docs/reference/benchmarks.md
    ./dev bench --idle                             memory a connection and start-up, ours alone

Needs root: the peers start as root and a control group each tells their CPU time. Everything is durable on both sides unless the row says so."""
import argparse
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from rows import ROWS

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
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
    args = [HERE / "build" / "mailload", work, "--host", target.t["host"], "--port", target.t[port], "--user", target.t["user"], "--pass", target.t["pass"]]
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


def fill(target, name):
    if name in target.filled:
        return
    count, size = FILL[name]
    batch = 1000 if "MULTIAPPEND" in capabilities(target) else 1
    load(target, "imap-fill", "imap", dict(mailbox=name, count=count, size=size, batch=batch, **{"literal-plus": 1}))
    target.filled.add(name)


def capabilities(target):
    import imaplib

    m = imaplib.IMAP4(target.t["host"], target.t["imap"])
    m.login(target.t["user"] % 1, target.t["pass"])
    words = m.capability()[1][0].decode()
    m.logout()
    return words


def measure(target, row):
    options = dict(row.options)
    if row.mailbox:
        fill(target, row.mailbox)
        options["mailbox"] = row.mailbox
    if row.work in FRESH and "users" not in options:
        options["user"] = target.t["user"].replace("%d", str(target.next_user()))
    if row.work == "smtp":
        options["wait-imap"] = target.t["imap"]
    if row.work in ("imap-store", "pop3", "imap-login"):  # a thousand messages to work on
        ensure_inbox(target, range(1, options.get("users", 1) + 1))
    return load(target, row.work, row.port, options)[row.figure]


def ensure_inbox(target, users, count=1000):
    for n in users:
        if ("inbox", n) not in target.filled:
            batch = 250 if "MULTIAPPEND" in capabilities(target) else 1
            load(target, "imap-fill", "imap",
                 dict(user=target.t["user"].replace("%d", str(n)), count=count, size=3000, batch=batch, **{"literal-plus": 1}))
            target.filled.add(("inbox", n))
            target.users = max(target.users, n)


def start_ours(base, options=()):
    folder = base / "postern"
    subprocess.run([ROOT / "dev", "up", "--dir", folder, "--accounts", "200", "--allow-cleartext", "--no-guard", *options], check=True,
                   stdout=subprocess.DEVNULL)
    return Target(folder)


def start_peer(base, name, port):
    folder = base / name
    subprocess.run([HERE / "peer.sh", "start", name, folder], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "BASE_PORT": str(port)})
    return Target(folder)


def ratio(row, ours, theirs):
    return theirs / ours if row.less_is_better else ours / theirs


def compare(rows, runs, base):
    ours, peers, out = start_ours(base), {}, []
    try:
        for row in rows:
            if row.peer not in peers:
                peers[row.peer] = start_peer(base, row.peer, 20000 + 500 * len(peers))
            a, b = [], []
            for _ in range(runs):  # in turn, so that a change of the machine hits both
                b.append(measure(peers[row.peer], row))
                a.append(measure(ours, row))
            mine, other = statistics.median(a), statistics.median(b)
            out.append((row, mine, other, ratio(row, mine, other), (min(a), max(a)), (min(b), max(b))))
            print(line(out[-1]), flush=True)
    finally:
        subprocess.run([ROOT / "dev", "down", "--dir", ours.folder], stdout=subprocess.DEVNULL)
        for peer in peers.values():
            subprocess.run([HERE / "peer.sh", "stop", peer.folder])
    return out


UNIT = {"ops_per_s": "/s", "visible_per_s": "/s", "server_cpu_ms_per_op": " ms", "p50_ms": " ms"}


def line(result):
    row, mine, other, r, _, _ = result
    verdict = "aim" if r >= row.aim else "must" if r >= row.must else "MISSED"
    return f"{row.title:58} {mine:10.2f}{UNIT[row.figure]:4} {other:10.2f}{UNIT[row.figure]:4} {r:7.2f}  (must {row.must:g}, aim {row.aim:g})  {verdict}"


def idle(base):
    """Memory of idle connections, how fast they open, start-up and the idle server, ours alone."""
    out = {}
    begin = time.time()
    ours = start_ours(base)
    out["start, with ./dev up, ms"] = round((time.time() - begin) * 1000)
    out["idle server, RSS MiB"] = round(ours.memory()[1] / 1024, 1)
    for name, port, tls, count in (("plain", "imap", "none", 10_000), ("TLS", "imaps", "implicit", 10_000)):
        before = ours.memory()[0]
        args = [HERE / "build" / "mailload", "imap-idle", "--host", ours.t["host"], "--port", ours.t[port], "--user", ours.t["user"], "--pass",
                ours.t["pass"], "--conns", count, "--users", 100, "--hold", 6, "--tls", tls]
        process = subprocess.Popen([str(a) for a in args], stdout=subprocess.PIPE, text=True)
        ready = process.stdout.readline().split()
        time.sleep(2)
        opened = int(ready[1])
        out[f"idle IMAP connection, {name}, PSS KiB"] = round((ours.memory()[0] - before) / opened, 2)
        rest = json.loads(process.stdout.readline())
        out[f"idle IMAP connections opened, {name}, /s"] = round(rest["ops_per_s"])
        process.wait()
    subprocess.run([ROOT / "dev", "down", "--dir", ours.folder], stdout=subprocess.DEVNULL)
    return out


def machine():
    model = next((x.split(":")[1].strip() for x in open("/proc/cpuinfo") if x.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} cores, {model}, Linux {platform.release()}"


def page(results, memory, runs):
    out = ["# Benchmarks", "", "Made by `./dev bench --write`. Ratios are ours to theirs (theirs to ours where less is better), each the median of",
           f"{runs} runs made in turn on one machine ({machine()}), client and servers sharing it. Rates of other machines differ; ratios carry over.", "",
           "| work | Postern | peer | ratio | must / aim | peer is |", "| --- | --- | --- | --- | --- | --- |"]
    for row, mine, other, r, (a0, a1), (b0, b1) in results:
        unit = UNIT[row.figure]
        mark = "" if r >= row.must else " (missed)"
        out.append(f"| {row.title} | {mine:.4g}{unit} ({a0:.4g} to {a1:.4g}) | {other:.4g}{unit} ({b0:.4g} to {b1:.4g}) | **{r:.2f}**{mark} | {row.must:g} / {row.aim:g} | {row.peer} |")
    out += ["", "| Postern alone | figure |", "| --- | --- |"] + [f"| {k} | {v} |" for k, v in memory.items()]
    return "\n".join(out) + "\n"


def main():
    p = argparse.ArgumentParser(prog="./dev bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("row", nargs="*", help="rows by key; none: all")
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--write", action="store_true")
    p.add_argument("--idle", action="store_true")
    p.add_argument("--list", action="store_true")
    a = p.parse_args()
    if a.list:
        sys.exit("\n".join(f"{r.key:20} {r.title}" for r in ROWS))
    base = pathlib.Path(tempfile.mkdtemp(prefix="bench.", dir=os.environ.get("BENCH_DIR", "/var/tmp")))
    base.chmod(0o755)
    try:
        rows = [r for r in ROWS if not a.row or r.key in a.row]
        results = [] if a.idle else compare(rows, a.runs, base)
        memory = idle(base / "idle") if a.idle or a.write else {}
        for key, value in memory.items():
            print(f"{key:50} {value}")
        if a.write:
            (ROOT / "docs" / "reference" / "benchmarks.md").write_text(page(results, memory, a.runs))
    finally:
        shutil.rmtree(base, ignore_errors=True)


main()
