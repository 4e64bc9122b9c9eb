"""Writing the entries of the story: maker, product, photos, consent, versions and steps, as the acts would have."""

from dataclasses import dataclass
from itertools import cycle
from random import Random

from accounts.commitments import SALT_BYTES, commitment
from accounts.models import User
from exhibitions.models import (
    Abstention,
    Action,
    Entry,
    EntryStep,
    EntryVersion,
    Status,
    StepNote,
    VersionFacts,
)
from exhibitions.models.facts import facts_of, facts_text
from products import consents
from products.models import Business, Consent, Permit, Photo, Product, Subcategory

from . import words
from .completion import complete, consents_of, permits_of
from .courses import Course
from .photographs import photo
from .plans import Plan
from .prints import prints_of

FACTS_FROM_GOODS = (
    "name",
    "main_material",
    "price",
    "unit",
    "description",
    "maker",
    "owner",
    "workers_total",
    "workers_from_rw",
)


@dataclass
class Draft:
    """One entry on its way into the database."""

    plan: Plan
    course: Course
    author: User
    business: Business = None
    product: Product = None
    entry: Entry = None
    photos: dict = None
    versions: list = None

    @property
    def at(self):
        return self.course.started_at

    def salt(self, topic):
        return Random(f"opor/salt/{topic}/{self.plan.key}").randbytes(SALT_BYTES)


def write_entries(drafts, exhibitions, files):
    """`exhibitions`: {slug of the kelurahan: Exhibition}; names of new files are added to `files`."""
    drafts = sorted(drafts, key=lambda draft: (draft.at, draft.plan.key))
    write_products(drafts)
    write_photos(drafts, files)
    write_consents(drafts)
    write_heads(drafts, exhibitions)
    write_versions(drafts)
    write_steps(drafts)
    settle_heads(drafts)


def write_products(drafts):
    subcategories = {
        (subcategory.category.slug, subcategory.slug): subcategory
        for subcategory in Subcategory.objects.select_related("category")
    }
    for draft in drafts:
        draft.business = business_of(draft)
    for draft in drafts:
        draft.product = product_of(draft, subcategories[draft.plan.category, draft.plan.subcategory])
        complete(draft.plan, draft.business, draft.product)
    Business.objects.bulk_create([draft.business for draft in drafts])
    Product.objects.bulk_create([draft.product for draft in drafts])
    Permit.objects.bulk_create(
        permit for draft in drafts for permit in permits_of(draft.plan, draft.business, draft.at)
    )


def business_of(draft):
    goods = draft.course.goods
    return Business(
        rw=draft.plan.rw,
        name=goods.maker,
        owner_name=goods.owner,
        phone=goods.phone,
        workers_total=goods.workers_total,
        workers_from_rw=goods.workers_from_rw,
        created_at=draft.at,
    )


def product_of(draft, subcategory):
    goods = draft.course.goods
    return Product(
        rw=draft.plan.rw,
        business=draft.business,
        name=goods.name,
        category=subcategory.category,
        subcategory=subcategory,
        main_material=goods.main_material,
        price=goods.price,
        unit=goods.unit,
        description=goods.description,
        created_at=draft.at,
    )


def write_photos(drafts, files):
    """Those of every version; what the newest no longer shows was removed when that was submitted."""
    prints = prints_of(picture for draft in drafts for picture in pictures_ever(draft))
    photos = []
    for draft in drafts:
        draft.photos = {
            picture: photo_of(draft, picture, prints[picture], files) for picture in pictures_ever(draft)
        }
        photos += draft.photos.values()
    Photo.objects.bulk_create(photos)


def photo_of(draft, picture, taken, files):
    held = [*draft.course.versions, draft.course.goods]
    at = draft.at if picture in held[0].pictures else draft.course.submitted_at
    made = photo(draft.product, draft.plan.key, taken, slot_of(held, picture), draft.author, at, files)
    if picture not in draft.course.goods.pictures:
        made.removed_at = draft.course.submitted_at
    return made


def slot_of(held, picture):
    """The first picture of goods is their front; the other one shows them in other dyes."""
    is_front = any(goods.pictures[:1] == (picture,) for goods in held)
    return Photo.Slot.FRONT if is_front else Photo.Slot.OTHER


def pictures_ever(draft):
    held = [*draft.course.versions, draft.course.goods]
    return list(dict.fromkeys(picture for goods in held for picture in goods.pictures))


def write_consents(drafts):
    Consent.objects.bulk_create(
        Consent(
            product=draft.product,
            kind=Consent.Kind.REGISTRATION,
            text_version=consents.current_version(consents.Kind.REGISTRATION),
            owner_name=draft.course.goods.owner,
            recorded_by=draft.author,
            recorded_at=draft.at,
        )
        for draft in drafts
        if draft.course.goods.consent
    )
    Consent.objects.bulk_create(
        consent
        for draft in drafts
        if draft.course.goods.consent
        for consent in consents_of(
            draft.plan, draft.product, draft.course.goods.owner, draft.author, draft.at
        )
    )


