"""What the security log tells. The words are in the log for years: none is ever given again."""

from enum import StrEnum


class Kind(StrEnum):
    """What was done, or tried."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_LIMITED = "sign_in_limited"
    ACT_REFUSED = "act_refused"
    SIGNED_OUT = "signed_out"
    LOGIN_LINK_MADE = "login_link_made"
    LOGIN_LINK_USED = "login_link_used"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a word
    ADDRESS_CHANGE_ASKED = "address_change_asked"
    ADDRESS_CHANGE_WITHDRAWN = "address_change_withdrawn"
    ADDRESS_CHANGED = "address_changed"
    SECOND_STEP_ADDED = "second_step_added"
    SECOND_STEP_REMOVED = "second_step_removed"
    SECOND_STEP_RULE_CHANGED = "second_step_rule_changed"
    PERSON_INVITED = "person_invited"
    PERSON_ADDED = "person_added"
    ROLE_CHANGED = "role_changed"
    PERSON_REMOVED = "person_removed"
    PERSON_ERASED = "person_erased"
    FIRM_ENDING_ASKED = "firm_ending_asked"
    FIRM_KEPT = "firm_kept"
    FIRM_ERASED = "firm_erased"
    TABLET_LINKED = "tablet_linked"
    TABLET_ENDED = "tablet_ended"
    CODES_SEEN = "codes_seen"
    CODES_RENEWED = "codes_renewed"
    LINK_SIGNED_IN = "link_signed_in"
    LINK_ENDED = "link_ended"
    LINK_DELETED = "link_deleted"
    EXPORTED = "exported"
    PAYMENT_DETAILS_CHANGED = "payment_details_changed"
    DELIVERY_CHANGED = "delivery_changed"
    FIRM_MADE = "firm_made"
    SESSIONS_ENDED = "sessions_ended"
    LIMITS_CHANGED = "limits_changed"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    ANNOUNCED = "announced"
    ANNOUNCEMENT_ENDED = "announcement_ended"
    READ_ONLY_BEGAN = "read_only_began"
    READ_ONLY_ENDED = "read_only_ended"
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"
    KEYS_ROTATED = "keys_rotated"


class Result(StrEnum):
    """Whether it was let through."""

    DONE = "done"
    REFUSED = "refused"
