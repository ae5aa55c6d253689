"""postern audit on a whole server: what a fresh one scores, what it finds by looking, and what it mends (H34)."""
import json
import os
import smtplib
import stat

import pytest
from conftest import AS_SHIPPED

GUARD = AS_SHIPPED
ZONES = {"test.": ""}  # which knows nothing of the server's domain

# What only the owner of a name can do, and what a server for tests has on purpose: its accounts' one password is exempt from the
# policy.
EXPECTED = {"certificates.known", "accounts.policy-exempt"}


def audit(server, *options):
    done = server.cli("audit", "--json", "--all", *options)
    report = json.loads(done.stdout)
    report["exit"] = done.returncode
    report["state"] = {row["check"]: row["state"] for row in report["checks"]}
    return report


def failed(report):
    return {check for check, state in report["state"].items() if state == "failed"}


def test_H34_a_fresh_server_passes_all_but_what_only_its_owner_can_do(server):
    report = audit(server)
    assert failed(report) == EXPECTED, [row for row in report["checks"] if row["state"] == "failed"]
    assert report["score"] >= 90
    assert len(report["checks"]) >= 60
    unchecked = {check for check, state in report["state"].items() if state == "not checked"}
    passed = [row for row in report["checks"] if row["state"] == "passed"]
    assert [row["check"] for row in passed if not row["seen"]] == [], "what passes says what was looked at"
    seen = {row["check"]: row["seen"] for row in passed}
    assert seen["settings.password.minimum_length"] == ["password.minimum_length is 12"]
    assert f"port {server.imaps} (imap): it answers by TLSv1.3" in seen["listeners.answer"]
    relay = [line for line in seen["relay.outside"] if line.startswith(f"port {server.smtp} (smtp): it answers RCPT TO:<")]
    assert relay and all(line[-3] in "45" for line in relay)
    assert unchecked == {check for check in report["state"] if check.startswith("dns.")} | {"system.version", "system.newest", "system.feed"}


def test_the_exit_code_says_whether_something_as_bad_as_asked_for_is_found(server):
    assert audit(server, "--fail-at", "critical")["exit"] == 0
    assert audit(server, "--fail-at", "low")["exit"] == 3


def test_H34_of_one_group_alone(server):
    report = audit(server, "--group", "relay")
    assert len(report["checks"]) == 5 and {row["group"] for row in report["checks"]} == {"relay"}
    assert report["groups"] == [{"group": "relay", "passed": 5, "failed": 0, "not_checked": 0}] and report["score"] == 100
    assert audit(server, "--group", "relay", "--fail-at", "low")["exit"] == 0, "what others find is not in it"
    assert server.cli("audit", "--group", "nothing").returncode != 0
    assert "  seen:  port" in server.cli("audit", "--group", "relay", "--all").stdout


def test_it_can_be_asked_for_as_often_as_one_likes(server):
    for _ in range(8):
        assert audit(server)["state"]["relay.outside"] == "passed"


def test_recipients_that_its_relay_test_tries_are_not_in_the_figures(server):
    def refused():
        answer = json.loads(server.cli("counts", "show", "mail.recipients-refused", "--since", "24h", "--json", check=True).stdout)
        return sum(answer["series"]["mail.recipients-refused"])

    before = refused()
    assert audit(server)["state"]["relay.disguised"] == "passed"
    assert refused() == before
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=30) as s:
        s.ehlo()
        s.mail("a@other.example")
        assert s.rcpt("no-such-person@" + server.address(1).split("@")[1])[0] == 550
    assert refused() == before + 1


def test_H34_a_weakened_setting_is_found_mended_and_can_be_had_back(server):
    server.cli("settings", "set", "auth.allow_cleartext_login", "on", check=True)
    server.cli("settings", "set", "password.minimum_length", "4", check=True)
    report = audit(server)
    # The setting is read, and what it does is seen at the ports.
    assert {"settings.auth.allow_cleartext_login", "settings.password.minimum_length", "listeners.login-in-clear"} <= failed(report)
    assert report["exit"] == 3
    words = server.cli("audit")
    assert "auth.allow_cleartext_login is on; the hardened value is off" in words.stdout
    assert words.returncode == 3

    mended = audit(server, "--fix")
    assert failed(mended) == EXPECTED
    assert {row["setting"] for row in mended["mended"]} == {"auth.allow_cleartext_login", "password.minimum_length"}
    server.cli("audit", "undo", str(mended["mending"]), check=True)
    assert "settings.password.minimum_length" in failed(audit(server))
    audit(server, "--fix")


def test_a_folder_that_others_may_read_is_found(server):
    data = os.path.join(server.dir, "data")
    mode = stat.S_IMODE(os.stat(data).st_mode)
    os.chmod(data, 0o755)
    try:
        assert "files.modes" in failed(audit(server))
        mended = audit(server, "--fix", "--checks", "files.modes")
        assert "files.modes" not in failed(mended)
        assert stat.S_IMODE(os.stat(data).st_mode) == 0o700
        server.cli("audit", "undo", str(mended["mending"]), check=True)
        assert stat.S_IMODE(os.stat(data).st_mode) == 0o755
    finally:
        os.chmod(data, mode)
    assert "files.modes" not in failed(audit(server))


def test_H05_a_domain_that_takes_mail_in_its_name_from_strangers_is_mended(server):
    server.cli("domain", "update", "test.example", "--require-smtp-auth", "off", check=True)
    assert "accounts.smtp-auth" in failed(audit(server))
    assert "Mended: require_smtp_auth of" in server.cli("audit", "--fix").stdout
    assert failed(audit(server)) == EXPECTED


def test_what_does_not_belong_into_the_data_folder_is_found(server):
    strange = os.path.join(server.dir, "data", "strange")
    os.symlink("/etc/passwd", strange)
    try:
        assert "files.data" in failed(audit(server))
    finally:
        os.unlink(strange)


def test_H31_no_way_leads_out_of_the_sandbox(server):
    server.breaks_out = True
    report = audit(server, "--break-out")
    assert len(report["attempts"]) >= 8
    assert [row for row in report["attempts"] if not row["stopped"]] == []


def test_on_a_stopped_server_what_runs_is_not_checked():
    from conftest import Server

    server = Server()
    try:
        server.stop()
        report = audit(server)
        assert report["state"]["relay.outside"] == "not checked"
        assert report["state"]["settings.password.minimum_length"] == "passed"
    finally:
        server.end()


def test_settings_go_out_and_come_back_as_a_file(server, tmp_path):
    server.cli("settings", "set", "password.minimum_length", "16", check=True)
    file = tmp_path / "settings.json"
    file.write_text(server.cli("settings", "export", "--json", check=True).stdout)
    assert json.loads(file.read_text())["settings"]["password.minimum_length"] == "16"
    server.cli("settings", "reset", "password.minimum_length", check=True)
    plan = json.loads(server.cli("settings", "plan", str(file), "--json", check=True).stdout)
    assert [(row["key"], row["before"], row["after"]) for row in plan] == [("password.minimum_length", "12", "16")]
    assert json.loads(server.cli("settings", "show", "password.minimum_length", "--json", check=True).stdout)["value"] == "12"
    server.cli("settings", "apply", str(file), check=True)
    assert json.loads(server.cli("settings", "show", "password.minimum_length", "--json", check=True).stdout)["value"] == "16"
    server.cli("settings", "reset", "password.minimum_length", check=True)
