"""Alphabetical order that does not depend on the database server's locale."""

from django.db.models import F
from django.db.models.functions import Collate, Lower


def by_name(path="name"):
    return Collate(Lower(F(path)), "C")
