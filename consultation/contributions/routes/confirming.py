"""The code from the mail: entering it, a new one, or going on without an address."""

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader, remember_key
from consultation.contributions import operations, queries
from consultation.contributions.emails import post_code
from consultation.contributions.forms import (
    AddressForm,
    CodeForm,
    arrival,
    let_judge_token,
    plain_address,
)
from consultation.contributions.models import Submission
from consultation.contributions.routes.blueprint import after_sending, bp, check_address, count_code
from consultation.contributions.states import CODE_TRIES, CodeVerdict
from consultation.errors import DomainError, Invalid, Refused
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.web.answers import Answer
from consultation.web.guard import permission


@bp.get("/reageren/<concept>/bevestigen")
@bp.post("/reageren/<concept>/bevestigen")
@permission(Permission.SEND_CONTRIBUTION)
def confirm_submission(concept: str) -> Answer:
    """Enter the code from the mail."""
    submission = queries.submission_by_token(concept, reader=reader())
    if submission.receipt is None:
        return redirect(check_address(submission), 303)
    form = CodeForm()
    if request.method == "GET":
        return _code_page(submission, form) if submission.awaits_code else after_sending(submission)
    if form.is_fit():
        try:
            _confirm(concept, form.code.data or "")
        except DomainError as error:
            form.refuse(error)
        else:
            remember_key(submission.id)
            session["confirmed"] = submission.email
            return after_sending(submission)
    return _code_page(submission, form)


@bp.post("/reageren/<concept>/nieuwe-code")
@permission(Permission.SEND_CONTRIBUTION)
def renew_code(concept: str) -> Answer:
    """Mail a new code, to the same address or to another one."""
    submission = queries.submission_by_token(concept, reader=reader())
    form = AddressForm()
    if not form.is_fit():
        return _code_page(submission, CodeForm(formdata=None), other=form)
    address = plain_address(form.adres.data) or submission.email
    try:
        count_code(address)
        at = arrival().at
        with transaction():
            submission = queries.submission_by_token(concept, reader=reader(), lock=True)
            code = operations.renew_code(submission, at=at, email=address, by=reader())
            post_code(submission, code)
    except DomainError as error:
        form.refuse(error)
        return _code_page(submission, CodeForm(formdata=None), other=form)
    flash(_("Er gaat een nieuwe code naar %(email)s.", email=address))
    return redirect(url_for("contributions.confirm_submission", concept=concept), 303)


@bp.post("/reageren/<concept>/zonder-email")
@permission(Permission.SEND_CONTRIBUTION)
def receive_without_email(concept: str) -> Answer:
    """Let go of the address: the submission counts without it."""
    at = arrival().at
    with transaction():
        submission = queries.submission_by_token(concept, reader=reader(), lock=True)
        operations.receive_without_email(submission, at=at, by=reader())
    remember_key(submission.id)
    return after_sending(submission)


def _confirm(concept: str, code: str) -> None:
    """Enter a code; a wrong try is counted and then told."""
    if not code:
        raise Invalid(code="code_needed")
    at = arrival().at
    with transaction():
        submission = queries.submission_by_token(concept, reader=reader(), lock=True)
        verdict = operations.confirm_submission(submission, code, at=at, by=reader())
        left = CODE_TRIES - submission.code_tries
    if verdict is CodeVerdict.WRONG:
        raise Refused("code_wrong", left=left)
    if verdict is not CodeVerdict.CONFIRMED:
        raise Refused(f"code_{verdict.value}")


def _code_page(submission: Submission, form: CodeForm, other: AddressForm | None = None) -> Answer:
    shown = other if other is not None and other.errors else form
    page = render_template(
        "contributions/confirm.html",
        form=shown,
        code_form=form,
        other=other or AddressForm(formdata=None),
        submission=submission,
        round=submission.round,
    )
    return page, 422 if shown.errors else 200


let_judge_token(bp, confirm_submission, renew_code)
