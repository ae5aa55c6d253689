#!/usr/bin/env python3
"""Measures Postern and its peers on this machine, in turn, and prints the ratios.

    ./dev bench [ROW...] [--runs N] [--write]      --write puts what was measured into docs/reference/benchmarks.md
    ./dev bench --alone                            ours alone: all that no peer is measured for
    ./dev bench web lighthouse --write             groups of those: the pages

Each piece of work is done once by both sides before it is measured, unless the row is about the first time, so that caches are warm and
worker processes are there. Then the sides take turns. Everything is durable on both sides unless the row says so. Needs root: the peers
start as root, and a control group tells their CPU time."""
import argparse
import itertools
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile

import through_queue
from alone import GROUPS
from rows import ALONE, ROWS, When
from servers import HERE, ROOT, Ours, Target, load

FRESH = ("smtp", "imap-append")  # workloads that want a mailbox not used before
FILL = {"big": (100_000, 700), "ten": (10_000, 3000)}


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
    if through_queue.is_about(row):
        return through_queue.measure(target, **row.options)
    options = dict(row.options)
    if row.mailbox:
        options["mailbox"] = prepare(target, row.mailbox, when)
    if row.work in FRESH and "users" not in options:
        options["user"] = target.t["user"].replace("%d", str(target.next_user()))
    if row.work == "smtp":
        options["wait-imap"] = target.t["imap"]
    ensure_inboxes(target, row.inboxes)
    return load(target, row.work, row.port, options)


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


class Peers:
    """Started when first asked for, stopped at the end of a `with`."""

    def __init__(self, base):
        self.base, self.started = base, {}

    def __getitem__(self, name):
        if name not in self.started:
            folder, port = self.base / name, 20000 + 500 * len(self.started)
            tunables = {"BASE_PORT": str(port), **through_queue.TUNABLES}
            subprocess.run([HERE / "peer.sh", "start", name, folder], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **tunables})
            self.started[name] = Target(folder)
        return self.started[name]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for peer in self.started.values():
            subprocess.run([HERE / "peer.sh", "stop", peer.folder])


def ratio(row, ours, theirs):
    return theirs / ours if row.less_is_better else ours / theirs


def runs_of(row, ours, peer, runs):
    """What ours and theirs did, in turn, so that a change of the machine hits both."""
    if row.when is not When.COLD:
        measure(peer, row, When.WARM)
    if row.when is When.WARM:
        measure(ours, row, When.WARM)
    pairs = []
    for _ in range(1 if row.when is When.COLD else runs):
        theirs = measure(peer, row, When.WARM)
        pairs.append((measure(ours, row, row.when), theirs))
    return zip(*pairs)


def compare(rows, runs, base, our_server):
    """Rows that stand together and are about the same piece of work take their figures from the same runs."""
    out = []
    with our_server(base) as ours, Peers(base) as peers:
        for _, group in itertools.groupby(rows, key=lambda row: row.piece()):
            group = list(group)
            mine, theirs = runs_of(group[0], ours, peers[group[0].peer], runs)
            for row in group:
                a, b = [run[row.figure] for run in mine], [run[row.figure] for run in theirs]
                m, t = statistics.median(a), statistics.median(b)
                out.append((row, m, t, ratio(row, m, t), (min(a), max(a)), (min(b), max(b))))
                print(line(out[-1]), flush=True)
    return out


UNIT = {"ops_per_s": "/s", "visible_per_s": "/s", "delivered_per_s": "/s", "server_cpu_ms_per_op": " ms", "p50_ms": " ms"}


def line(result):
    row, mine, other, r, _, _ = result
    return f"{row.title:58} {mine:10.2f}{UNIT[row.figure]:4} {other:10.2f}{UNIT[row.figure]:4} {r:7.2f}  (must {row.must:g}, aim {row.aim:g})  {verdict(row, r)}"


def verdict(row, value):
    """For a figure alone as for a ratio."""
    reached = (lambda bound: value >= bound) if getattr(row, "more_is_better", True) else (lambda bound: value <= bound)
    return "aim" if reached(row.aim) else "must" if reached(row.must) else "MISSED"


