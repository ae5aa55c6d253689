"""What we say of DMARC, and what Mail::DMARC says, over messages made by chance. It is of the time of RFC 7489: what RFC 9989 has changed, it
is told in the words of then (`dmarc_cases`, with the RFC's section at each)."""
import base64
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess

import dkim
import pytest

import dmarc_cases
from conftest import BUILD, ROOT
from zones import Zones

PROGRAM = ROOT / "build" / BUILD / "postern"
JUDGE = pathlib.Path(__file__).parent / "mail_dmarc.pl"
COUNT, SEED = 160, 9989


@pytest.fixture(scope="module")
def key():
    """A key of RSA, and its record."""
    private = subprocess.run(["openssl", "genrsa", "-traditional", "1024"], check=True, capture_output=True).stdout
    public = subprocess.run(["openssl", "rsa", "-pubout", "-outform", "DER"], input=private, check=True, capture_output=True).stdout
    return private, f'"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"'


@pytest.fixture(scope="module")
def cases():
    return dmarc_cases.make(COUNT, SEED)


def message(case, key):
    authors = ", ".join(f"Ann <ann@{domain}>" for domain in [case.author, *case.authors])
    text = f"From: {authors}\r\nTo: bob@here.test\r\nSubject: a case\r\nDate: Fri, 27 Nov 2026 12:00:00 +0000\r\nMessage-ID: <1@a>\r\n\r\nhello\r\n".encode()
    signatures = [dkim.sign(text if holds else text + b"more\r\n", b"s1", domain.encode(), key, include_headers=[b"from", b"subject"])
                  for domain, holds in case.dkim]
    return b"".join(signatures) + text


def ours(case, text, zones):
    domain, may = case.spf
    done = subprocess.run(
        [PROGRAM, "--json", "check", "message", "-", "--ip", dmarc_cases.SENDER if may else dmarc_cases.STRANGER, "--helo", "mail.evil.com", "--from",
         f"bounce@{domain}", "--resolver", f"{zones.host}:{zones.port}"],
        input=text, capture_output=True, timeout=600, env={**os.environ, "ASAN_OPTIONS": "detect_container_overflow=0:detect_leaks=0"})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def mine(cases, key):
    with Zones({".": dmarc_cases.zone(cases, key[1])}) as zones, concurrent.futures.ThreadPoolExecutor(3) as several:
        return list(several.map(lambda case: ours(case, message(case, key[0]), zones), cases))


@pytest.fixture(scope="module")
def theirs(cases, key):
    words = {True: "pass", False: "fail"}
    lines = [json.dumps({"from": case.author, "spf": [case.spf[0], words[case.spf[1]]], "dkim": [[domain, words[holds]] for domain, holds in case.dkim]})
             for case in cases]
    with Zones({".": dmarc_cases.zone(cases, key[1], translated=True)}) as zones:
        done = subprocess.run(["perl", JUDGE, zones.host, str(zones.port)], input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_dmarc_stands_on_is_as_the_cases_mean_it(cases, mine):
    for case, we in zip(cases, mine):
        assert we["spf"]["result"] == ("pass" if case.spf[1] else "fail"), (case, we)
        assert [one["result"] for one in we["dkim"]] == ["pass" if holds else "fail" for _, holds in case.dkim], (case, we)


def test_verdicts_are_those_of_another_program(cases, mine, theirs):
    assert len(theirs) == COUNT
    differ = []
    for case, we, they in zip(cases, mine, theirs):
        we = {key: we["dmarc"][key] for key in ("result", "disposition")}
        if case.authors:
            they = {"result": "permerror", "disposition": "reject"}
        if we != they:
            differ.append((case, we, they))
    assert not differ, "\n".join(map(str, differ))


def test_the_cases_have_every_verdict(cases, mine, theirs):
    seen = collections.Counter((we["dmarc"]["result"], we["dmarc"]["disposition"]) for we in mine)
    for verdict in (("pass", "none"), ("none", "none"), ("fail", "none"), ("fail", "quarantine"), ("fail", "reject"), ("permerror", "reject")):
        assert seen[verdict] >= 5, seen
    assert sum(case.translated is None and not case.authors for case in cases) >= 100
