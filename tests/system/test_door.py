"""The promise of ./dev up and ./dev down, as other people's suites rely on it."""
import imaplib
import json
import os
import pathlib
import pwd
import socket
import ssl
import subprocess
import tempfile
import time

import ports
import pytest
from conftest import BUILD, ROOT

CHECK = ROOT.parent / "shared" / "checks" / "door.py"


def test_door():
    if not pathlib.Path(CHECK).exists():
        if os.environ.get("NEED_VECTORS") == "1":
            pytest.fail(f"{CHECK} is not there")
        print("not run: no ../shared/checks")
        return
    done = subprocess.run(["python3", CHECK, "--build", BUILD], cwd=ROOT, capture_output=True, text=True, timeout=300)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]


# -- word by word, what the check above does not ask

def up(folder, *options, status=0):
    done = subprocess.run([ROOT / "dev", "up", "--dir", folder, "--build", BUILD, "--accounts", "2", *options], capture_output=True, text=True, timeout=120)
    assert done.returncode == status, done.stdout + done.stderr
    return json.loads((pathlib.Path(folder) / "target.json").read_text()) if status == 0 else done.stderr


def down(folder):
    subprocess.run([ROOT / "dev", "down", "--dir", folder], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def folder():
    """A folder of one's own with a space in its name, root's alone when we are root; its server is stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="postern door.") as d:
        os.chmod(d, 0o700)
        yield d
        if (pathlib.Path(d) / "target.json").exists():
            down(d)


def login(t, user="u1", tls=True):
    m = imaplib.IMAP4_SSL(t["host"], t["imaps"], ssl_context=context(t)) if tls else imaplib.IMAP4(t["host"], t["imap"])
    m.login(f"{user}@{t['domain']}", t["pass"])
    return m


def context(t):
    c = ssl.create_default_context(cafile=t["ca"])
    c.check_hostname = False
    return c


def ask(t, *words):
    return json.loads(subprocess.run([*t["cli"], *words, "--json"], check=True, capture_output=True, text=True).stdout)


@pytest.mark.parametrize("host", ["127.0.0.5", "::1"])
def test_any_address_of_this_host_will_do(folder, host):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as s:
        try:
            s.bind((host, 0))
        except OSError:
            pytest.skip(f"this machine has no {host}")
    t = up(folder, "--host", host, "--domain", "any.test")
    assert t["host"] == host and t["user"] % 2 == "u2@any.test"
    for name in (t["tls_name"], host):
        with ssl.create_default_context(cafile=t["ca"]).wrap_socket(socket.create_connection((host, t["imaps"]), 5), server_hostname=name):
            pass
    names = {name.split()[-1].strip('"') for name in map(bytes.decode, login(t).list()[1])}
    assert names == {"INBOX", "Drafts", "Sent", "Junk", "Trash"}
    assert ask(t, "account", "show", "u1@any.test")["quota"] == 1 << 30


def test_folders_above_may_be_roots_alone(folder):
    inner = f"{folder}/a folder {'that has quite a long name ' * 4}/inner"  # longer than the path of a socket may be
    t = up(inner, "--set", "smtp.max_hops=9")
    try:
        assert t["dir"] == inner
        login(t).logout()
    finally:
        down(inner)
    assert ask(t, "settings", "show", "smtp.max_hops")["value"] == "9"  # and on the stopped folder


def test_what_is_secret_is_no_ones_but_ours(folder):
    up(folder, "--password", "x")
    for name in ("password.json", "target.json", "key"):
        assert (pathlib.Path(folder) / name).stat().st_mode & 0o077 == 0, name
    assert os.stat(folder).st_mode & 0o777 == 0o700
    assert not (pathlib.Path(folder) / "plan.json").exists()


def test_the_password_is_free_to_choose_and_kept(folder):
    t = up(folder, "--password", "x")
    login(t).logout()
    down(folder)
    assert "another password" in up(folder, "--password", "y", status=1)
    again = up(folder)
    assert again["pass"] == "x" and again["imaps"] == t["imaps"]
    login(again).logout()


def test_options_last_as_long_as_they_are_given(folder):
    t = up(folder, "--allow-cleartext", "--no-guard", "--set", "smtp.max_hops=7", "--set", "imap.max_message_size=1 MiB")
    login(t, tls=False).logout()
    assert ask(t, "settings", "show", "guard.enforce")["value"] == "off"
    assert ask(t, "settings", "show", "smtp.max_hops")["value"] == "7"
    assert ask(t, "settings", "show", "imap.max_message_size")["value"] == "1 MiB"
    with socket.create_connection((t["host"], t["smtp"]), 5) as s:  # no number of errors ends a session
        f = s.makefile("rb")
        f.readline()
        s.sendall(b"NONSENSE\r\n" * 500)
        assert all(f.readline().startswith(b"5") for _ in range(500))
    down(folder)
    t = up(folder)
    with pytest.raises(imaplib.IMAP4.error):
        login(t, tls=False)
    assert ask(t, "settings", "show", "guard.enforce")["value"] == "on"
    assert ask(t, "settings", "show", "smtp.max_hops")["value"] == "7"  # a setting stays where it was put


def test_wrong_options_say_what_is_wrong(folder):
    assert "KEY=VALUE" in up(folder, "--set", "smtp.max_hops", status=2)
    assert "IP address" in up(folder, "--host", "localhost", status=2)
    assert "SERVICE=PORT" in up(folder, "--port", "imap=many", status=2)
    assert "smtp.max_hops" in up(folder, "--set", "smtp.max_hop=7", status=1)  # did you mean


def test_a_server_that_runs_is_added_to(folder):
    t = up(folder)
    m = login(t)
    again = up(folder, "--accounts", "3")
    assert again["pids"] == t["pids"]
    login(again, "u3").logout()
    assert m.noop()[0] == "OK"
    m.logout()


def test_two_servers_run_side_by_side(folder):
    with tempfile.TemporaryDirectory(prefix="postern.") as other:
        one, two = up(folder), up(other)
        assert one["pids"] != two["pids"] and one["imaps"] != two["imaps"] and one["pass"] != two["pass"]
        login(one).logout()
        login(two).logout()
        down(other)
        login(one).logout()


def test_a_port_is_one_servers_as_long_as_it_is_there_also_when_it_is_down(tmp_path, monkeypatch):
    monkeypatch.setattr(ports, "GIVEN", tmp_path / "given")
    server = tmp_path / "server"
    server.mkdir()
    assert ports.give(4190, server) and not ports.give(4190, tmp_path)
    server.rmdir()
    assert ports.give(4190, tmp_path) and not ports.give(4190, server)


def test_a_port_that_is_taken_is_no_ready_server(folder):
    t = up(folder)
    down(folder)
    with socket.create_server((t["host"], t["pop3"])):
        assert "the port is in use" in up(folder, status=1)
    assert up(folder)["pop3"] == t["pop3"]


def test_a_strangers_process_is_never_stopped(folder):
    up(folder)
    down(folder)
    target = pathlib.Path(folder) / "target.json"
    assert json.loads(target.read_text())["pids"] == []
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        target.write_text(json.dumps({**json.loads(target.read_text()), "pids": [stranger.pid]}))
        down(folder)
        assert stranger.poll() is None
        assert up(folder)["pids"] != [stranger.pid]
    finally:
        stranger.kill()
        stranger.wait()


def test_clients_are_seen_with_their_own_address(folder):
    t = up(folder)
    with socket.create_connection((t["host"], t["smtp"]), 5, source_address=("127.0.0.9", 0)) as s:
        assert s.recv(3) == b"220"
    end = time.monotonic() + 10
    while not ask(t, "logs", "search", "--ip", "127.0.0.9"):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_server_raises_its_own_file_limit(folder):
    done = subprocess.run(["bash", "-c", f"ulimit -Sn 256; exec '{ROOT}/dev' up --dir '{folder}' --build {BUILD} --accounts 1"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [pid] = json.loads((pathlib.Path(folder) / "target.json").read_text())["pids"]
    [limit] = [line for line in pathlib.Path(f"/proc/{pid}/limits").read_text().splitlines() if line.startswith("Max open files")]
    assert int(limit.split()[3]) > 256


def test_it_runs_as_its_own_user_when_root_starts_it(folder):
    if os.getuid() != 0:
        pytest.skip("needs root")
    [pid] = up(folder)["pids"]
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    uid = pwd.getpwnam("postern").pw_uid
    assert f"Uid:\t{uid}\t{uid}\t{uid}\t{uid}" in status
    assert "NoNewPrivs:\t1" in status and "Seccomp:\t2" in status and "CapEff:\t0000000000000000" in status
