"""The categories of the programme and the kinds of product in each."""

from django.db import models


class Category(models.Model):
    slug = models.SlugField(max_length=20, unique=True)
    name = models.CharField("nama", max_length=60)
    short_name = models.CharField("nama pendek", max_length=20)
    priority = models.BooleanField("prioritas program")
    position = models.PositiveSmallIntegerField("urutan", unique=True)

    class Meta:
        verbose_name = "kategori"
        verbose_name_plural = "kategori"
        ordering = ["position"]

    def __str__(self):
        return self.name


class Subcategory(models.Model):
    category = models.ForeignKey(Category, models.PROTECT)
    slug = models.SlugField(max_length=30)
    name = models.CharField("nama", max_length=60)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "subkategori"
        verbose_name_plural = "subkategori"
        ordering = ["category__position", "position"]
        constraints = [
            models.UniqueConstraint(name="subcategory_slug_unique_in_category", fields=["category", "slug"]),
        ]

    def __str__(self):
        return self.name
