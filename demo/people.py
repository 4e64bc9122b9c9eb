"""The accounts of the demo: one for every RW, two operators and a lurah per kelurahan, camat, curators and staff."""

from dataclasses import dataclass
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.models import Duty, Role, User
from kelurahan.models import Kecamatan, Kelurahan

from . import words

PASSWORD = "opor-demo"  # noqa: S105 - public: it signs in to the demo only
SALT = "gelarprodukkurasi2023"
# Phone numbers of makers begin after those of accounts.
FIRST_MAKER_PHONE = 1000


@dataclass(frozen=True)
class Cast:
    """`rws`: {RW id: User}, `operators`: {kelurahan id: [two Users]}, `curators`: in the order of their numbers."""

    rws: dict
    operators: dict
    curators: list
    staff: User
    second_staff: User

    def author_of(self, plan):
        """Who enters for this RW."""
        return self.operators[plan.rw.kelurahan_id][0] if plan.on_behalf else self.rws[plan.rw.pk]

    def operator_beside(self, plan, rng):
        """Who decides about the RW's entry: never the one who made it on its behalf."""
        both = self.operators[plan.rw.kelurahan_id]
        return both[1] if plan.on_behalf else rng.choice(both)


def hire(kota, rws, homes, created_at):
    """Create all accounts; `homes`: {curator's number: RW}."""
    hashed = make_password(PASSWORD, salt=SALT)
    people = [*rw_people(rws), *kelurahan_people(kota), *curators(kota, homes), *staff(kota)]
    for index, user in enumerate(people):
        user.password, user.is_demo, user.created_at = hashed, True, created_at
        user.phone = words.phone(index)
    return cast_of(User.objects.bulk_create(people))


def rw_people(rws):
    for rw in rws:
        username = f"rw-{rw.kelurahan.slug}-{rw.number:02d}"
        yield User(username=username, name=name_for(username), role=Role.RW, duty=Duty.KETUA, rw=rw)


def kelurahan_people(kota):
    for kelurahan in Kelurahan.objects.within(kota).order_by("code"):
        for prefix, role in (("op", Role.OPERATOR), ("op2", Role.OPERATOR), ("lurah", Role.VIEWER)):
            username = f"{prefix}-{kelurahan.slug}"
            yield User(username=username, name=name_for(username), role=role, kelurahan=kelurahan)
    for kecamatan in Kecamatan.objects.within(kota).order_by("code"):
        username = f"camat-{kecamatan.slug}"
        yield User(username=username, name=name_for(username), role=Role.VIEWER, kecamatan=kecamatan)


def curators(kota, homes):
    for number, curator in enumerate(words.curators(), 1):
        yield User(
            username=f"kurator-{number}",
            name=curator.name,
            role=Role.CURATOR,
            kota=kota,
            home_rw=homes.get(number),
        )


def staff(kota):
    for username in ("pemkot", "pemkot-2", "admin"):
        name = "Admin OPOR" if username == "admin" else name_for(username)
        yield User(username=username, name=name, role=Role.STAFF, kota=kota, is_staff=username == "admin")


def name_for(username):
    return words.person(Random(f"opor/name/{username}"))


def cast_of(people):
    operators = {}
    for user in people:
        if user.role == Role.OPERATOR:
            operators.setdefault(user.kelurahan_id, []).append(user)
    named = {user.username: user for user in people}
    return Cast(
        rws={user.rw_id: user for user in people if user.role == Role.RW},
        operators=operators,
        curators=[user for user in people if user.role == Role.CURATOR],
        staff=named["pemkot"],
        second_staff=named["pemkot-2"],
    )
