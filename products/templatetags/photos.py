"""A photo as a picture with several files: see templates/_photo.html."""

from django import template

register = template.Library()


@register.filter
def webp_set(photo, src):
    """The `srcset` of its WebP files; `src`: the address of the plain one, beside which the others stand."""
    return srcset(photo, src, "webp")


@register.filter
def jpg_set(photo, src):
    """The `srcset` of its JPEG files, or an empty text where the plain one is the only one."""
    return srcset(photo, src, "jpg") if len(photo.widths("jpg")) > 1 else ""


def srcset(photo, src, suffix):
    folder = src.removesuffix("/").rpartition("/")[0]
    return ", ".join(f"{folder}/{width}.{suffix}/ {width}w" for width in photo.widths(suffix))


@register.filter
def words(photo, name):
    """What stands in for the picture, beside a product of this name."""
    return photo.words_for(name)
