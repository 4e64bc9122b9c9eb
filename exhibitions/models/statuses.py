"""The statuses of an entry and the acts that move it between them."""

from django.db import models


class Status(models.TextChoices):
    DRAFT = "draf", "Draf"
    SUBMITTED = "diajukan", "Diajukan"
    RETURNED = "perlu perbaikan", "Perlu perbaikan"
    VERIFIED = "terverifikasi", "Terverifikasi"
    INELIGIBLE = "tidak memenuhi syarat", "Tidak memenuhi syarat"
    WITHDRAWN = "ditarik", "Ditarik"
    REPLACED = "digantikan", "Digantikan"


# The name of each status's sign in the look.
SIGNS = {
    Status.DRAFT: "draft",
    Status.SUBMITTED: "submitted",
    Status.RETURNED: "returned",
    Status.VERIFIED: "verified",
    Status.INELIGIBLE: "ineligible",
    Status.WITHDRAWN: "withdrawn",
    Status.REPLACED: "replaced",
}

LIVE = [Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.VERIFIED]
UNSENT = [Status.DRAFT, Status.RETURNED]
SUBMITTED_AND_LATER = [Status.SUBMITTED, Status.VERIFIED]


class Action(models.TextChoices):
    START = "mulai", "Usulan dibuat"
    SUBMIT = "ajukan", "Usulan diajukan"
    CHANGE = "ubah", "Isi usulan diubah"
    ACCEPT = "terima", "Usulan diterima"
    RETURN = "kembalikan", "Dikembalikan untuk perbaikan"
    REFUSE = "tidak memenuhi", "Dinyatakan tidak memenuhi syarat"
    WITHDRAW = "tarik", "Usulan ditarik"
    REPLACE = "ganti", "Diganti produk lain"
    RECATEGORISE = "pindah kategori", "Dipindahkan ke kategori lain"
    WALK_IN = "susulan", "Usulan susulan dicatat"


# From which statuses an act starts and where it ends.
MOVES = {
    Action.SUBMIT: (UNSENT, Status.SUBMITTED),
    Action.ACCEPT: ([Status.SUBMITTED], Status.VERIFIED),
    Action.RETURN: ([Status.SUBMITTED, Status.VERIFIED], Status.RETURNED),
    Action.REFUSE: ([Status.SUBMITTED, Status.RETURNED, Status.VERIFIED], Status.INELIGIBLE),
    Action.WITHDRAW: (LIVE, Status.WITHDRAWN),
    Action.REPLACE: (LIVE, Status.REPLACED),
}
