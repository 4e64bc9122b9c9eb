from django.db import migrations


class Migration(migrations.Migration):
    """An entry names a product of its own RW, and the RW lies in the exhibition's territory."""

    dependencies = [
        ("exhibitions", "0002_write_once_rows"),
        ("products", "0002_subcategory_in_its_category"),
    ]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE exhibitions_entry ADD CONSTRAINT entry_product_of_its_rw
                FOREIGN KEY (product_id, rw_id) REFERENCES products_product (id, rw_id)
                DEFERRABLE INITIALLY DEFERRED;

            CREATE FUNCTION entry_in_territory() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM 1
                FROM exhibitions_exhibition x
                JOIN exhibitions_edition e ON e.id = x.edition_id
                JOIN kelurahan_rw rw ON rw.id = NEW.rw_id
                JOIN kelurahan_kelurahan k ON k.id = rw.kelurahan_id
                WHERE x.id = NEW.exhibition_id AND k.kota_id = e.kota_id
                  AND (x.kelurahan_id IS NULL OR x.kelurahan_id = k.id)
                  AND (x.kecamatan_id IS NULL OR x.kecamatan_id = k.kecamatan_id);
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'the RW lies outside the territory of the exhibition'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_in_territory';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER entry_in_territory BEFORE INSERT OR UPDATE OF rw_id, exhibition_id
                ON exhibitions_entry FOR EACH ROW EXECUTE FUNCTION entry_in_territory();
            """,
            """
            DROP TRIGGER entry_in_territory ON exhibitions_entry;
            DROP FUNCTION entry_in_territory();
            ALTER TABLE exhibitions_entry DROP CONSTRAINT entry_product_of_its_rw;
            """,
        )
    ]
