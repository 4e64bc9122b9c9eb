"""Who holds the two duties of an RW: inviting, replacing, correcting and deactivating."""

from django.db import IntegrityError, models, transaction

from kelurahan.models import RW

from . import audit
from .invitations import locked, make_link, revoke_pending
from .models import DemoMark, Duty, Role, User
from .roster import never_invited

PREFIXES = {Duty.KETUA: "rw", Duty.PENDAMPING: "pendamping"}


class LeavingReason(models.TextChoices):
    TERM = "masa_tugas", "Masa tugasnya selesai"
    LEFT = "berhenti", "Berhenti, pindah, atau meninggal"
    PHONE_LOST = "hp_hilang", "HP hilang atau dipakai orang lain"
    MISTAKE = "salah_data", "Salah orang atau salah data"
    OTHER = "lainnya", "Alasan lain"


class DutyHeld(Exception):
    """Somebody else holds the duty: `holder`."""

    def __init__(self, holder):
        self.holder = holder


class AlreadyInvited(Exception):
    """The same person holds the duty already: `holder`."""

    def __init__(self, holder):
        self.holder = holder


class PhoneTaken(Exception):
    """Another active account has this number."""


class OfficerGone(Exception):
    """The account was deactivated meanwhile."""


def invite(rw, duty, name, phone, by, replaces=None):
    """A new account with an open link. `replaces` is the id of the present holder, if the inviter knows of one."""
    return unless_phone_taken(lambda: invite_now(rw, duty, name, phone, by, replaces))


def invite_now(rw, duty, name, phone, by, replaces):
    lock_rw(rw)
    holder = User.objects.holding(rw, duty).first()
    if holder is not None:
        if (holder.name, holder.phone) == (name, phone):
            raise AlreadyInvited(holder)
        if holder.pk != replaces:
            raise DutyHeld(holder)
        retire(holder, by, "replaced")
    user = create_officer(rw, duty, name, phone)
    audit.record(by, "invited", user, duty=duty, replaced=holder and holder.pk)
    make_link(user, by)
    return user


def lock_rw(rw):
    """Those who change the officers of one RW do so one after another."""
    RW.objects.select_for_update(no_key=True).get(pk=rw.pk)


def unless_phone_taken(act):
    """Do all of it in one transaction; PhoneTaken when the database says that the number is another account's."""
    try:
        with transaction.atomic():
            return act()
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "user_phone_unique_among_active":
            raise
        raise PhoneTaken from error


def create_officer(rw, duty, name, phone):
    """An account without a password; a demo account where the database is the demo's."""
    return User.objects.create_user(
        free_username(rw, duty),
        name=name,
        phone=phone,
        role=Role.RW,
        duty=duty,
        rw=rw,
        is_demo=DemoMark.objects.exists(),
    )


def free_username(rw, duty):
    """`rw-melong-05`, and `rw-melong-05-2` for the next who holds the duty; names are never given twice."""
    first = f"{PREFIXES[duty]}-{rw.kelurahan.slug}-{rw.number:02d}"
    taken = set(User.objects.filter(username__startswith=first).values_list("username", flat=True))
    later = (f"{first}-{count}" for count in range(2, len(taken) + 3))
    return next(name for name in (first, *later) if name not in taken)


def retire(user, by, action, **detail):
    """False if the account was not active any more. Its sessions end with their next request."""
    if not User.objects.active().filter(pk=user.pk).update(is_active=False):
        return False
    revoke_pending(user)
    audit.record(by, action, user, **detail)
    return True


@transaction.atomic
def deactivate(user, by, reason):
    locked(user)
    return retire(user, by, "deactivated", reason=reason)


def correct(user, name, phone, by):
    """Set name and phone; True if anything changed. OfficerGone if the account is not active any more."""
    return unless_phone_taken(lambda: correct_now(user, name, phone, by))


def correct_now(user, name, phone, by):
    kept = locked(user)
    if not kept.is_active:
        raise OfficerGone
    changed = [field for field, new in (("name", name), ("phone", phone)) if getattr(kept, field) != new]
    if changed:
        User.objects.filter(pk=user.pk).update(name=name, phone=phone)
        audit.record(by, "corrected", user, fields=changed)
    return bool(changed)


@transaction.atomic
def invite_again(user, by):
    """A new link for an active account: the way in for the first time, and after a lost password."""
    if not locked(user).is_active:
        raise OfficerGone
    return make_link(user, by)


def phone_taken_words(by, phone):
    """Whose number it is, if that is an officer whom this person may see anyway."""
    officer = User.objects.officers_visible_to(by).with_phones([phone]).first()
    if officer is None:
        return "Nomor ini sudah dipakai akun lain. Periksa nomornya, atau hubungi staf Pemkot."
    return f"Nomor ini sudah dipakai {officer.name}, {officer.post_label}."


@transaction.atomic
def invite_waiting(kelurahan, by):
    """Links for all who have never been active and have none open; how many were made."""
    waiting = never_invited(kelurahan).select_for_update(no_key=True, of=("self",))
    return sum(make_link(officer, by) is not None for officer in waiting)
