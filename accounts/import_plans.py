"""What an imported list of officers would change: one line of the plan per row of the file."""

import re

from kelurahan.models import RW, Kelurahan

from .models import Duty, User
from .phones import normalise, spelled

COLUMNS = {
    "rw": ("RW", {"nomor rw", "no rw", "rukun warga"}),
    "name": ("Nama", {"nama lengkap", "nama pengurus", "nama ketua rw"}),
    "phone": (
        "Nomor HP",
        {"no hp", "hp", "nomor hp wa", "no hp wa", "nomor wa", "no wa", "whatsapp", "nomor whatsapp"}
        | {"telepon", "nomor telepon", "no telepon", "no telp", "nomor hp whatsapp"},
    ),
    "duty": ("Peran", {"jabatan", "tugas", "sebagai"}),
}
DUTIES = {
    "ketua": Duty.KETUA,
    "ketua rw": Duty.KETUA,
    "pendamping": Duty.PENDAMPING,
    "pendamping rw": Duty.PENDAMPING,
}
LONGEST_NAME = 80
NEW, CHANGED, SAME, WRONG = "baru", "berubah", "tidak berubah", "salah"


def readable(table):
    """(rows for the plan, how many lines were left empty); a template's unfilled lines are no error."""
    rows = [
        {"line": row.line, "cells": row.cells, "faults": row.faults, "overflows": row.overflows}
        for row in table.rows
    ]
    filled = [row for row in rows if is_filled(row)]
    return filled, len(rows) - len(filled)


def is_filled(row):
    return any(row["cells"][key] or key in row["faults"] for key in ("name", "phone"))


def make_plan(kelurahan, rows):
    """What each row of the file would do, in its order.

    {"line", "outcome", "words", "rw", "rw_label", "duty", "name", "phone", "phone_label", "holder"}, and "replaces"
    where the holder of the duty goes.
    """
    rws = {rw.number: rw for rw in RW.objects.filter(kelurahan=kelurahan)}
    plan = [read_row(row, rws, kelurahan) for row in rows]
    refuse_doubles(plan)
    compare(plan, kelurahan)
    refuse_taken_phones(plan)
    return plan


def read_row(row, rws, kelurahan):
    """The row by itself: its values, or the words that say what is wrong with it."""
    cells, wrong = row["cells"], fault_words(row)
    number = rw_number(cells["rw"])
    duty = DUTIES.get(" ".join(re.sub(r"[^a-z]+", " ", cells["duty"].lower()).split()))
    phone = normalise(cells["phone"])
    checks = (
        ("rw", number in rws, rw_words(cells["rw"], kelurahan)),
        ("name", 0 < len(cells["name"]) <= LONGEST_NAME, name_words(cells["name"])),
        ("phone", phone, phone_words(cells["phone"])),
        ("duty", duty, duty_words(cells["duty"])),
    )
    wrong += [words for key, fine, words in checks if not fine and key not in row["faults"]]
    return {
        "line": row["line"],
        "outcome": WRONG if wrong else None,
        "words": wrong,
        "rw": rws[number].pk if number in rws else None,
        "rw_label": rws[number].label if number in rws else cells["rw"],
        "duty": str(duty) if duty else None,
        "name": cells["name"],
        "phone": phone or cells["phone"],
        "phone_label": spelled(phone) if phone else cells["phone"],
        "holder": None,
    }


def fault_words(row):
    words = [f"Kolom {COLUMNS[key][0]} {reason}." for key, reason in row["faults"].items()]
    if row["overflows"]:
        words.append("Ada isi di luar kolom judul: periksa koma atau titik koma di dalam nama.")
    return words


def rw_number(text):
    """5 for `5`, `05`, `RW 05`, `rw.5`, `RW-05` and `5,0`; None for anything else."""
    found = re.fullmatch(r"(?:rw)?[\s.:/-]*0*(\d{1,2})(?:[.,]0+)?", text.strip().lower(), re.ASCII)
    return int(found[1]) if found else None


