"""How scores and stands are written: 82,50 and stan 07."""

from django import template

register = template.Library()


@register.filter
def hundredths(score):
    """8250 is shown as 82,50; nothing for an entry without a score."""
    return "" if score is None else f"{score // 100},{score % 100:02d}"


@register.filter
def two_digits(number):
    return f"{number:02d}" if number else ""
