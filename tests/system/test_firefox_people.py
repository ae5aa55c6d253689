"""The flows in Firefox in which people log in wrongly as well: at a server whose guard does not shut this host out meanwhile."""
import inspect

import pytest

import test_console_people
import test_console_system
import test_people
from conftest import NO_GUARD
from test_firefox import in_firefox, pytestmark

GUARD = NO_GUARD
FLOWS = [
    test_people.test_H07_a_user_changes_his_password_and_it_holds_everywhere,
    test_people.test_H13_a_second_factor_is_set_up_and_asked_for,
    test_console_people.test_H08_H09_H13_accounts_are_made_changed_and_ended,
    test_console_system.test_H03_H04_a_word_of_a_session_shows_all_of_it_and_new_lines_are_followed,
]


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__.removeprefix("test_"))
def test_a_flow_does_in_firefox_what_it_does_in_chromium(request, flow):
    flow(*(request.getfixturevalue(name) for name in inspect.signature(flow).parameters))
