"""Photos as they are sent, and what is said of one."""

from django import forms

from exhibitions.fields import FilesField
from products.models import LONGEST_LINE, MOST_PHOTOS, Photo

# What a photo of a slot should show, for the one who takes it.
WHAT_TO_SHOW = {
    Photo.Slot.FRONT: "Produk utuh dari depan, di tempat terang. Foto inilah yang tampil paling dulu.",
    Photo.Slot.DETAIL: "Dari dekat: jahitan, anyaman, ukiran, atau isinya, sampai terlihat rapinya.",
    Photo.Slot.PACKAGING: "Produk seperti diterima pembeli: bungkus, label, atau tasnya.",
    Photo.Slot.PROCESS: "Saat produk dibuat: tangan, alat, atau tempat kerjanya. "
    "Wajah orang hanya bila ia mengizinkan.",
    Photo.Slot.OTHER: "Apa saja yang membantu kurator: ukuran, pilihan warna, cara memakai.",
}


class PhotoForm(forms.Form):
    """One photo or several; what each is, is found by looking at its bytes (products.photos)."""

    slot = forms.ChoiceField(choices=Photo.Slot, required=False, widget=forms.HiddenInput)
    image = FilesField(
        label="Pilih foto",
        help_text=f"Boleh beberapa sekaligus, paling banyak {MOST_PHOTOS}.",
        error_messages={"required": "Pilih foto dahulu."},
    )


class PhotoTextForm(forms.Form):
    slot = forms.ChoiceField(
        label="Apa yang terlihat?",
        choices=Photo.Slot,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang terlihat."},
    )
    description = forms.CharField(
        label="Keterangan foto",
        max_length=LONGEST_LINE,
        required=False,
        help_text="Dibacakan kepada orang yang tidak dapat melihat fotonya. Bila kosong, memakai nama produk.",
    )
