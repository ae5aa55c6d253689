"""Waiting for what comes in its own time, with no sleep longer than a glance."""
import time


def until(holds, what, patience=60):
    """The first true value of `holds`; `what` is said, or called and said, when none comes."""
    end = time.monotonic() + patience
    while not (value := holds()):
        assert time.monotonic() < end, what() if callable(what) else what
        time.sleep(0.05)
    return value
