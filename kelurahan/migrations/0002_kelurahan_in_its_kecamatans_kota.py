from django.db import migrations


class Migration(migrations.Migration):
    """A kelurahan lies in the kota of its kecamatan."""

    dependencies = [("kelurahan", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE kelurahan_kecamatan ADD CONSTRAINT kecamatan_id_kota UNIQUE (id, kota_id);
            ALTER TABLE kelurahan_kelurahan ADD CONSTRAINT kelurahan_in_its_kecamatans_kota
                FOREIGN KEY (kecamatan_id, kota_id) REFERENCES kelurahan_kecamatan (id, kota_id)
                DEFERRABLE INITIALLY DEFERRED;
            """,
            """
            ALTER TABLE kelurahan_kelurahan DROP CONSTRAINT kelurahan_in_its_kecamatans_kota;
            ALTER TABLE kelurahan_kecamatan DROP CONSTRAINT kecamatan_id_kota;
            """,
        )
    ]
