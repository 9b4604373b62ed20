"""Where officers keep forums: the list, a new one, its texts, publishing and ending it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.accounts.queries import all_organisations, organisation_by_slug
from consultation.accounts.session import reader
from consultation.categories.models import Category
from consultation.categories.queries import all_categories, category_by_slug
from consultation.errors import DomainError
from consultation.forums import operations
from consultation.forums.forms.keeping import ForumForm, NextForm, ReasonForm, SureForm
from consultation.forums.models import Forum
from consultation.forums.queries import (
    forums_of_staff,
    late_actions,
    meetings_of,
    next_meetings,
    open_actions,
    settled_actions,
)
from consultation.forums.routes.blueprint import bp, kept_forum
from consultation.logbook import transaction
from consultation.permissions import Permission, may, require
from consultation.web.answers import Answer, staff_page
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.sentences import lack_sentence


@bp.get("/werk/forums")
@permission(Permission.READ_DRAFT_ROUND)
def list_forums() -> Answer:
    """The forums that this person works on, with when each meets next and what is late."""
    forums = forums_of_staff(reader=reader())
    today = clock.today()
    late = {one.id: late_actions(open_actions(one, reader=reader()), today=today) for one in forums}
    following = next_meetings(reader=reader())
    return staff_page(
        "forums/staff/list.html",
        None,
        forums=forums,
        following=following,
        late=late,
        can_start=bool(_owners()),
    )


@bp.get("/werk/forums/nieuw")
@bp.post("/werk/forums/nieuw")
@permission(Permission.KEEP_FORUM)
def start_forum() -> Answer:
    """Prepare a forum; only a name and a rhythm are needed now."""
    owners = _owners()
    if not owners:
        require(reader(), Permission.KEEP_FORUM)
    form = ForumForm() if request.method == "POST" else ForumForm.new()
    form.offer(owners, all_categories())
    if form.validate_on_submit():
        try:
            with transaction():
                owner = organisation_by_slug(form.organisation.data)
                plan = form.plan(_category(form))
                slug = operations.start_forum(owner, plan, by=reader()).slug
        except DomainError as error:
            form.refuse_and_list(error)
        else:
            flash(_("Het forum is in voorbereiding. Nog niemand buiten uw team ziet het."))
            return _after(slug)
    return staff_page("forums/staff/edit.html", form, forum=None)


@bp.get("/werk/forums/<string:slug>")
@permission(Permission.READ_DRAFT_ROUND)
def keep_forum(slug: str) -> Answer:
    """One forum for who works on it: what is missing, its meetings, and what can be done."""
    return show_kept(kept_forum(slug))


@bp.get("/werk/forums/<string:slug>/wijzig")
@bp.post("/werk/forums/<string:slug>/wijzig")
@permission(Permission.KEEP_FORUM)
def edit_forum(slug: str) -> Answer:
    """Change what is written of a forum."""
    forum = kept_forum(slug)
    require(reader(), Permission.KEEP_FORUM, forum)
    form = ForumForm() if request.method == "POST" else ForumForm.of(forum)
    form.offer([forum.organisation], all_categories())
    form.organisation.data = forum.organisation.slug
    if form.validate_on_submit():
        try:
            with transaction():
                seen = form.seen.data or ""
                plan = form.plan(_category(form))
                operations.edit_forum(kept_forum(slug), plan, seen=seen, by=reader())
        except DomainError as error:
            form.refuse_beside(error, kept_forum(slug).fingerprint)
        else:
            flash(_("Het forum is bewaard."))
            return _after(slug)
    return staff_page("forums/staff/edit.html", form, forum=kept_forum(slug))


@bp.post("/werk/forums/<string:slug>/publiceer")
@permission(Permission.KEEP_FORUM)
def publish_forum(slug: str) -> Answer:
    """Put a forum on the website."""
    form = SureForm()
    form.validate_on_submit()
    try:
        with transaction():
            operations.publish_forum(kept_forum(slug), by=reader())
    except DomainError as error:
        form.refuse_and_list(error)
        return show_kept(kept_forum(slug), form)
    flash(_("Het forum staat op de website."))
    return _after(slug)


@bp.get("/werk/forums/<string:slug>/stop")
@bp.post("/werk/forums/<string:slug>/stop")
@permission(Permission.KEEP_FORUM)
def end_forum(slug: str) -> Answer:
    """Say that a forum does not meet any more, and why."""
    forum = kept_forum(slug)
    require(reader(), Permission.KEEP_FORUM, forum)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.end_forum(kept_forum(slug), form.reason.data or "", by=reader())
        except DomainError as error:
            form.refuse_and_list(error)
        else:
            flash(_("Het forum is gestopt. Wat het deed, blijft te lezen."))
            return _after(slug)
    return staff_page("forums/staff/stop.html", form, forum=kept_forum(slug))


def show_kept(forum: Forum, form: Form | None = None) -> Answer:
    """The page of one forum for who works on it, with what was refused."""
    following = operations.next_meeting_day(forum)
    return staff_page(
        "forums/staff/show.html",
        form,
        forum=forum,
        lacks=[lack_sentence(one) for one in operations.forum_lacks(forum)],
        meetings=meetings_of(forum, reader=reader()),
        to_do=open_actions(forum, reader=reader()),
        settled=settled_actions(forum, reader=reader()),
        today=clock.today(),
        next_day=following,
        next_form=NextForm(formdata=None, data={"dag": following.isoformat()}),
    )


def _owners() -> list[Organisation]:
    """The organisations for which this person may start a forum."""
    return [
        one
        for one in all_organisations()
        if may(reader(), Permission.KEEP_FORUM, operations.forum_of(one))
    ]


def _category(form: ForumForm) -> Category | None:
    return category_by_slug(form.category.data) if form.category.data else None


def _after(slug: str) -> Answer:
    """Where one goes after saving: back to the form when more rows were asked for."""
    if "meer" in request.form:
        return redirect(url_for("forums.edit_forum", slug=slug, _anchor=request.form["meer"]), 303)
    return redirect(url_for("forums.keep_forum", slug=slug), 303)
