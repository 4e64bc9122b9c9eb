from django.db import migrations


class Migration(migrations.Migration):
    """A product's subcategory belongs to its category; an entry will name a product of its own RW."""

    dependencies = [("products", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE products_subcategory ADD CONSTRAINT subcategory_id_category UNIQUE (id, category_id);
            ALTER TABLE products_product ADD CONSTRAINT product_subcategory_in_its_category
                FOREIGN KEY (subcategory_id, category_id) REFERENCES products_subcategory (id, category_id)
                DEFERRABLE INITIALLY DEFERRED;
            ALTER TABLE products_product ADD CONSTRAINT product_id_rw UNIQUE (id, rw_id);
            """,
            """
            ALTER TABLE products_product DROP CONSTRAINT product_id_rw;
            ALTER TABLE products_product DROP CONSTRAINT product_subcategory_in_its_category;
            ALTER TABLE products_subcategory DROP CONSTRAINT subcategory_id_category;
            """,
        )
    ]
