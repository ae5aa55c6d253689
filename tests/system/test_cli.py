"""The command line, against a running server and on a stopped one: what it prints, how it fails, and what takes effect at once."""
import json
import os
import pathlib
import pwd
import smtplib
import socket
import ssl
import subprocess
import time

import pytest
from clients import fetch, imap, message, submit
from commands import free_port, ok, refused
from wire import Wire


def ehlo(server):
    with Wire(server, "smtp") as w:
        w.reply()
        return w.ask("EHLO x").decode()


# -- usage

def commands(server, path=()):
    out = server.cli(*path, "--help").stdout
    assert out, path
    yield path
    if "\nSubcommands:" not in out:
        return
    for line in out.split("\nSubcommands:\n")[1].split("\n\n")[0].splitlines():
        if line.startswith("  ") and line[2:3].strip():
            yield from commands(server, (*path, line.split()[0]))


def test_setting_keys_are_completed(server, tmp_path):
    (tmp_path / "completion").write_text(server.cli("completion", "bash").stdout)
    ask = f"source {tmp_path}/completion; COMP_WORDS=(postern settings set smtp.max_h); COMP_CWORD=3; _postern; echo ${{COMPREPLY[@]}}"
    assert subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout.split() == ["smtp.max_hops"]
    assert server.cli("completion", "zsh").stdout.startswith("autoload")
    assert "bash and zsh" in refused(server, "completion", "fish")


def test_every_command_has_help_and_completion(server, tmp_path):
    script = server.cli("completion", "bash").stdout
    (tmp_path / "completion").write_text(script)
    subprocess.run(["bash", "-n", tmp_path / "completion"], check=True)
    found = list(commands(server))
    assert len(found) > 40
    for path in found:
        assert f'"{" ".join(path)}")' in script, path
    for noun in {path[0] for path in found if path} - {"reference"}:
        assert "commands" not in server.cli(noun, "--help").stdout.splitlines()[0], noun  # it says what it is about
    words = "postern account sh"
    ask = (f"source {tmp_path}/completion; COMP_WORDS=({words}); COMP_CWORD=2; _postern; echo ${{COMPREPLY[@]}}; "
           "COMP_WORDS=(postern --config /x/y.toml account show --js); COMP_CWORD=5; _postern; echo ${COMPREPLY[@]}")
    said = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == ["show", "--json"]


def test_wrong_usage_ends_with_2_and_says_how(server):
    for args in ((), ("bogus",), ("account",), ("account", "bogus"), ("account", "show"), ("settings", "set", "smtp.max_hops"), ("domain", "list", "--bogus")):
        assert "--help" in refused(server, *args, status=2), args


def test_a_missing_boot_file_says_what_to_do(server):
    done = subprocess.run([server.target["cli"][0], "--config", "/nonexistent/postern.toml", "domain", "list"], capture_output=True, text=True)
    assert done.returncode == 1 and "postern setup" in done.stderr


