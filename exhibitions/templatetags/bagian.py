"""The parts of an entry by their titles."""

from django import template

from exhibitions.verification_pages import commentable_sections

register = template.Library()
TITLES = dict(commentable_sections())


@register.filter
def judul_bagian(slug):
    return TITLES.get(slug, slug)
