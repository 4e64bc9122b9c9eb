"""The hands of a person who registers a product, page by page, and how often they tap."""

from functools import cache
from io import BytesIO

from demo.pictures import draw, seed_for


class Counter:
    """Taps and typed fields of a person, counted where they happen."""

    def __init__(self, page):
        self.page, self.taps, self.fields = page, 0, 0

    def tap(self, name, role="button"):
        self.taps += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def write(self, label, text):
        self.fields += 1
        self.page.get_by_label(label).fill(text)

    def pause(self):
        """Until what was typed is kept: no hand is as quick as a script."""
        self.page.locator("input[name=draft]").first.wait_for(state="attached")

    def tick(self, name, value=None):
        self.taps += 1
        box = f"input[name={name}]" + (f"[value='{value}']" if value else "")
        self.page.locator(box).first.check(force=True)


@cache
def photograph():
    """A picture of cloth as a phone would send it."""
    file = BytesIO()
    draw("tpt", "perca", seed_for("tpt", "perca", "tas-perca"), width=1200).save(file, "JPEG")
    return file.getvalue()


def tell(person, look=lambda name: None):
    """The shortest complete registration, from the empty home to the receipt."""
    page = person.page
    person.tap("Mulai usulan", "link")
    look("daftar-1-usaha")
    person.write("Nama usaha", "Perca Bu Iis")
    person.write("Nomor HP pemilik", "0812-3456-7890")
    person.tap("Simpan dan lanjut")
    page.get_by_role("heading", name="Apa produknya?").wait_for()
    look("daftar-2-produk")
    person.write("Nama produk", "Tas belanja kain perca")
    person.tick("category")
    person.write("Bahan utama", "Kain perca katun")
    person.tap("Simpan dan lanjut")
    page.get_by_role("heading", name="Berapa harganya?").wait_for()
    look("daftar-3-harga")
    person.write("Harga jual", "75.000")
    person.tap("Simpan dan lanjut")
    page.get_by_role("heading", name="Berapa orang yang bekerja?").wait_for()
    look("daftar-4-pekerja")
    person.write("Jumlah pekerja", "6")
    person.write("berapa warga RW ini", "4")
    person.tap("Simpan dan lanjut")
    page.wait_for_url("**/foto/")
    look("daftar-5-foto")
    add_photo(person)
    person.tap("Lanjut", "link")
    page.get_by_role("heading", name="Apa yang disetujui pemilik?").wait_for()
    look("daftar-6-persetujuan")
    person.tick("consent")
    person.tap("Simpan dan lanjut")
    page.get_by_role("heading", name="Periksa sekali lagi").wait_for()
    look("daftar-7-periksa")
    person.tap("Ajukan usulan")
    page.get_by_role("heading", name="Usulan terkirim").wait_for()
    look("daftar-8-terkirim")


def add_photo(person):
    person.taps += 2  # the chooser opens, and a photo is taken
    person.page.locator("input[name=image]").set_input_files(
        {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    person.tap("Kirim foto")
    person.page.get_by_role("link", name="Lanjut", exact=True).wait_for()
