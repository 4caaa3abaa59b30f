"""Safeguards of the streams and of hearing them: lock, stamp, chain, cursor, gap, heads."""

from tests.mutants.mutant import mutant

STREAM, DB = "shared/stream.py", "shared/db.py"
RECEIVE, CURSORS = "services/followup/hearing/receive.py", "services/followup/store/cursors.py"
FEED, REPAIR = "services/followup/hearing/feed.py", "services/followup/hearing/repair.py"
T_STREAM, T_DB = "tests/shared/test_stream.py", "tests/shared/test_db.py"
T_RECEIVE, T_SIDE = "tests/followup/test_receive.py", "tests/followup/test_side_by_side.py"

HEARING = (
    mutant(
        "stamp-before-the-lock",
        "the time stamp under the lock",
        "the clock is read before the stream's lock is asked for",
        (
            STREAM,
            "        row, now = self._lock(conn, clock, stream)\n"
            "        at = _later(now, row, not_before)\n",
            "        from shared.db import clock_reading\n"
            "        now = clock_reading(conn, clock)\n"
            "        row, _ = self._lock(conn, clock, stream)\n"
            "        at = _later(now, row, not_before)\n",
        ),
        by=(f"{T_STREAM}::test_who_waited_for_the_stream_is_stamped_when_it_was_his",),
    ),
    mutant(
        "stamp-of-the-transaction",
        "the time stamp under the lock",
        "PostgreSQL's now() instead of clock_timestamp(): the transaction's beginning",
        (DB, "select(func.clock_timestamp())", "select(func.now())"),
        by=(f"{T_DB}::test_the_databases_clock_moves_within_a_transaction[postgresql]",),
    ),
    mutant(
        "stamp-not-after-as-of",
        "the as_of rule",
        "an event may be stamped before an as_of that was given out",
        (
            STREAM,
            "for at in (row.last_at, row.as_of, not_before) if at]",
            "for at in (row.last_at, not_before) if at]",
        ),
        by=(
            f"{T_STREAM}::test_a_page_that_reaches_the_head_says_as_of",
            f"{T_STREAM}::test_a_stream_of_nothing_says_as_of_too",
        ),
    ),
    mutant(
        "as-of-short-of-the-head",
        "the as_of rule",
        "a page says as_of though it does not reach the head",
        (STREAM, "if reached < row.head:", "if reached > row.head:"),
        by=(f"{T_STREAM}::test_a_page_that_reaches_the_head_says_as_of",),
    ),
    mutant(
        "append-without-lock",
        "the stream's lock",
        "FOR UPDATE is left out where the stream's row is read",
        (
            STREAM,
            'select(self.stream).where(self.stream.c.name == bindparam("which")).with_for_update()',
            'select(self.stream).where(self.stream.c.name == bindparam("which"))',
        ),
        by=(f"{T_STREAM}::test_who_waited_for_the_stream_is_stamped_when_it_was_his",),
    ),
    mutant(
        "pages-without-locks",
        "the stream's lock",
        "FOR UPDATE is left out where the rows of several streams are read",
        (STREAM, "        query = query.with_for_update(skip_locked=True)\n", ""),
        by=(f"{T_STREAM}::test_a_stream_that_somebody_holds_is_left_out_and_holds_up_no_other",),
    ),
    mutant(
        "begin-deferred",
        "BEGIN IMMEDIATE",
        "SQLite's writers begin as readers",
        (
            DB,
            '"BEGIN" if options.get("read_only") else "BEGIN IMMEDIATE"',
            '"BEGIN" if options.get("read_only") else "BEGIN"',
        ),
        by=(f"{T_DB}::test_who_writes_on_sqlite_holds_the_lock_before_reading",),
    ),
    mutant(
        "no-queue-before-sqlite",
        "the lock inside the process",
        "writers of one process meet in SQLite's busy handler",
        (
            DB,
            'lock = _locks.get(engine) if engine.dialect.name == "sqlite" else None',
            "lock = None",
        ),
        by=(f"{T_DB}::test_writers_of_one_process_queue_before_they_reach_sqlite",),
    ),
    mutant(
        "not-durable",
        "a 2xx survives a power cut",
        "SQLite syncs at checkpoints only",
        (DB, '"synchronous=full"', '"synchronous=normal"'),
        by=(f"{T_DB}::test_sqlite_is_set_to_survive_a_power_cut",),
    ),
    mutant(
        "cursor-without-lock",
        "the cursor lock",
        "FOR UPDATE is left out where the cursor is read",
        (
            CURSORS,
            "    query = select(cursor).where(cursor.c.stream == stream).with_for_update()\n",
            "    query = select(cursor).where(cursor.c.stream == stream)\n",
        ),
        by=(f"{T_SIDE}::test_who_hears_while_another_hears_waits_and_finds_it_heard",),
    ),
    mutant(
        "no-gap-check",
        "the gap check",
        "events are applied whatever is missing before them",
        (RECEIVE, "            _follows(before, fresh[0])\n", "            pass\n"),
        by=(
            f"{T_RECEIVE}::test_a_gap_is_read_from_the_feed",
            f"{T_RECEIVE}::test_a_gap_waits_for_intake",
            f"{T_RECEIVE}::test_a_rewritten_past_stops_the_stream",
        ),
    ),
    mutant(
        "gap-taken-for-forgery",
        "the gap check",
        "a gap is told apart from a forgery no more",
        (RECEIVE, "    if event.seq > before.seq + 1:\n        raise _Gap\n", ""),
        by=(f"{T_RECEIVE}::test_a_stream_that_is_heard_anew_while_its_feed_is_read_is_no_forgery",),
    ),
    mutant(
        "no-chain-to-the-cursor",
        "the check of the chain at receive",
        "the first event need not follow what was heard",
        (RECEIVE, "    if event.previous_hash != before.hash:\n", "    if not before:\n"),
        by=(f"{T_RECEIVE}::test_a_rewritten_past_stops_the_stream",),
    ),
    mutant(
        "no-hash-of-the-event",
        "the check of the chain at receive",
        "an event is believed whatever its hash",
        (
            "shared/chain.py",
            "    if sealed_hash(event.previous_hash, event.body) != event.hash:\n",
            "    if not event:\n",
        ),
        by=(
            f"{T_RECEIVE}::test_a_changed_event_in_the_feed_stops_the_stream",
            f"{T_RECEIVE}::test_a_garbled_message_is_read_from_the_feed_instead",
        ),
    ),
    mutant(
        "no-order-in-a-page",
        "the check of the chain at receive",
        "events of one page need not stand at their sequence",
        (
            FEED,
            "        if (event.stream, event.seq) != (stream, after + 1 + number):\n",
            "        if not event:\n",
        ),
        by=(f"{T_RECEIVE}::test_pages_are_proven",),
    ),
    mutant(
        "heard-twice",
        "what is known is dropped",
        "events up to the cursor are applied again",
        (
            RECEIVE,
            "fresh = [event for event in events if event.seq > before.seq]",
            "fresh = list(events)",
        ),
        by=(f"{T_RECEIVE}::test_what_is_known_already_needs_no_feed",),
    ),
    mutant(
        "no-comparison-of-heads",
        "the comparison of heads",
        "the repair finds no stream behind",
        (
            REPAIR,
            "cursors.opened(place.engine, name).seq != heads[name]",
            "cursors.opened(place.engine, name).seq < 0",
        ),
        by=(f"{T_RECEIVE}::test_a_gap_waits_for_intake",),
    ),
    mutant(
        "pages-compare-no-heads",
        "the comparison of heads",
        "whoever looks hears of what fell due alone",
        (
            "services/followup/looking/look.py",
            "if self._heard(name) < head]",
            "if self._heard(name) < 0]",
        ),
        by=("tests/followup/test_api_cases.py::test_a_new_case_exists_without_a_worker",),
    ),
)
