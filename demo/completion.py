"""What makes an entry of the demo complete: story, materials, market, workers in detail, permits, consents."""

import json
from datetime import timedelta
from functools import lru_cache

from products import consents
from products.models import Consent, LocalShare, Need, Permit, SoldAt, Turnover

from .words import DATA

COMPLETED = 0.65
STREETS = ("Jl. Kebon Kopi", "Jl. Melong Asih", "Jl. Sukimun", "Jl. Pesantren", "Jl. Cihanjuang", "Gg. Mawar")
FIRST_YEARS = (2004, 2024)
OPTIONAL = (Consent.Kind.PUBLICATION, Consent.Kind.CONTACT, Consent.Kind.FACES)
SHARE_OF = {Consent.Kind.PUBLICATION: 0.85, Consent.Kind.CONTACT: 0.55, Consent.Kind.FACES: 0.3}


@lru_cache(maxsize=1)
def texts():
    return json.loads((DATA / "completion.json").read_text(encoding="utf-8"))


def is_completed(plan):
    return plan.chance("completed").random() < COMPLETED


def complete(plan, business, product):
    """Fill in the fields of an unsaved maker and product that are not needed to submit."""
    if not is_completed(plan):
        return
    rng, told = plan.chance("completion"), texts()[plan.category]
    product.story = rng.choice(told["stories"])
    product.materials = rng.choice(told["materials"])
    product.waste_used = rng.choice(told["waste"])
    product.technique = rng.choice(told["techniques"])
    product.packaging = rng.choice(told["packaging"])
    product.local_share = rng.choice(LocalShare.values[1:])
    product.capacity = rng.choice((20, 40, 60, 100, 150, 300))
    product.sold_at = sorted(rng.sample(SoldAt.values, rng.randint(1, 3)))
    product.needs = sorted(rng.sample(Need.values, rng.randint(1, 2)))
    business.address = f"{rng.choice(STREETS)} No. {rng.randint(1, 120)}"
    business.year_started = rng.randint(*FIRST_YEARS)
    business.turnover = rng.choice(Turnover.values)
    count_workers(rng, business)


def count_workers(rng, business):
    total, from_rw = business.workers_total, business.workers_from_rw
    if total is None or from_rw is None:
        return
    business.workers_women = rng.randint((total + 1) // 2, total)
    business.workers_men = total - business.workers_women
    business.workers_from_cimahi = rng.randint(from_rw, total)


def permits_of(plan, business, at):
    """Unsaved permits: two of three completed makers hold an NIB, food makers more than that."""
    if not is_completed(plan):
        return []
    rng = plan.chance("permits")
    permits = [nib(rng, business, at)] if rng.random() < 2 / 3 else []
    if plan.category == "kuliner":
        permits.append(permit(business, Permit.Kind.PIRT, at, number=f"{rng.randrange(10**14):015d}"))
        if rng.random() < 0.5:
            permits.append(permit(business, Permit.Kind.HALAL, at, number=f"ID{rng.randrange(10**13):014d}"))
    elif rng.random() < 0.2:
        permits.append(
            Permit(business=business, kind=Permit.Kind.BRAND, state=Permit.State.UNDER_WAY, changed_at=at)
        )
    return permits


def nib(rng, business, at):
    return permit(business, Permit.Kind.NIB, at, number=f"{rng.randrange(10**12):013d}", lasting=True)


def permit(business, kind, at, number, lasting=False):
    """One that is held; those that end do so some time within five years of when they were told."""
    expires_on = None if lasting else (at + timedelta(days=int(number[-3:]) + 20)).date()
    return Permit(
        business=business,
        kind=kind,
        state=Permit.State.HELD,
        number=number,
        expires_on=expires_on,
        changed_at=at,
    )


def consents_of(plan, product, owner, author, at):
    """The unsaved consents beside the one to registration, as many owners gave them."""
    rng = plan.chance("consents")
    return [
        Consent(
            product=product,
            kind=kind,
            text_version=consents.current_version(kind),
            owner_name=owner,
            recorded_by=author,
            recorded_at=at,
        )
        for kind in OPTIONAL
        if rng.random() < SHARE_OF[kind]
    ]
