"""Safeguards of the doors: who may, once, and with nobody's delay."""

from tests.mutants.mutant import mutant

ONCE, PUBLISH = "shared/once.py", "services/intake/publish.py"
T_KEY, T_PUBLISH = "tests/shared/test_once.py", "tests/intake/test_publish.py"

ASKING = (
    mutant(
        "key-kept-apart",
        "the idempotency key in the fact's own transaction",
        "the key is claimed in a transaction of its own",
        (
            ONCE,
            "            with writing(engine()) as conn:\n"
            "                before = answers.claim(conn, asked) if asked else None\n",
            "            with writing(engine()) as conn:\n"
            "                before = answers.claim(conn, asked) if asked else None\n"
            "            with writing(engine()) as conn:\n",
        ),
        by=(
            f"{T_KEY}::test_what_did_not_succeed_leaves_nothing_not_even_its_key",
            f"{T_KEY}::test_two_at_once_are_done_once",
        ),
    ),
    mutant(
        "key-for-any-body",
        "the idempotency key",
        "another body under a known key gets the first answer",
        (
            "shared/answers.py",
            "    if row.fingerprint != asked.fingerprint:\n",
            "    if row.fingerprint is None:\n",
        ),
        by=(f"{T_KEY}::test_another_body_is_refused",),
    ),
    mutant(
        "refused-but-written",
        "a fact and its event together or not at all",
        "what a refused request wrote stays",
        (
            ONCE,
            "                    raise _NotKept(answer)\n",
            "                    return answer\n",
        ),
        by=(f"{T_KEY}::test_what_did_not_succeed_leaves_nothing_not_even_its_key",),
    ),
    mutant(
        "published-in-the-request",
        "the broker off the request's path",
        "the request itself sends its events to the broker",
        (
            PUBLISH,
            "        self._start()\n        for event in events:\n",
            "        for stream, told in _by_stream(events).items():\n"
            "            self._send(stream, told)\n"
            "        for event in ():\n",
        ),
        by=(f"{T_PUBLISH}::test_a_frozen_broker_delays_nothing",),
    ),
    mutant(
        "unbounded-publisher",
        "the broker off the request's path",
        "a request waits where the publisher's queue is full",
        (PUBLISH, "self._waiting.put_nowait(event)", "self._waiting.put(event)"),
        by=(f"{T_PUBLISH}::test_what_there_is_no_room_for_waits_for_nobody",),
    ),
    mutant(
        "rows-of-every-office",
        "the scope of an office",
        "everybody sees every row",
        (
            "shared/auth.py",
            "    column = _SCOPES.get(principal.role)\n    if column is None:\n",
            "    column = _SCOPES.get(principal.role)\n    if column:\n",
        ),
        by=(
            "tests/shared/test_auth.py::test_each_role_sees_its_own_rows",
            "tests/followup/test_api_cases.py::test_nobody_sees_beyond_the_own_office",
            "tests/pages/test_followup.py::test_another_unit_sees_nothing",
        ),
    ),
    mutant(
        "any-role",
        "the mark of a route",
        "a route answers whatever role asks",
        (
            "shared/auth.py",
            "    if principal.role not in mark.roles:\n",
            "    if not mark.roles:\n",
        ),
        by=("tests/shared/test_auth.py::test_every_route_refuses_every_other_role",),
    ),
    mutant(
        "any-form",
        "the token of a form",
        "a form is taken whoever made it",
        (
            "shared/forgery.py",
            "not hmac.compare_digest(_unmasked(given), _proof(tied_to))",
            "not given.isascii()",
        ),
        by=(
            "tests/pages/test_signin.py::test_no_form_is_taken_without_its_token_or_with_anothers",
            "tests/pages/test_followup.py::"
            "test_only_the_head_of_the_holder_decides_and_only_with_its_own_form",
        ),
    ),
    mutant(
        "webhooks-anywhere",
        "the guard of webhooks",
        "a webhook may lead into the own network",
        (
            "services/followup/letters/guard.py",
            "        if hidden:\n",
            "        if not hidden and private:\n",
        ),
        by=(
            "tests/letters/test_guard.py::test_a_private_address_is_refused_however_it_is_written",
        ),
    ),
)