def write_heads(drafts, exhibitions):
    """Verified ones as submitted: the database wants their version first, and that wants the entry."""
    for draft in drafts:
        fate = draft.plan.fate
        draft.entry = Entry(
            exhibition=exhibitions[draft.plan.place.slug],
            rw=draft.plan.rw,
            product=draft.product,
            category=draft.product.category if draft.course.versions else None,
            status=Status.SUBMITTED if fate == Status.VERIFIED else fate,
            on_behalf=draft.plan.on_behalf,
            created_by=draft.author,
            created_at=draft.at,
            submitted_at=draft.course.submitted_at,
        )
    Entry.objects.bulk_create([draft.entry for draft in drafts])


def write_versions(drafts):
    products = Product.objects.select_related(
        "business", "category", "subcategory", "partner_rw__kelurahan"
    ).prefetch_related("photos", "consents", "business__permits")
    by_id = products.in_bulk([draft.product.pk for draft in drafts])
    written = []
    for draft in drafts:
        now = facts_of(by_id[draft.product.pk])
        draft.versions = [version_of(draft, n, now) for n in range(1, len(draft.course.versions) + 1)]
        written += draft.versions
    written.sort(key=lambda pair: pair[0].at)
    EntryVersion.objects.bulk_create([version for version, _ in written])
    VersionFacts.objects.bulk_create([facts for _, facts in written])


def version_of(draft, n, facts_now):
    """(version, its facts), unsaved."""
    goods = draft.course.versions[n - 1]
    facts = facts_now | {name: getattr(goods, name) for name in FACTS_FROM_GOODS}
    shown = [draft.photos[picture] for picture in goods.pictures]
    facts["photos"] = [{"id": kept.pk, "digest": kept.digest} for kept in shown]
    step = next(step for step in draft.course.steps if step.version == n)
    salt, text = draft.salt(f"version-{n}"), facts_text(facts)
    version = EntryVersion(
        entry=draft.entry,
        n=n,
        category=draft.product.category,
        price=goods.price,
        workers_total=goods.workers_total,
        workers_from_rw=goods.workers_from_rw,
        commitment=commitment(salt, text),
        by=step.by,
        at=step.at,
    )
    return version, VersionFacts(version=version, text=text, salt=salt)


def write_steps(drafts):
    steps = [(draft, number, step) for draft in drafts for number, step in enumerate(draft.course.steps)]
    steps.sort(key=lambda item: (item[2].at, item[0].plan.key, item[1]))
    written = [step_of(draft, number, step) for draft, number, step in steps]
    EntryStep.objects.bulk_create([step for step, _ in written])
    StepNote.objects.bulk_create([note for _, note in written if note])


def step_of(draft, number, step):
    """(step, its note or None), unsaved."""
    salt = draft.salt(f"step-{number}")
    row = EntryStep(
        entry=draft.entry,
        action=step.action,
        was=step.was,
        became=step.became,
        version=draft.versions[step.version - 1][0] if step.version else None,
        note_commitment=commitment(salt, step.reason) if step.reason else "",
        by=step.by,
        at=step.at,
    )
    return row, StepNote(step=row, text=step.reason, salt=salt) if step.reason else None


def settle_heads(drafts):
    """Status and verified version as the last steps left them."""
    moved = []
    for draft in drafts:
        accepted = [step for step in draft.course.steps if step.action == Action.ACCEPT]
        if not accepted:
            continue
        is_verified = draft.plan.fate == Status.VERIFIED
        version = draft.versions[-1 if is_verified else accepted[-1].version - 1][0]
        draft.entry.status, draft.entry.verified_version = draft.plan.fate, version
        moved.append(draft.entry)
    Entry.objects.bulk_update(moved, ["status", "verified_version"])


def write_abstentions(plans, exhibitions, cast, days):
    rows = [
        abstention_of(plan, told, exhibitions, cast, days)
        for plan, told in zip(plans, cycle(words.abstentions()), strict=False)
    ]
    Abstention.objects.bulk_create(sorted(rows, key=lambda row: row.at))


def abstention_of(plan, told, exhibitions, cast, days):
    rng = plan.chance("abstention")
    return Abstention(
        exhibition=exhibitions[plan.place.slug],
        rw=plan.rw,
        reason=told.reason,
        needs_help=told.needs_help,
        by=cast.author_of(plan),
        at=days.at(rng.randint(-40, -32), rng.randint(8 * 60, 20 * 60)),
    )
