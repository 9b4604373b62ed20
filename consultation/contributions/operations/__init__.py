"""Sending, confirming, changing and withdrawing what people say, each with its leaf (I1)."""

from consultation.contributions.operations.changing import (
    change_contribution,
    withdraw_contribution,
)
from consultation.contributions.operations.closing import ensure_closing_leaf, expire_unconfirmed
from consultation.contributions.operations.confirming import (
    ask_address,
    ask_receipts,
    confirm_submission,
    receive_without_email,
    renew_code,
)
from consultation.contributions.operations.saying import Said, check_subjects, judge_timing
from consultation.contributions.operations.sending import (
    Sent,
    draft_submission,
    edit_draft,
    enter_submission,
    forget_drafts,
    rewrite_draft,
    send_submission,
)

__all__ = [
    "Said", "Sent", "ask_address", "ask_receipts", "change_contribution", "check_subjects",
    "confirm_submission",
    "draft_submission", "edit_draft", "ensure_closing_leaf", "enter_submission",
    "expire_unconfirmed", "forget_drafts", "judge_timing", "receive_without_email",
    "renew_code", "rewrite_draft", "send_submission", "withdraw_contribution",
]  # fmt: skip
