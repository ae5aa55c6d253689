"""Ports for servers that may go down and come up again on the same ones."""
import random
import socket

FIRST = 10240  # below are those that programs are known by


def clients_from():
    """Where the kernel's ports for clients begin: one of those may be some client's while its server is down."""
    with open("/proc/sys/net/ipv4/ip_local_port_range") as f:
        low = int(f.read().split()[0])
    return low if low > FIRST else 65536


def free_port(*hosts, besides=()):
    """A port that is free on all of these addresses now, and that no client is given by chance."""
    drawn = random.SystemRandom()
    while True:
        port = drawn.randrange(FIRST, clients_from())
        if port not in besides and all(is_free(host, port) for host in hosts):
            return port


def is_free(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: what a connection left behind is no hindrance
        try:
            s.bind((host, port))
        except OSError:
            return False
    return True
