"""Opening an edition with its rubrics, exhibitions and panels in one act, and closing it."""

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.text import slugify

from exhibitions.models import Edition, Exhibition
from kelurahan.models import Kelurahan
from products.models import Category

from .models import Criterion, LevelDescriptor, Panel, PanelCount, Rubric
from .refusals import CurationRefused
from .rubric_texts import default_rubrics


def open_edition(kota, year, name, by):
    """All of it or nothing; CurationRefused while another edition of the kota is open or bears the name."""
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                kota=kota, year=year, name=name, slug=slugify(name), opened_by=by
            )
            rubrics = {category: create_rubric(edition, category) for category in Category.objects.all()}
            create_panels(create_exhibitions(edition), rubrics)
            return edition
    except IntegrityError as error:
        raise CurationRefused(why_not_opened(error)) from error


def why_not_opened(error):
    if error.__cause__.diag.constraint_name == "edition_slug_unique_in_kota":
        return "Nama edisi ini sudah dipakai. Pilih nama lain."
    return "Masih ada edisi yang terbuka. Tutup edisi itu dahulu."


def create_rubric(edition, category):
    texts = default_rubrics()[category.slug]
    rubric = Rubric.objects.create(edition=edition, category=category, bands=texts["bands"])
    criteria = Criterion.objects.bulk_create(
        Criterion(
            rubric=rubric,
            position=position,
            code=criterion["code"],
            name=criterion["name"],
            looks_at=criterion["looks_at"],
            weight=criterion["weight"],
        )
        for position, criterion in enumerate(texts["criteria"], 1)
    )
    LevelDescriptor.objects.bulk_create(
        LevelDescriptor(criterion=criterion, level=level, text=text)
        for criterion, source in zip(criteria, texts["criteria"], strict=True)
        for level, text in enumerate(source["levels"], 1)
    )
    return rubric


def create_exhibitions(edition):
    return Exhibition.objects.bulk_create(
        Exhibition(edition=edition, level=Exhibition.Level.KELURAHAN, kelurahan=kelurahan)
        for kelurahan in Kelurahan.objects.filter(kota=edition.kota)
    )


def create_panels(exhibitions, rubrics):
    panels = Panel.objects.bulk_create(
        Panel(exhibition=exhibition, category=category, rubric=rubric)
        for exhibition in exhibitions
        for category, rubric in rubrics.items()
    )
    PanelCount.objects.bulk_create(PanelCount(panel=panel) for panel in panels)


def close_edition(edition, by):
    """A second click changes nothing; CurationRefused while scoring is open anywhere.

    Takes all exhibitions and panels first: who enters, verifies, opens scoring or sends a sheet at the same moment
    comes before the closing or is refused after it.
    """
    with transaction.atomic():
        lock_exhibitions_and_panels(edition)
        if Panel.objects.of_edition(edition).open().exists():
            raise CurationRefused("Masih ada penilaian yang dibuka. Tutup penilaian itu dahulu.")
        Edition.objects.open().filter(pk=edition.pk).update(closed_at=Now(), closed_by=by)


def lock_exhibitions_and_panels(edition):
    """In the order of everybody who takes both: the exhibition, then its panels."""
    list(edition.exhibitions.select_for_update(of=["self"]).order_by("pk").values_list("pk"))
    list(Panel.objects.of_edition(edition).select_for_update(of=["self"]).order_by("pk").values_list("pk"))


def refuse_closed(edition):
    """For acts in an edition, asked with their row locked; CurationRefused when it is closed."""
    if not edition.is_open:
        raise CurationRefused(f"{edition} sudah ditutup: tidak ada yang dapat diubah lagi.")