def test_a_second_server_on_the_same_folder_is_refused(server):
    done = subprocess.run([*server.target["cli"], "serve"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and done.stderr.startswith("postern: ")
    assert ok(server, "server", "status")["running"] is True


# -- what takes effect at once

def test_a_changed_size_limit_is_in_the_next_ehlo(server):
    assert "SIZE 52428800" in ehlo(server)
    ok(server, "settings", "set", "smtp.max_message_size", "1 MiB")
    assert "SIZE 1048576" in ehlo(server)
    ok(server, "settings", "reset", "smtp.max_message_size")
    assert "SIZE 52428800" in ehlo(server)


def test_a_disabled_account_and_a_changed_password_end_logins(server):
    ok(server, "account", "create", "leaver@test.example", "--password", input="correct-Horse-9-staple\n")

    def login(password):
        with Wire(server, "imaps", tls=True) as w:
            w.line()
            return w.tagged(f"LOGIN leaver@test.example {password}")[-1].split()[1]

    assert login("correct-Horse-9-staple") == b"OK"
    ok(server, "account", "password", "leaver@test.example", "--password", input="another-Horse-8-staple\n")
    assert login("correct-Horse-9-staple") == b"NO"
    assert login("another-Horse-8-staple") == b"OK"
    ok(server, "account", "update", "leaver@test.example", "--disable")
    assert login("another-Horse-8-staple") == b"NO"
    ok(server, "account", "delete", "leaver@test.example")


def test_H04_logs_are_searched_by_session(server):
    submit(server, message("logged"))
    fetch(server, "logged")
    end = time.monotonic() + 10
    while not (lines := ok(server, "logs", "search", "delivery.delivered", "--raw")):
        assert time.monotonic() < end
        time.sleep(0.05)
    session = lines[-1]["s"]
    whole = ok(server, "logs", "search", "--session", session, "--raw")
    events = [line["e"] for line in whole]
    assert {line["s"] for line in whole} == {session}
    assert events[0] == "connection.opened" and "login.succeeded" in events and "smtp.message-accepted" in events and "delivery.delivered" in events
    assert "connection.closed" in events
    by_match = ok(server, "logs", "search", "delivery.delivered", "--sessions", "--raw")
    assert {line["e"] for line in by_match} >= {"connection.opened", "delivery.delivered"}
    assert ok(server, "logs", "search", "--account", "u2@test.example")
    assert ok(server, "logs", "search", "--ip", server.host, "--since", "15m", "--limit", "3")
    assert "7d" in refused(server, "logs", "search", "--since", "yesterday")
    plain = server.cli("logs", "search", "--session", session, "--raw").stdout.splitlines()  # an object a line, for jq and the like
    assert [json.loads(line)["e"] for line in plain][:1] == ["connection.opened"]
    assert max(len(line) for line in server.cli("settings", "list").stdout.splitlines() if line.startswith("smtp.")) < 200
    assert "nolog" in refused(server, "logs", "search", "--logs", "nolog")


def test_H04_logs_are_followed(server):
    process = subprocess.Popen([*server.target["cli"], "logs", "follow", "--logs", "imap"], stdout=subprocess.PIPE)
    try:
        end = time.monotonic() + 10
        os.set_blocking(process.stdout.fileno(), False)
        seen = b""
        while b"imap" not in seen or seen.count(b"\n") < 2:
            assert time.monotonic() < end
            with Wire(server, "imap") as w:
                w.line()
            time.sleep(0.05)
            seen += process.stdout.read() or b""
        assert all(b"imap" in line for line in seen.splitlines()), seen  # and nothing between the lines
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def test_mail_to_other_servers_waits_and_can_be_taken_out(server):
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", context=server.tls(), timeout=30) as s:
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), ["x@other.example"], message("outside", to="x@other.example"))
    [waiting] = ok(server, "queue", "list")
    shown = ok(server, "queue", "show", waiting["id"])
    assert "x@other.example" in json.dumps(shown)
    ok(server, "queue", "delete", waiting["id"])
    assert ok(server, "queue", "list") == []


# -- on a running server and on a stopped folder alike (last in the file: the server stays down after them)

@pytest.fixture(scope="module", params=["running", "stopped"])
def there(server, request):
    """The same commands work on the server that runs and on its stopped folder."""
    if request.param == "stopped":
        server.stop()
    yield server
    if request.param == "stopped":
        server.start()


def test_domains(there):
    assert ok(there, "domain", "create", "one.example")["name"] == "one.example"
    assert "already" in refused(there, "domain", "create", "ONE.example")
    assert {d["name"] for d in ok(there, "domain", "list")} >= {"test.example", "one.example"}
    assert ok(there, "domain", "update", "one.example", "--plus-addressing", "off")["plus_addressing"] is False
    assert "on or off" in refused(there, "domain", "update", "one.example", "--plus-addressing", "maybe")
    ok(there, "domain", "add-name", "one.example", "eins.example")
    assert ok(there, "domain", "show", "eins.example")["name"] == "one.example"
    ok(there, "domain", "remove-name", "eins.example")
    assert "delete them first" in refused(there, "domain", "delete", "test.example")
    ok(there, "account", "create", "ann@one.example")
    refused(there, "domain", "delete", "one.example")
    ok(there, "domain", "delete", "one.example", "--with-accounts")
    assert "postern domain list" in refused(there, "domain", "show", "one.example")
    refused(there, "account", "show", "ann@one.example")
    refused(there, "domain", "create", "not a domain")