def rw_words(text, kelurahan):
    if not text:
        return "RW kosong. Bila selnya digabung, pisahkan dan isi di tiap baris."
    return f"RW “{text}” tidak ada di {kelurahan}."


def name_words(text):
    return f"Nama lebih panjang dari {LONGEST_NAME} huruf." if text else "Nama kosong."


def phone_words(text):
    if not text:
        return "Nomor HP kosong."
    if re.fullmatch(r"\d+(?:[.,]\d+)?e\+?\d+", text.lower(), re.ASCII):
        return f"Nomor HP “{text}” dipendekkan Excel. Ubah kolomnya menjadi Teks, lalu tulis ulang nomornya."
    return f"Nomor HP “{text}” tidak dikenali. Tulis seperti 0812-3456-7890."


def duty_words(text):
    return f"Peran “{text}” tidak dikenali. Tulis Ketua RW atau Pendamping RW." if text else "Peran kosong."


def refuse(planned, words):
    planned["outcome"] = WRONG
    planned["words"].append(words)


def refuse_doubles(plan):
    """Two rows for one duty, and two rows with one phone number."""
    posts, phones = {}, {}
    for planned in plan:
        post, phone = (planned["rw"], planned["duty"]), normalise(planned["phone"])
        if None not in post:
            first = posts.setdefault(post, planned["line"])
            if first != planned["line"]:
                refuse(planned, f"{post_words(planned)} sudah ada di baris {first}.")
        if phone:
            first = phones.setdefault(phone, planned["line"])
            if first != planned["line"]:
                refuse(planned, f"Nomor HP ini sudah ada di baris {first}.")


def post_words(planned):
    return f"{Duty(planned['duty']).label.removesuffix(' RW')} {planned['rw_label']}"


def compare(plan, kelurahan):
    """Against who holds each duty now."""
    officers = User.objects.active().officers().of_kelurahan(kelurahan)
    holders = {(officer.rw_id, officer.duty): officer for officer in officers}
    for planned in plan:
        if planned["outcome"] is None:
            judge(planned, holders.get((planned["rw"], planned["duty"])))


def judge(planned, holder):
    if holder is None:
        planned["outcome"] = NEW
        return
    planned["holder"] = holder.pk
    same_name = holder.name.casefold() == planned["name"].casefold()
    if holder.name == planned["name"] and holder.phone == planned["phone"]:
        planned["outcome"] = SAME
        return
    planned["outcome"] = CHANGED
    if same_name:
        planned["words"].append(
            f"Data diperbaiki. Sebelumnya {holder.name}, {holder.spoken_phone or 'tanpa nomor'}."
        )
    elif holder.phone == planned["phone"]:
        planned["words"].append(f"Nama diperbaiki. Sebelumnya {holder.name}.")
    else:
        planned["replaces"] = True
        planned["words"].append(f"Menggantikan {holder.name}, yang tidak bisa masuk lagi.")


def refuse_taken_phones(plan):
    """A number of an active account that keeps it when the plan is done."""
    leaving = {planned["holder"] for planned in plan if planned["holder"] and planned["outcome"] == CHANGED}
    wanted = [planned["phone"] for planned in plan if planned["outcome"] in {NEW, CHANGED}]
    taken = {user.phone for user in User.objects.with_phones(wanted) if user.pk not in leaving}
    for planned in plan:
        if planned["outcome"] in {NEW, CHANGED} and planned["phone"] in taken:
            planned["words"].clear()
            refuse(planned, "Nomor HP ini sudah dipakai akun lain yang aktif.")


def may_be_applied(plan):
    """Nothing wrong, and something to do."""
    outcomes = {planned["outcome"] for planned in plan}
    return WRONG not in outcomes and bool(outcomes & {NEW, CHANGED})


def template_rows(kelurahan: Kelurahan):
    """A line for each duty of each RW, with nothing to delete: lines left empty are passed over."""
    numbers = RW.objects.filter(kelurahan=kelurahan).order_by("number").values_list("number", flat=True)
    return [[f"{number:02d}", "", "", duty.label] for number in numbers for duty in Duty]
