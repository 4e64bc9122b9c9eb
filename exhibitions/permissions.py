"""Who may do what with entries. Reach is `visible_to`; these are the powers."""

from accounts.permissions import is_operator, is_rw, is_staff, is_viewer

from .models import Status
from .models.statuses import MOVES, Action


def can_open_entries(user):
    return is_rw(user) or is_operator(user) or is_viewer(user) or is_staff(user)


def can_register(user):
    return is_rw(user) or is_operator(user)


def is_responsible(user, entry):
    """The RW itself, or the operator of its kelurahan."""
    if is_rw(user):
        return entry.rw_id == user.rw_id
    return is_operator(user) and entry.rw.kelurahan_id == user.kelurahan_id


def can_open_papers(user, entry):
    """Signed sheets and papers of permits: those who answer for the entry, and Pemkot; lurah and camat do not."""
    return is_responsible(user, entry) or is_staff(user)


def can_edit(user, entry):
    return is_responsible(user, entry) and not entry.why_closed_to(user)


def can_submit(user, entry):
    return can_edit(user, entry) and entry.status in MOVES[Action.SUBMIT][0]


def can_withdraw(user, entry):
    return can_edit(user, entry)


def can_open_verification(user):
    return is_operator(user) or is_viewer(user) or is_staff(user)


def can_decide(user, entry):
    """Whose decision it is; whether it can still be taken is `can_verify`."""
    return is_operator(user) and entry.rw.kelurahan_id == user.kelurahan_id


def can_verify(user, entry):
    """The operator of the kelurahan, until scoring starts, for what has been submitted."""
    return (
        can_decide(user, entry)
        and entry.exhibition.takes_decisions
        and entry.status in {Status.SUBMITTED, Status.RETURNED, Status.VERIFIED}
    )


def can_accept(user, entry):
    return can_verify(user, entry) and entry.status in MOVES[Action.ACCEPT][0]


def can_send_back(user, entry):
    return can_verify(user, entry) and entry.status in MOVES[Action.RETURN][0]


def can_refuse(user, entry):
    return can_verify(user, entry) and entry.status in MOVES[Action.REFUSE][0]


def can_abstain(user):
    return is_rw(user) or is_operator(user)


def can_recategorise(user, entry):
    """The operator of the kelurahan, until scoring starts, whatever the status of the live entry."""
    return can_decide(user, entry) and entry.exhibition.takes_decisions and entry.is_live


def can_see_doubles(user):
    """Who looks beyond the own RW; lurah and camat only read what was entered."""
    return is_operator(user) or is_staff(user)


def can_enter_walk_ins(user):
    """On the day it is the operator alone; whether it is the day, the exhibition says."""
    return is_operator(user)


def needs_another_account(user, entry):
    """A walk-in is confirmed by somebody else than the account that entered it, or on paper."""
    return entry.walk_in and entry.created_by_id == user.pk


def can_merge(user):
    """Pemkot alone sees makers by their own page and says which are the same."""
    return is_staff(user)


def can_share_maker(user, entry):
    """Give the link of a maker out: who answers for the entry, where the maker is of the own territory too."""
    if not is_responsible(user, entry):
        return False
    rw = entry.product.business.rw
    return rw.pk == user.rw_id if is_rw(user) else rw.kelurahan_id == user.kelurahan_id


def can_answer_requests(user):
    """What makers ask for by their link."""
    return is_operator(user) or is_staff(user)
