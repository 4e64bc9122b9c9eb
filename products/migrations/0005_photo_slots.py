import re
import secrets

import django.contrib.postgres.fields
from django.core.files.storage import default_storage
from django.db import migrations, models, transaction
from django.db.models import Q

STEM = re.compile(r"([0-9a-f]{32})-[^/]*$")
NAMED_BY_WIDTH = re.compile(r"-(\d+\.jpg)$")
WIDEST_SMALL = 480
WIDTHS_OF_WEBP = (320, 640, 1280)


def file_name(stem, rendition):
    return f"photos/{stem[:2]}/{stem}-{rendition}"


def name_by_width(apps, schema_editor):
    """The files of each photo are named by their width; the first photo of a product is its front."""
    fronts = set()
    for photo in apps.get_model("products", "Photo").objects.order_by("id").iterator():
        found = STEM.search(photo.large.name)
        photo.stem = found[1] if found else secrets.token_hex(16)
        photo.renditions = [*named_jpegs(photo, schema_editor.connection.alias), *webps_left(photo)]
        if photo.removed_at is None and photo.product_id not in fronts:
            fronts.add(photo.product_id)
            photo.slot = "depan"
        photo.save(update_fields=["stem", "renditions", "slot"])


def named_jpegs(photo, database):
    """The names of its one or two JPEG files, which now lie under them."""
    names = {}
    files = (photo.small.name, min(WIDEST_SMALL, photo.width)), (photo.large.name, photo.width)
    for old, width in files:
        found = NAMED_BY_WIDTH.search(old)
        rendition = found[1] if found else f"{width}.jpg"
        copy(old, file_name(photo.stem, rendition), database)
        names[rendition] = True
    return list(names)


def webps_left(photo):
    """What this release had made before it was taken back."""
    names = [f"{width}.webp" for width in sorted({*WIDTHS_OF_WEBP, photo.width})]
    return [name for name in names if default_storage.exists(file_name(photo.stem, name))]


def copy(old, new, database):
    """The old file goes when the change is certain. One that is missing was missing before."""
    if old == new or not default_storage.exists(old):
        return
    if not default_storage.exists(new):
        with default_storage.open(old) as file:
            default_storage.save(new, file)
    transaction.on_commit(lambda: default_storage.delete(old), using=database)


def name_by_size(apps, schema_editor):
    """Back to two files: the narrowest and the widest JPEG, which may be one."""
    for photo in apps.get_model("products", "Photo").objects.iterator():
        jpegs = sorted(
            (name for name in photo.renditions if name.endswith(".jpg")), key=lambda name: int(name[:-4])
        )
        photo.small, photo.large = file_name(photo.stem, jpegs[0]), file_name(photo.stem, jpegs[-1])
        photo.save(update_fields=["small", "large"])


class Migration(migrations.Migration):
    """A photo says what it shows, and has as many files as its list of renditions names."""

    dependencies = [("products", "0004_makers_and_products_in_full")]

    operations = [
        migrations.AddField(
            "photo",
            "slot",
            models.CharField(
                "yang terlihat",
                max_length=10,
                choices=[
                    ("depan", "Tampak depan"),
                    ("detail", "Detail pengerjaan"),
                    ("kemasan", "Kemasan"),
                    ("proses", "Proses pembuatan"),
                    ("lainnya", "Lainnya"),
                ],
                default="lainnya",
            ),
        ),
        migrations.AddField(
            "photo", "description", models.CharField("keterangan", max_length=200, blank=True, default="")
        ),
        migrations.AddField("photo", "stem", models.CharField(max_length=32, default="")),
        migrations.AddField(
            "photo",
            "renditions",
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=12), default=list),
        ),
        migrations.AddField("photo", "likeness", models.BigIntegerField(null=True, blank=True)),
        # A field that is taken out must know a value for the rows it comes back to.
        migrations.AlterField("photo", "large", models.FileField(max_length=120, default="")),
        migrations.AlterField("photo", "small", models.FileField(max_length=120, default="")),
        migrations.RunPython(name_by_width, name_by_size),
        migrations.RemoveField("photo", "large"),
        migrations.RemoveField("photo", "small"),
        migrations.AlterField(
            "photo", "description", models.CharField("keterangan", max_length=200, blank=True)
        ),
        migrations.AlterField("photo", "stem", models.CharField(max_length=32, unique=True)),
        migrations.AlterField(
            "photo",
            "renditions",
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=12)),
        ),
        migrations.AddConstraint(
            "photo",
            models.CheckConstraint(
                name="photo_slot_known",
                condition=Q(slot__in=["depan", "detail", "kemasan", "proses", "lainnya"]),
            ),
        ),
        migrations.AddConstraint(
            "photo",
            models.CheckConstraint(name="photo_stem_shape", condition=Q(stem__regex=r"^[0-9a-f]{32}$")),
        ),
        migrations.AddConstraint(
            "photo", models.CheckConstraint(name="photo_has_a_rendition", condition=Q(renditions__len__gte=1))
        ),
    ]
