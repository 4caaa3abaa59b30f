"""Safeguards of time: what it may say, once and not before all is known; and of letters."""

from tests.mutants.mutant import mutant

SWEEP, FIRE, CORE, ROAD = (
    f"services/followup/{name}.py"
    for name in ("clockwork/sweep", "clockwork/fire", "core/heart", "core/road")
)
DELIVER, LEASE, DEPARTURES, TABLES = (
    f"services/followup/letters/{name}.py" for name in ("deliver", "lease", "departures", "tables")
)
RUNG_KEY = '    UniqueConstraint("recommendation_id", "rung", "round", name="journal_rung_once"),\n'
T_SWEEP, T_FIRE = "tests/followup/test_sweep.py", "tests/followup/test_fire.py"
T_SAY = "tests/followup/test_say.py"
T_DELIVER, T_ONCE = "tests/letters/test_deliver.py", "tests/letters/test_once.py"

SPEAKING = (
    mutant(
        "fires-up-to-now",
        "the as_of rule",
        "the sweep fires what is due now, not what was due when the feed was read",
        (
            FIRE,
            "            until = _knowing(there[name], heads[name]).known_to\n",
            "            until: datetime | None = place.now(conn)\n",
        ),
        (FIRE, "name in held and _by(at, held[name])", "name in held"),
        by=(f"{T_SWEEP}::test_only_what_was_due_when_the_feed_was_read_fires",),
    ),
    mutant(
        "sweeps-without-reading",
        "the as_of rule",
        "the sweep does not read the feed first",
        (
            SWEEP,
            "            heads, more = _first_pages(place, some, faults)\n",
            "            heads, more = dict.fromkeys(one.stream for one in some), ()\n",
        ),
        by=(
            "tests/followup/test_receive.py::test_unconfirmed_at_due_is_escalated_once",
            f"{T_SWEEP}::test_one_stream_that_stands_holds_up_no_other",
        ),
    ),
    mutant(
        "overdue-though-unknown",
        "the known_to rule",
        "a case past its date is called overdue though intake is out of reach",
        (
            "services/followup/looking/look.py",
            '"overdue" and (known_to is None or known_to < (case.due_at or now))',
            '"overdue" and known_to is None',
        ),
        by=(
            "tests/followup/test_api_cases.py::"
            "test_with_intake_out_of_reach_nobody_is_called_overdue",
        ),
    ),
    mutant(
        "decision-before-what-is-known",
        "the known_to rule",
        "a decision may be stamped before what intake is known to have said",
        (
            "services/followup/say.py",
            "stream, [draft], not_before=held.known_to)",
            "stream, [draft])",
        ),
        by=(f"{T_SAY}::test_a_decision_is_stamped_after_all_that_is_known",),
    ),
    mutant(
        "rung-key-not-unique",
        "the unique rung key",
        "the journal takes a rung twice in one round",
        (
            "services/followup/store/tables.py",
            RUNG_KEY,
            "",
        ),
        (
            "services/followup/migrations/versions/r0001_followup.py",
            f"    {RUNG_KEY.replace('Unique', 'sa.Unique')}",
            "",
        ),
        by=(f"{T_SWEEP}::test_a_rung_in_the_journal_stays_the_only_one_of_its_round",),
    ),
    mutant(
        "applied-without-advancing",
        "advancing before applying",
        "an event is applied before what fell due until then",
        (
            CORE,
            "    case, before = _waited(case, event.time, rules)\n",
            "    before: tuple[Line, ...] = ()\n",
        ),
        (ROAD, "            road = _waited(road, event.time, rules)\n", ""),
        by=(f"{T_SWEEP}::test_confirmed_at_due_is_late",),
    ),
    mutant(
        "sweeps-at-once-both-fire",
        "the cursor lock",
        "the sweep reads the cursor without its lock",
        (
            FIRE,
            "[cursors.lock(conn, name) for name in names] if wait else cursors.free(conn, names)",
            "[one for one in cursors.read_all(conn) if one.stream in names]",
        ),
        by=(
            "tests/followup/test_side_by_side.py::"
            "test_a_stream_that_is_held_does_not_hold_up_the_others",
        ),
    ),
    mutant(
        "writes-what-was-folded",
        "what is folded before the lock is compared under it",
        "a case is written though it changed since it was read",
        (FIRE, "if body == folded.lying[id_].body}", "if body}"),
        by=(f"{T_FIRE}::test_what_another_worker_fired_meanwhile_is_left_alone",),
    ),
    mutant(
        "fires-before-it-is-told",
        "what is folded before the lock is compared under it",
        "a case is written though somebody decided since it was read",
        (FIRE, "if said.get(id_) == folded.said.get(id_)}", "if id_ in folded.lying}"),
        by=(f"{T_FIRE}::test_a_decision_said_meanwhile_is_applied_at_its_place",),
    ),
    mutant(
        "fires-what-is-heard-anew",
        "what is folded before the lock is compared under it",
        "a case is written though its stream was set back since it was read",
        (FIRE, "name in held and _by(at, held[name])", "name in held"),
        by=(f"{T_FIRE}::test_a_stream_that_is_heard_anew_meanwhile_is_left_alone",),
    ),
    mutant(
        "no-check-at-departure",
        "the check at departure",
        "letters leave whatever became of their case",
        (
            DELIVER,
            "        reasons = departures.fallen(conn, leaving, cases, now)\n",
            "        reasons: dict[str, str] = {}\n",
        ),
        by=(
            f"{T_DELIVER}::test_who_has_confirmed_meanwhile_is_not_reminded",
            f"{T_DELIVER}::test_what_was_never_told_is_not_taken_back",
            f"{T_DELIVER}::test_time_does_not_speak_of_what_is_over",
        ),
    ),
    mutant(
        "leaves-unread",
        "the check at departure",
        "letters leave though intake cannot be asked",
        (
            DELIVER,
            "        room.catch_up(sorted({one.stream for one in leaving.letters}))\n",
            "",
        ),
        by=(f"{T_ONCE}::test_a_letter_gathered_before_an_outage_waits_for_its_end",),
    ),
    mutant(
        "no-lease",
        "the lease",
        "a claimed departure may be claimed again at once",
        (LEASE, "try_at=at + LEASE)", "try_at=at)"),
        by=(f"{T_ONCE}::test_what_is_claimed_is_nobody_elses_while_the_lease_lasts",),
    ),
    mutant(
        "claimed-without-lock",
        "the lease",
        "two may read the same row before either claims it",
        (LEASE, "        .with_for_update(skip_locked=True)\n", ""),
        by=(f"{T_ONCE}::test_two_who_claim_at_once_claim_two",),
    ),
    mutant(
        "marked-by-anybody",
        "the lease",
        "who lost the lease still marks the departure",
        (
            LEASE,
            "held = (table.c.id == mine.id) & (table.c.lease == mine.lease)",
            "held = table.c.id == mine.id",
        ),
        by=(f"{T_ONCE}::test_only_the_holder_of_the_lease_marks[postgresql-True]",),
    ),
    mutant(
        "bound-without-lock",
        "one departure for each letter",
        "two may gather the same letters",
        (
            DEPARTURES,
            "        .order_by(letter.c.id)\n        .with_for_update()\n",
            "        .order_by(letter.c.id)\n",
        ),
        by=(f"{T_ONCE}::test_two_who_gather_at_once_bind_each_letter_once",),
    ),
    mutant(
        "named-anew-at-each-attempt",
        "the Message-ID of a departure",
        "a repeated e-mail cannot be recognised",
        (
            DEPARTURES,
            "    return Departure(row.office, row.message_id, found)\n",
            '    return Departure(row.office, f"<{new_id()}@{row.office}>", found)\n',
        ),
        by=(
            f"{T_ONCE}::test_a_worker_killed_before_it_could_mark_repeats_once_under_the_same_name",
            f"{T_DELIVER}::test_a_passing_fault_is_tried_again_under_the_same_name",
        ),
    ),
)
