"""A network of a test's own: an empty loopback where every port is free, 25 and 53 among them, and files of /etc that differ there alone."""
import contextlib
import ctypes
import fcntl
import os
import pathlib
import socket
import struct
import tempfile

import pytest

NEW_MOUNTS, NEW_NETWORK = 0x00020000, 0x40000000  # sched.h
BIND, RECURSIVE, SLAVE, DETACH = 0x1000, 0x4000, 0x80000, 2  # sys/mount.h
SET_FLAGS, UP = 0x8914, 1  # net/if.h
libc = ctypes.CDLL(None, use_errno=True)


def must(result):
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def mount(source, target, flags):
    must(libc.mount(source and os.fsencode(source), os.fsencode(target), None, ctypes.c_ulong(flags), None))


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        fcntl.ioctl(s, SET_FLAGS, struct.pack("16sH22x", b"lo", UP))


@contextlib.contextmanager
def own_network(files):
    """This thread, and the programs and threads that it starts meanwhile, are in a network of their own and read `files` (place: text) in
    place of what is there. Skips where that is not allowed: it takes root."""
    with contextlib.ExitStack() as leaving:
        outside = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        leaving.callback(os.close, outside)
        if libc.unshare(NEW_MOUNTS | NEW_NETWORK):
            pytest.skip(f"no network of one's own: {os.strerror(ctypes.get_errno())}")
        leaving.callback(lambda: must(libc.setns(outside, NEW_NETWORK)))
        loopback_up()
        # What is mounted outside is seen here, and nothing the other way; a changed root (chroot) is no mount that could be told so.
        with contextlib.suppress(OSError):
            mount(None, "/", RECURSIVE | SLAVE)
        folder = pathlib.Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="postern.etc.")))
        folder.chmod(0o755)
        for place, text in files.items():
            file = folder / pathlib.Path(place).name
            file.write_text(text)
            mount(file, os.path.realpath(place), BIND)
            leaving.callback(libc.umount2, os.fsencode(os.path.realpath(place)), DETACH)
        yield
