"""What can be done with a link; the only writers besides store.py."""

from bonbrug.link.actions.agreements import agree
from bonbrug.link.actions.answering_addresses import (
    Site,
    addresses_of,
    answer_address,
    answer_item,
    asks_about,
)
from bonbrug.link.actions.approving_beforehand import approve_all_beforehand, approve_beforehand
from bonbrug.link.actions.choosing_vat import VatChoices, choose_vat
from bonbrug.link.actions.collecting import collect_now
from bonbrug.link.actions.connections import (
    Counterparts,
    SignIn,
    check,
    choices_of,
    choose,
    delete,
    deliveries,
    limits_of,
    make_connection,
    needs_template,
    renew_tokens,
    sign_in,
)
from bonbrug.link.actions.deciding import (
    accept,
    approve,
    approve_clean,
    close,
    credit_and_again,
    credit_anyway,
    credit_only,
    decline,
    drop_credit,
    leave,
    no_invoice,
    reconsider,
    retry,
    stands_as,
    waiting_questions,
)
from bonbrug.link.actions.dispatching import dispatch, lane_of, latest_for_silent
from bonbrug.link.actions.layout import lay_out, layout_of
from bonbrug.link.actions.notifying import dispatch_digests, notify, post_digest
from bonbrug.link.actions.previewing import Preview, preview, previewed
from bonbrug.link.actions.reconciling import (
    dispatch_reconciliations,
    reconcile,
    run_reconciliation,
)
from bonbrug.link.actions.retention import forget_old
from bonbrug.link.actions.running import (
    pause_exports,
    start_synchronisation,
    synchronise,
    synchronise_when_due,
    wake,
)
from bonbrug.link.store.inbox import opened
from bonbrug.sync.model.settings import SyncSettings

__all__ = [
    "Counterparts",
    "Preview",
    "SignIn",
    "Site",
    "SyncSettings",
    "VatChoices",
    "accept",
    "addresses_of",
    "agree",
    "answer_address",
    "answer_item",
    "approve",
    "approve_all_beforehand",
    "approve_beforehand",
    "approve_clean",
    "asks_about",
    "check",
    "choices_of",
    "choose",
    "choose_vat",
    "close",
    "collect_now",
    "credit_and_again",
    "credit_anyway",
    "credit_only",
    "decline",
    "delete",
    "deliveries",
    "dispatch",
    "dispatch_digests",
    "dispatch_reconciliations",
    "drop_credit",
    "forget_old",
    "lane_of",
    "latest_for_silent",
    "lay_out",
    "layout_of",
    "leave",
    "limits_of",
    "make_connection",
    "needs_template",
    "no_invoice",
    "notify",
    "opened",
    "pause_exports",
    "post_digest",
    "preview",
    "previewed",
    "reconcile",
    "reconsider",
    "renew_tokens",
    "retry",
    "run_reconciliation",
    "sign_in",
    "stands_as",
    "start_synchronisation",
    "synchronise",
    "synchronise_when_due",
    "waiting_questions",
    "wake",
]
