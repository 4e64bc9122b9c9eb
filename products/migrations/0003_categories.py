from django.db import migrations

CATEGORIES = [
    (
        "tpt",
        "Tekstil dan produk tekstil (TPT)",
        "TPT",
        True,
        [
            ("busana", "Busana dan konveksi"),
            ("batik", "Batik, ecoprint, dan jumputan"),
            ("bordir", "Bordir dan sulam"),
            ("rajut", "Rajut dan makrame"),
            ("rumah-tangga", "Tekstil rumah tangga"),
            ("aksesori", "Aksesori kain"),
            ("perca", "Olahan kain perca"),
        ],
    ),
    (
        "kriya",
        "Kriya",
        "Kriya",
        True,
        [
            ("kayu", "Kayu"),
            ("anyaman", "Bambu, rotan, dan serat alam"),
            ("keramik", "Keramik dan gerabah"),
            ("logam", "Logam"),
            ("kulit", "Kulit"),
            ("perhiasan", "Batu dan perhiasan"),
            ("kertas", "Kertas"),
            ("daur-ulang", "Daur ulang"),
            ("lainnya", "Kriya lainnya"),
        ],
    ),
    (
        "kuliner",
        "Kuliner",
        "Kuliner",
        False,
        [
            ("kering", "Makanan kering"),
            ("basah", "Makanan basah dan siap saji"),
            ("minuman", "Minuman"),
        ],
    ),
]


def add_categories(apps, schema_editor):
    Category = apps.get_model("products", "Category")
    Subcategory = apps.get_model("products", "Subcategory")
    for position, (slug, name, short_name, priority, subcategories) in enumerate(CATEGORIES, 1):
        category = Category.objects.create(
            slug=slug, name=name, short_name=short_name, priority=priority, position=position
        )
        Subcategory.objects.bulk_create(
            Subcategory(category=category, slug=slug, name=name, position=place)
            for place, (slug, name) in enumerate(subcategories, 1)
        )


def remove_categories(apps, schema_editor):
    schema_editor.execute("DELETE FROM products_subcategory")
    schema_editor.execute("DELETE FROM products_category")


class Migration(migrations.Migration):
    dependencies = [("products", "0002_subcategory_in_its_category")]

    operations = [migrations.RunPython(add_categories, remove_categories)]
