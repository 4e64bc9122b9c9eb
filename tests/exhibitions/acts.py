"""Every act on an entry, where each ends from each status, and what an act leaves behind."""

from exhibitions import registration
from exhibitions.models import Action, Entry, Status
from products.models import Product, Subcategory

REASON = "Ukuran pada foto tidak sama dengan uraian."

SMALL = {"price": 200_000}
MATERIAL = {"name": "Selendang ecoprint daun lanang"}


def edit(entry, by, changes):
    registration.edit(entry, by, registration.values_of(entry) | changes)


def seen_of(page):
    """What a page says that was opened on the entry as this object still has it."""
    return page.versions.count(), page.status


def recategorise(entry, by):
    kind = Subcategory.objects.get(category__slug="kriya", slug="kayu")
    entry.recategorise(by, kind.category, kind, REASON)


ACTS = {
    "submit": lambda entry, by: entry.submit(by),
    "accept": lambda entry, by: entry.accept(by, version_seen=entry.versions.count()),
    "send back": lambda entry, by: entry.send_back(by, REASON, seen=seen_of(entry)),
    "mark ineligible": lambda entry, by: entry.mark_ineligible(by, REASON, seen=seen_of(entry)),
    "withdraw": lambda entry, by: entry.withdraw(by, REASON),
    "small change": lambda entry, by: edit(entry, by, SMALL),
    "material change": lambda entry, by: edit(entry, by, MATERIAL),
    "recategorise": recategorise,
}
ACTIONS = {
    "submit": Action.SUBMIT,
    "accept": Action.ACCEPT,
    "send back": Action.RETURN,
    "mark ineligible": Action.REFUSE,
    "withdraw": Action.WITHDRAW,
    "small change": Action.CHANGE,
    "material change": Action.CHANGE,
    "recategorise": Action.RECATEGORISE,
}
# Status -> act -> where it ends; what is not named is refused.
ENDS = {
    Status.DRAFT: {
        "submit": Status.SUBMITTED,
        "withdraw": Status.WITHDRAWN,
        "small change": Status.DRAFT,
        "material change": Status.DRAFT,
        "recategorise": Status.DRAFT,
    },
    Status.SUBMITTED: {
        "accept": Status.VERIFIED,
        "send back": Status.RETURNED,
        "mark ineligible": Status.INELIGIBLE,
        "withdraw": Status.WITHDRAWN,
        "small change": Status.SUBMITTED,
        "material change": Status.SUBMITTED,
        "recategorise": Status.SUBMITTED,
    },
    Status.RETURNED: {
        "submit": Status.SUBMITTED,
        "mark ineligible": Status.INELIGIBLE,
        "withdraw": Status.WITHDRAWN,
        "small change": Status.RETURNED,
        "material change": Status.RETURNED,
        "recategorise": Status.RETURNED,
    },
    Status.VERIFIED: {
        "send back": Status.RETURNED,
        "mark ineligible": Status.INELIGIBLE,
        "withdraw": Status.WITHDRAWN,
        "small change": Status.VERIFIED,
        "material change": Status.SUBMITTED,
        "recategorise": Status.VERIFIED,
    },
    Status.INELIGIBLE: {},
    Status.WITHDRAWN: {},
    Status.REPLACED: {},
}


def stored(entry):
    return Entry.objects.get(pk=entry.pk)


def newest_step(entry):
    step = entry.steps.select_related("note").last()
    return step.action, step.was, step.became, step.by, step.reason


def trace(entry):
    """All that an act may leave behind."""
    return (
        Entry.objects.filter(pk=entry.pk).values().get(),
        Product.objects.filter(pk=entry.product_id).values().get(),
        list(entry.steps.values_list("pk", flat=True)),
        list(entry.versions.values_list("pk", flat=True)),
    )
