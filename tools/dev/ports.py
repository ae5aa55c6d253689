"""Ports for servers that may go down and come up again on the same ones."""
import contextlib
import fcntl
import os
import pathlib
import random
import socket
import tempfile

FIRST = 10240  # below are those that programs are known by
# A link for each port that was given out, to what it was given to: when that is gone, the port is free again. Without it two servers that
# are started at once could be given the same, and one that is down for a moment could lose its own.
GIVEN = pathlib.Path(tempfile.gettempdir()) / f"postern-ports.{os.getuid()}"


def clients_from():
    """Where the kernel's ports for clients begin: one of those may be some client's while its server is down."""
    with open("/proc/sys/net/ipv4/ip_local_port_range") as f:
        low = int(f.read().split()[0])
    return low if low > FIRST else 65536


def free_port(*hosts, besides=(), owner=None):
    """A port that is free on all of these addresses, and that nobody else is given: no client by chance, and no server as long as its owner
    is there, a file or folder; without one, this process."""
    drawn = random.SystemRandom()
    while True:
        port = drawn.randrange(FIRST, clients_from())
        if port not in besides and all(is_free(host, port) for host in hosts) and give(port, owner or f"/proc/{os.getpid()}"):
            return port


def give(port, owner):
    GIVEN.mkdir(mode=0o700, exist_ok=True)
    with open(GIVEN / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        link = GIVEN / str(port)
        if link.exists():
            return False
        with contextlib.suppress(FileNotFoundError):
            link.unlink()  # of one that is gone
        link.symlink_to(owner)
        return True


def is_free(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: what a connection left behind is no hindrance
        try:
            s.bind((host, port))
            s.listen()
        except OSError:
            return False
    return True
