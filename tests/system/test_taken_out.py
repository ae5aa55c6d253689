"""Tests of controls can fail: each is run once more against servers whose control is taken out by a setting, and has to notice."""
import json
import os
import pathlib
import subprocess
import sys

import pytest
from conftest import RULES

HERE = pathlib.Path(__file__).resolve().parent
NOT_ENFORCED = ["guard.enforce=false"]


def without(*rules):
    """The permanent rules, some of them switched off, and no others."""
    rows = [{"id": rule, "kind": rule, "enabled": rule not in rules} for rule in RULES]
    return ["guard.rules=" + json.dumps(rows)]


# The test, and the settings that take its control out.
CONTROLS = (
    ("test_logs.py::test_H03_one_session_is_followed_from_its_connection_to_the_mailbox", ["logs.delivery=exceptions"]),
    ("test_security.py::test_H05_a_forged_hosted_sender_is_refused", ["domain_defaults.require_smtp_auth=false"]),
    ("test_identity.py::test_H07_a_password_that_is_common_short_or_ones_own_name_is_not_taken",
     ["password.forbid_common=false", "password.forbid_own_names=false", "password.minimum_strength=0", "password.minimum_length=8"]),
    ("test_identity.py::test_H13_with_a_second_factor_the_password_alone_opens_nothing", ["auth.second_factor=disabled", "domain_defaults.second_factor=disabled"]),
    ("test_guard.py::test_H14_connections_that_never_finish_tls_are_counted", NOT_ENFORCED),
    ("test_guard.py::test_H15_five_wrong_passwords_over_all_protocols_close_every_door_that_logs_in", without("brute-force-by-address")),
    ("test_guard.py::test_H16_an_account_guessed_at_from_many_addresses_lets_in_its_owner_and_nobody_else", without("brute-force-by-account")),
    ("test_guard.py::test_H18_an_account_that_writes_to_too_many_has_its_mail_held_until_it_is_released", without()),
    ("test_guard.py::test_H22_an_administrator_sees_why_an_address_is_blocked_and_lets_it_in_again", NOT_ENFORCED),
    ("test_guard.py::test_H24_a_denied_network_is_refused_at_every_door_before_tls_but_for_its_exception", NOT_ENFORCED),
    ("test_audit.py::test_H34_a_fresh_server_passes_all_but_what_only_its_owner_can_do", ["auth.allow_cleartext_login=true"]),
)


@pytest.mark.parametrize("test, settings", CONTROLS, ids=[name.split("::test_")[1][:3] for name, _ in CONTROLS])
def test_a_test_of_a_control_fails_when_the_control_is_taken_out(test, settings):
    options = " ".join(f"--set '{setting}'" for setting in settings)
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", HERE / test], capture_output=True, text=True,
                          env={**os.environ, "POSTERN_TEST_OPTIONS": options}, timeout=300)
    assert done.returncode == 1 and "1 failed" in done.stdout and "error" not in done.stdout.splitlines()[-1], done.stdout[-3000:]