def test_accounts(there):
    made = ok(there, "account", "create", "ann@test.example", "--display-name", "Ann", "--quota", "1000000")
    assert made["address"] == "ann@test.example" and len(made["password"]) >= 12
    shown = ok(there, "account", "show", "ann@test.example")
    assert (shown["quota"], shown["used_bytes"], shown["display_name"], shown["may_send_as"]) == (1000000, 0, "Ann", ["ann@test.example"])
    refused(there, "account", "create", "ann@test.example")
    assert ok(there, "account", "update", "ann@test.example", "--disable")["status"] == "disabled"
    assert ok(there, "account", "update", "ann@test.example", "--enable", "--quota", "0")["quota"] == 0
    assert len(ok(there, "account", "password", "ann@test.example", "--generate")["password"]) >= 12
    ok(there, "account", "password", "ann@test.example", "--password", input="correct-Horse-9-staple\n")
    refused(there, "account", "password", "ann@test.example", "--password", input="short\n")
    assert "--generate" in refused(there, "account", "password", "ann@test.example")
    assert [a["address"] for a in ok(there, "account", "list", "--domain", "test.example")][0]
    ok(there, "account", "delete", "ann@test.example")
    assert "postern account list" in refused(there, "account", "show", "ann@test.example")
    refused(there, "account", "create", "x@elsewhere.example")


def test_aliases(there):
    made = ok(there, "alias", "create", "team@test.example", "u1@test.example", "x@other.example")
    assert made["targets"] == ["u1@test.example", "x@other.example"]
    assert ok(there, "alias", "update", "team@test.example", "u2@test.example")["targets"] == ["u2@test.example"]
    assert made["open_to"] == "everybody"
    assert ok(there, "alias", "update", "team@test.example", "u2@test.example", "--open-to", "members")["open_to"] == "members"
    refused(there, "alias", "update", "team@test.example", "u2@test.example", "--open-to", "friends")
    assert [a["alias"] for a in ok(there, "alias", "list")] == ["team@test.example"]
    refused(there, "alias", "create", "team@test.example", "u1@test.example")
    ok(there, "alias", "delete", "team@test.example")
    assert ok(there, "alias", "list") == []


def test_settings(there):
    before = ok(there, "settings", "show", "smtp.max_hops")
    assert before["help"] and before["value"] == before["shipped"] == "100"
    changed = ok(there, "settings", "set", "smtp.max_hops", "50")
    number = ok(there, "settings", "history")[0]["number"]
    assert changed == [{"key": "smtp.max_hops", "before": "100", "after": "50", "takes_effect": "new-sessions", "change": number}]
    assert "smtp.max_hops" in [s["key"] for s in ok(there, "settings", "list", "--changed")]
    assert "1000" in refused(there, "settings", "set", "smtp.max_hops", "5000")  # the error names the bounds
    assert "exceptions, normal or detailed" in refused(there, "settings", "set", "logs.imap", "loud")
    assert "smtp.max_hop" in refused(there, "settings", "set", "smtp.max_hop", "5")
    ok(there, "settings", "reset", "smtp.max_hops")
    assert ok(there, "settings", "show", "smtp.max_hops")["origin"] == "shipped"
    assert ok(there, "settings", "schema")


def test_queue_certificates_and_status(there):
    assert ok(there, "queue", "list") == []
    assert "postern queue list" in refused(there, "queue", "show", "xyz")
    refused(there, "queue", "delete", "0" * 16)
    assert [c["source"] for c in ok(there, "certificate", "list")] == ["own"]
    own = ok(there, "certificate", "own")
    assert own == pathlib.Path(there.ca).read_text()
    assert ok(there, "server", "status")["domains"] == 1
    assert ok(there, "logs", "verify")["intact"] is True


def test_plans_are_safe_to_repeat(there, tmp_path):
    plan = tmp_path / "plan"
    plan.write_text(json.dumps({"settings": {"smtp.max_hops": 90}, "domains": [{"name": "test.example"}]}))
    ok(there, "server", "apply", plan)
    assert ok(there, "server", "apply", plan)["settings_changed"] == 0
    plan.write_text('{"settings": {"smtp.max_hops": 100}, "nonsense": 1}')
    assert "nonsense" in refused(there, "server", "apply", plan)
    ok(there, "settings", "reset", "smtp.max_hops")
    assert "Cannot read" in refused(there, "server", "apply", tmp_path / "none")


def test_all_files_belong_to_the_servers_user_and_to_nobody_else(there):
    data = pathlib.Path(there.dir) / "data"
    owner = pwd.getpwnam("postern").pw_uid if os.getuid() == 0 else os.getuid()
    for path in data.rglob("*"):
        info = path.stat()
        assert info.st_uid == owner, path
        assert path.is_dir() or info.st_mode & 0o077 == 0, path


def test_errors_as_json(there):
    done = there.cli("account", "show", "nobody@test.example", "--json")
    assert done.returncode == 1 and json.loads(done.stdout)["error"]["kind"] == "not-found"
