"""Which entries, for whom, and with what a page needs of them."""

from django.db import models
from django.db.models import Q

from accounts.permissions import is_operator, is_rw, is_staff, is_viewer
from products.models import Consent

from .editions import Exhibition
from .records import EntryStep, EntryVersion
from .statuses import LIVE, UNSENT, Action, Status


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """RW: its own; operator and viewer: their territory; staff: their kota; a curator: none by this way."""
        if is_rw(user):
            return self.filter(rw=user.rw)
        if is_operator(user):
            return self.filter(rw__kelurahan=user.kelurahan)
        if is_viewer(user):
            own = (
                Q(rw__kelurahan=user.kelurahan)
                if user.kelurahan
                else Q(rw__kelurahan__kecamatan=user.kecamatan)
            )
            return self.filter(own)
        if is_staff(user):
            return self.filter(rw__kelurahan__kota=user.kota)
        return self.none()

    def live(self):
        return self.filter(status__in=LIVE)

    def under_way(self):
        """Live, in an exhibition that is not over."""
        return self.live().filter(
            ~Q(exhibition__state=Exhibition.State.DONE), exhibition__edition__closed_at__isnull=True
        )

    def of_makers(self, businesses):
        return self.filter(product__business__in=businesses)

    def unsent(self):
        return self.filter(status__in=UNSENT)

    def walk_ins(self):
        return self.filter(walk_in=True)

    def verified(self):
        return self.filter(status=Status.VERIFIED)

    def submitted_once(self):
        """Whatever was submitted at least once, wherever it stands now."""
        return self.filter(submitted_at__isnull=False)

    def waiting(self):
        """Submitted and not yet decided."""
        return self.filter(status=Status.SUBMITTED)

    def current(self):
        return self.filter(exhibition__edition__closed_at__isnull=True)

    def closed_or_past(self, exhibition):
        """What is no longer live in this exhibition, and everything of other exhibitions."""
        return self.exclude(exhibition=exhibition, status__in=LIVE)

    def of(self, exhibition, rw):
        return self.filter(exhibition=exhibition, rw=rw)

    def alike(self, entry):
        """Of the same edition and kind, or of the same category where the kind is not told."""
        product = entry.product
        kind = (
            Q(product__subcategory=product.subcategory_id)
            if product.subcategory_id
            else Q(product__category=product.category_id)
        )
        return self.filter(kind, exhibition__edition=entry.exhibition.edition_id)

    def chosen_by(self, filters):
        """Narrowed by the filters of the list page: q, status, kategori, kecamatan, kelurahan; any may be missing."""
        paths = {
            "status": "status",
            "kategori": "product__category",
            "kecamatan": "rw__kelurahan__kecamatan",
            "kelurahan": "rw__kelurahan",
        }
        entries = self.filter(**{paths[name]: value for name, value in filters.items() if name in paths})
        text = filters.get("q")
        if text:
            entries = entries.filter(
                Q(product__name__icontains=text) | Q(product__business__name__icontains=text)
            )
        return entries

    def newest_first(self):
        return self.order_by("-pk")

    def oldest_first(self):
        return self.order_by("submitted_at", "pk")

    def counts_by_status(self):
        """{status: number}, in one query."""
        return dict(self.order_by().values_list("status").annotate(models.Count("pk")))

    def for_list(self):
        return self.select_related(
            "exhibition",
            "rw__kelurahan",
            "category",
            "product__business",
            "product__category",
            "product__subcategory",
        ).prefetch_related("product__photos")

    def for_gaps(self):
        """With what `missing()` looks at."""
        return self.select_related("product__business").prefetch_related(
            "product__photos", "product__consents"
        )

    def for_queue(self):
        """With the number of its newest version and the operator's last decision, empty where none was taken."""
        versions = EntryVersion.objects.filter(entry=models.OuterRef("pk")).order_by("-n")
        decisions = EntryStep.objects.filter(
            entry=models.OuterRef("pk"), action__in=[Action.ACCEPT, Action.RETURN]
        ).order_by("-pk")
        return self.for_list().annotate(
            version_n=models.Subquery(versions.values("n")[:1]),
            last_decision=models.Subquery(decisions.values("action")[:1]),
        )

    def for_page(self):
        return self.select_related(
            "exhibition__edition",
            "exhibition__kelurahan__kota",
            "rw__kelurahan__kota",
            "category",
            "product__business",
            "product__category",
            "product__subcategory",
            "product__partner_rw__kelurahan",
            "created_by",
            "confirmed_by",
            "confirmation",
        ).prefetch_related(
            "product__photos",
            models.Prefetch("product__consents", Consent.objects.select_related("recorded_by")),
            "product__business__permits",
            models.Prefetch("steps", EntryStep.objects.select_related("by", "note")),
        )