def alone(keys, base, runs):
    """The groups that have one of the keys, each as a whole."""
    by_key = {row.key: row for row in ALONE}
    out = []
    for group in dict.fromkeys(by_key[key].group for key in keys):
        (base / group).mkdir()
        for key, value in GROUPS[group](base / group, runs):
            row = by_key[key]
            out.append((row, value))
            print(f"{row.title:70} {value:12.1f}  (must {row.must:g}, aim {row.aim:g})  {verdict(row, value)}", flush=True)
    return out


def machine():
    model = next((x.split(":")[1].strip() for x in open("/proc/cpuinfo") if x.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} cores, {model}, Linux {platform.release()}"


PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def known():
    """What the page says of each row by now."""
    lines = PAGE.read_text().splitlines() if PAGE.exists() else []
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines if line.startswith("| ")}


def page(results, figures, runs):
    lines = known()
    for row, mine, other, r, (a0, a1), (b0, b1) in results:
        unit = UNIT[row.figure]
        mark = " (missed)" if verdict(row, r) == "MISSED" else ""
        lines[row.title] = (f"| {row.title} | {mine:.4g}{unit} ({a0:.4g} to {a1:.4g}) | {other:.4g}{unit} ({b0:.4g} to {b1:.4g}) | "
                            f"**{r:.2f}**{mark} | {row.must:g} / {row.aim:g} | {row.peer} |")
    for row, value in figures:
        mark = " (missed)" if verdict(row, value) == "MISSED" else ""
        lines[row.title] = f"| {row.title} | {value:.4g}{mark} | {row.must:g} / {row.aim:g} |"
    out = ["# Benchmarks", "", "Made by `./dev bench --write`. Ratios are ours to theirs (theirs to ours where less is better), each the median of",
           f"{runs} runs made in turn on one machine ({machine()}), client and servers sharing it; of the rows about the queue there is one",
           "run. Rates of other machines differ; ratios carry over.",
           "Where a must is missed: [benchmark-profiles.md](../benchmark-profiles.md) says why, and what the next step is.", "",
           "| work | Postern | peer | ratio | must / aim | peer is |", "| --- | --- | --- | --- | --- | --- |",
           *(lines[row.title] for row in ROWS if row.title in lines), "", "| Postern alone | figure | must / aim |", "| --- | --- | --- |",
           *(lines[row.title] for row in ALONE if row.title in lines)]
    return "\n".join(out) + "\n"


def main():
    p = argparse.ArgumentParser(prog="./dev bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("row", nargs="*", help="rows by key, or groups of them; none: all")
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--write", action="store_true")
    p.add_argument("--alone", action="store_true")
    p.add_argument("--check", action="store_true", help="fail where a must is missed")
    p.add_argument("--list", action="store_true")
    a = p.parse_args()
    if a.list:
        print("\n".join(f"{r.key:26} {r.title}" for r in [*ROWS, *ALONE]))
        return
    if unknown := set(a.row) - {r.key for r in [*ROWS, *ALONE]} - set(GROUPS):
        sys.exit("no such row: " + ", ".join(sorted(unknown)))
    base = pathlib.Path(tempfile.mkdtemp(prefix="bench.", dir=os.environ.get("BENCH_DIR", "/var/tmp")))
    base.chmod(0o755)
    try:
        rows = [r for r in ROWS if r.key in a.row or (not a.row and not a.alone)]
        keys = [r.key for r in ALONE if {r.key, r.group} & set(a.row) or (not a.row and (a.alone or a.write))]
        results = []
        for our_server in (Ours, through_queue.relaying):
            if here := [row for row in rows if through_queue.is_about(row) == (our_server is not Ours)]:
                world = base / our_server.__name__
                world.mkdir()
                results += compare(here, a.runs, world, our_server)
        figures = alone(keys, base, a.runs)
        if a.write:
            PAGE.write_text(page(results, figures, a.runs))
    finally:
        shutil.rmtree(base, ignore_errors=True)
    missed = [row.key for row, value in [*((r[0], r[3]) for r in results), *figures] if verdict(row, value) == "MISSED"]
    if a.check and missed:
        sys.exit("missed: " + ", ".join(missed))


main()
