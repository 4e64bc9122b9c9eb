"""How a phone number is read aloud: 0812-3456-7890."""

from django import template

from accounts.phones import spelled

register = template.Library()
register.filter("nomor_hp", spelled)
