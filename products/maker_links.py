"""The link of a maker's own: what is stored about them, without an account."""

from django.db import transaction
from django.utils import timezone

from accounts import audit, link_codes

from .models import Business, MakerLink

PURPOSE = "products.maker_link"


def code_of(link):
    return f"{link.pk}-{mac_of(link)}"


def mac_of(link):
    # The maker and the time belong to it: an id that comes again after a restored backup opens nothing.
    said = f"{link.pk}:{link.business_id}:{link.created_at.timestamp():.6f}"
    return link_codes.mac_of(PURPOSE, said)


def maker_of(code):
    """The maker whose valid link has this code; None for any other text, whatever is wrong with it."""
    parts = link_codes.parts_of(code)
    link = MakerLink.objects.valid().filter(pk=parts[0]).first() if parts else None
    if link is None or not link_codes.same(parts[1], mac_of(link)):
        return None
    return Business.objects.for_page().get(pk=link.business_id)


def link_of(business):
    """The one that is valid now, or None."""
    return MakerLink.objects.valid().filter(business=business).first()


def renew(business, by, seen=None):
    """A new link in the place of the one that was `seen` (its id; None: none was); the valid one.

    After a second click the one that was seen is no longer the valid one, and nothing changes.
    """
    with transaction.atomic():
        Business.objects.select_for_update().get(pk=business.pk)
        link = link_of(business)
        if link is not None and link.pk != seen:
            return link
        revoke(business)
        link = MakerLink.objects.create(business=business, by=by)
        link.refresh_from_db()
        audit.record(by, "maker_link_made", business)
        return link


def revoke(business):
    MakerLink.objects.pending().filter(business=business).update(revoked_at=timezone.now())
