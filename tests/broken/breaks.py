"""Where each rule is kept in the code, and how it could be lost in a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """A rule, the sound words that keep it, the words that would lose it, and who must notice."""

    rule: str
    lost: str
    file: str
    sound: str
    broken: str
    tests: tuple[str, ...]


SENDING = "consultation/contributions/operations/sending.py"
MODERATION = "consultation/moderation/operations.py"
SEEING = "consultation/contributions/queries/seeing.py"
TEXTS = "consultation/contributions/queries/texts.py"
NOTE = "consultation/response_notes/operations.py"
PERMISSIONS = "consultation/permissions.py"

BREAKS = (
    Break(
        "I1",
        "Verstuur pressed twice is refused",
        SENDING,
        "    if submission.receipt is not None:\n        return _sent_before(",
        "    if submission.is_late:\n        return _sent_before(",
        ("tests/contributions",),
    ),
    Break(
        "I1",
        "a repeated key makes a second draft",
        SENDING,
        "    if known is not None and known.receipt is None:",
        "    if known is not None and known.is_late:",
        ("tests/contributions",),
    ),
    Break(
        "I1",
        "a commit may still be in the memory of the machine",
        "consultation/database.py",
        '"PRAGMA synchronous=FULL"',
        '"PRAGMA synchronous=NORMAL"',
        ("tests/test_app.py", "tests/test_logbook.py"),
    ),
    Break(
        "I1",
        "a question over the socket that is sent again is asked again",
        "consultation/question_hours/operations/asking.py",
        "    if known is not None:\n        return _asked_before(",
        "    if known is not None and not asked.text:\n        return _asked_before(",
        ("tests/question_hours",),
    ),
    Break(
        "I2",
        "the page of a refusal gives nothing back",
        "consultation/web/errors.py",
        "    return {} if SECRET_FIELDS & set(fields) else fields",
        "    return {}",
        ("tests/web", "tests/contributions"),
    ),
    Break(
        "I2",
        "a form that was open too long is refused before it is read",
        "consultation/reactions/routes/writing.py",
        "let_judge_token(bp, react_to_round, react_to_section, edit_draft, enter_contribution)",
        "let_judge_token(bp)",
        ("tests/reactions", "tests/contributions"),
    ),
    Break(
        "I3",
        "a round opens without a question",
        "consultation/rounds/queries/lacks.py",
        "    if not round.questions and not asked_there:",
        "    if not round.questions and asked_there:",
        ("tests/rounds",),
    ),
    Break(
        "I3",
        "a round opens without the openness rules",
        "consultation/rounds/queries/lacks.py",
        '    ("not_to_share", "openness_rules_missing"),\n',
        "",
        ("tests/rounds",),
    ),
    Break(
        "I4",
        "the last second of a round is too late",
        "consultation/contributions/states.py",
        "    if sent_at < closes_at:\n        return Timing.IN_TIME",
        "    if sent_at < closes_at - timedelta(seconds=1):\n        return Timing.IN_TIME",
        ("tests/contributions",),
    ),
    Break(
        "I4",
        "what was begun before closing is refused at once",
        "consultation/contributions/states.py",
        "    if begun_at is None or begun_at >= closes_at:",
        "    if begun_at is None or sent_at >= closes_at:",
        ("tests/contributions",),
    ),
    Break(
        "I4",
        "a round is open a moment longer than its input is taken",
        "consultation/rounds/states.py",
        "    return Phase.OPEN if now < dates.closes_at else Phase.PROCESSING",
        "    return Phase.OPEN if now <= dates.closes_at else Phase.PROCESSING",
        ("tests/rounds",),
    ),
    Break(
        "I5",
        "a published version can be written in",
        "consultation/plans/operations/freezing.py",
        "    if version.is_published:",
        "    if version.is_published and not version.sections:",
        ("tests/plans",),
    ),
    Break(
        "I5",
        "a published note can be written in",
        NOTE,
        "    if note.state is not NoteState.DRAFT:",
        "    if note.state is NoteState.APPROVED:",
        ("tests/response_notes",),
    ),
    Break(
        "I6",
        "staff may change what an author wrote",
        PERMISSIONS,
        "    Permission.CHANGE_CONTRIBUTION: ((_holds_key,),),",
        "    Permission.CHANGE_CONTRIBUTION: ((_holds_key,), (_answerers,)),",
        ("tests/contributions", "tests/test_permissions.py", "tests/house"),
    ),
    Break(
        "I6",
        "words that are not there can be blacked out",
        MODERATION,
        '        if not begins:\n            raise Invalid(words="words_not_in_passage")\n',
        "",
        ("tests/moderation",),
    ),
    Break(
        "I7",
        "the same person judges a second time",
        PERMISSIONS,
        "    Permission.JUDGE_OBJECTION: ((_moderators, _did_not_decide),),",
        "    Permission.JUDGE_OBJECTION: ((_moderators,),),",
        ("tests/moderation",),
    ),
    Break(
        "I7",
        "a refusal for another reason needs no words",
        MODERATION,
        "    if reason is Reason.OTHER and not explanation:",
        "    if reason is Reason.OTHER and explanation:",
        ("tests/moderation",),
    ),
    Break(
        "I8",
        "what its sender kept back is shown",
        SEEING,
        "    return placed & wanted\n",
        "    return placed\n",
        ("tests/open_data",),
    ),
    Break(
        "I8",
        "what was hidden is still shown",
        "consultation/contributions/states.py",
        "VISIBLE = frozenset({S.PLACED, S.REDACTED})",
        "VISIBLE = frozenset({S.PLACED, S.REDACTED, S.HIDDEN})",
        ("tests/open_data",),
    ),
    Break(
        "I8",
        "black passages can be read",
        TEXTS,
        "            yield Shown(hidden if reads_all else",
        "            yield Shown(hidden if not reads_all else",
        ("tests/open_data", "tests/moderation"),
    ),
    Break(
        "I9",
        "whoever submits a note approves it too",
        PERMISSIONS,
        "    Permission.APPROVE_NOTE: ((_managers, _did_not_submit),),",
        "    Permission.APPROVE_NOTE: ((_managers,),),",
        ("tests/response_notes",),
    ),
    Break(
        "I9",
        "a note goes out with an input that got no outcome",
        "consultation/response_notes/queries/notes.py",
        "    if missing:\n        shown",
        "    if len(missing) > 1:\n        shown",
        ("tests/response_notes",),
    ),
    Break(
        "I9",
        "a note is published that changed since it was approved",
        NOTE,
        "    if fingerprint(content) != note.approved_hash:",
        "    if not fingerprint(content):",
        ("tests/response_notes",),
    ),
    Break(
        "I10",
        "an answer that took another one's place takes its address away",
        "consultation/answers/queries/seeing.py",
        "    was_public = answer.replaced_by_id is not None",
        "    was_public = False",
        ("tests/answers", "tests/desk", "tests/question_hours"),
    ),
    Break(
        "I10",
        "the answer to a live question stays between two",
        "consultation/question_hours/models.py",
        "    answers_are_public = True",
        "    answers_are_public = False",
        ("tests/question_hours",),
    ),
    Break(
        "I11",
        "a section that is gone answers no more",
        "consultation/reading_room/queries/gone.py",
        "    for version in (*older, *newer):",
        "    for version in newer:",
        ("tests/reading_room",),
    ),
    Break(
        "I12",
        "somebody counts twice",
        "consultation/question_hours/operations/asking.py",
        "    new = [one for one, is_wanted in wanted.items() if is_wanted and one not in there]",
        "    new = [one for one, is_wanted in wanted.items() if is_wanted]",
        ("tests/question_hours",),
    ),
    Break(
        "I13",
        "a question over the socket loses what it is about",
        "consultation/question_hours/sockets.py",
        '    section = section_named(hour, form.paragraaf.data or "", reader=reader())\n',
        "    section = None\n",
        ("tests/question_hours",),
    ),
    Break(
        "I13",
        "the socket lets everybody host",
        "consultation/question_hours/sockets.py",
        "            form.act(question, by=reader())\n",
        "            form.act(question, by=SYSTEM)\n",
        ("tests/question_hours",),
    ),
    Break(
        "I14",
        "a route without a permission is open",
        "consultation/accounts/session.py",
        "    if name is None:\n        raise NotAllowed(",
        "    if name is None and request.endpoint is None:\n        raise NotAllowed(",
        ("tests/accounts", "tests/house", "tests/web"),
    ),
    Break(
        "I14",
        "whoever is blocked stays signed in",
        "consultation/accounts/session.py",
        "account is not None and account.is_active else None",
        "account is not None else None",
        ("tests/accounts",),
    ),
    Break(
        "I15",
        "a receipt is given without its leaf",
        SENDING,
        "        contribution.append_leaf(Leaf.TE_LAAT if is_after else Leaf.ONTVANGEN)\n",
        "",
        ("tests/contributions", "tests/public_record"),
    ),
    Break(
        "I15",
        "a text that was altered still verifies",
        "consultation/public_record/verify.py",
        "        report.demand(values.get(ref) == opened(one), ",
        "        report.demand(ref in values, ",
        ("tests/public_record",),
    ),
    Break(
        "I15",
        "an input that was left out of the note still verifies",
        "consultation/public_record/verify.py",
        "    for ref in sorted(known | set(times)):",
        "    for ref in sorted(set(times)):",
        ("tests/public_record",),
    ),
    Break(
        "I15",
        "a leaf stays when its transaction failed",
        "consultation/public_record/record.py",
        "    head.size = index + 1\n    db.session.flush()",
        "    head.size = index + 1\n    db.session.commit()",
        ("tests/public_record", "tests/contributions"),
    ),
)
