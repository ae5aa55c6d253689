"""What we say of SPF, and what pyspf says, over cases made by chance: alike, or in `DIFFERENCES` with the RFC's words."""
import collections
import concurrent.futures
import json
import os
import subprocess

import dns.resolver
import pytest
import spf

import spf_cases
from conftest import BUILD, ROOT
from zones import Zones

PROGRAM = ROOT / "build" / BUILD / "postern"
COUNT, SEED = 320, 7208
RESULTS = {"pass", "fail", "softfail", "neutral", "permerror"}  # what no case is about is in the unit tests

# RFC 7208 §4.6.4 limits "the number of "terms" for which DNS queries return" nothing. pyspf counts each question that a term asks, such as those
# for the addresses of mail servers, so that a single mx of two names without AAAA records is too much for it. Where only that stops it, its
# verdict without that limit is what ours is compared with.
VOID = "Void lookup limit"


@pytest.fixture(scope="module")
def zones():
    cases = spf_cases.make(COUNT, SEED)
    with Zones({spf_cases.ZONE: spf_cases.zone(cases), ".": "", "test.": "", **spf_cases.REVERSE}) as z:
        z.cases = cases
        yield z


def ours(zones, case):
    name, _, ip, sender, helo = case
    done = subprocess.run([PROGRAM, "--json", "check", "spf", "--ip", ip, "--helo", helo, "--from", sender, "--resolver", f"{zones.host}:{zones.port}"],
                          capture_output=True, text=True, timeout=600, env={**os.environ, "ASAN_OPTIONS": "detect_container_overflow=0:detect_leaks=0"})
    assert done.returncode == 0, (case, done.stderr)
    return json.loads(done.stdout)["result"]


def theirs(case, most_voids=2):
    """The verdict, and why."""
    _, _, ip, sender, helo = case
    spf.MAX_VOID_LOOKUPS = most_voids
    return spf.check2(i=ip, s=sender, h=helo)


@pytest.fixture(scope="module")
def verdicts(zones):
    """Ours, in the order of the cases."""
    with concurrent.futures.ThreadPoolExecutor(3) as several:
        return list(several.map(lambda case: ours(zones, case), zones.cases))


def test_verdicts_are_those_of_another_program(zones, verdicts, monkeypatch):
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [zones.host], zones.port
    monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
    monkeypatch.setattr(spf, "MAX_VOID_LOOKUPS", 2)  # put back at the end
    differ, stricter = [], 0
    for case, we in zip(zones.cases, verdicts):
        they, why = theirs(case)
        if VOID in why and we != they:
            stricter += 1
            they, why = theirs(case, most_voids=1000)
        if we != they:
            differ.append((case, we, they, why))
    assert not differ, "\n".join(map(str, differ))
    assert stricter <= COUNT // 20, stricter


def test_the_cases_have_every_verdict(verdicts):
    seen = collections.Counter(verdicts)
    assert all(seen[result] >= 10 for result in RESULTS), seen
