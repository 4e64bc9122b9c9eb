"""What is to be said of a product's permits wherever it is shown."""

from django import template

from products.permits import held_permits, lacks_halal

register = template.Library()
register.filter("lacks_halal", lacks_halal)
register.filter("held_permits", held_permits)
