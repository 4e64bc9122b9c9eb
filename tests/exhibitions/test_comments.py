"""What the operator notes about a part of an entry, and where the RW finds it."""

import pytest

from accounts.commitments import commitment
from exhibitions import steps
from exhibitions.models import Entry, Status, StepNote
from exhibitions.models.records import note_text
from exhibitions.verification_pages import commentable_sections
from tests.factories import make_entry

from .acts import stored
from .factories import found, html, messages_of, summary_of, timeline_of, values_on

SEEN = {"version": "1", "status": Status.SUBMITTED.value}
GAPS = {"kembali-foto": "Terlalu gelap.", "kembali-harga": "Harga per lembar atau per meter?"}


@pytest.fixture
def entry(desk, gelar_melong, rw_melong_5):
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)


def send_back(desk, entry, **sent):
    return desk.post(f"/verifikasi/{entry.pk}/kembalikan/", SEEN | sent, follow=True)


def return_step(entry):
    return entry.steps.select_related("note").last()


def test_every_page_on_which_an_entry_is_told_can_be_commented():
    pages = {step.slug for step in (*steps.TO_SUBMIT, *steps.TO_COMPLETE)}

    assert {slug for slug, _ in commentable_sections()} == pages | {"legalitas"}


def test_comments_alone_return_an_entry(desk, entry):
    answer = send_back(desk, entry, **GAPS)

    step = return_step(entry)
    assert messages_of(answer) == [("ok", f"Usulan {entry.number} ({entry}) dikembalikan untuk perbaikan.")]
    assert step.reason == "Lihat catatan pada bagian Harga dan Foto."
    assert step.comments == {"foto": "Terlalu gelap.", "harga": "Harga per lembar atau per meter?"}


def test_one_comment_is_named_alone_and_three_with_commas(desk, entry):
    send_back(desk, entry, **GAPS, **{"kembali-usaha": "Nomor tidak aktif."})

    assert return_step(entry).reason == "Lihat catatan pada bagian Pelaku usaha, Harga dan Foto."


def test_a_message_stands_beside_the_comments(desk, entry):
    send_back(desk, entry, **{"kembali-reason": "Hampir selesai.", "kembali-foto": "Terlalu gelap."})

    step = return_step(entry)
    assert (step.reason, step.comments) == ("Hampir selesai.", {"foto": "Terlalu gelap."})
    text = note_text("Hampir selesai.", {"foto": "Terlalu gelap."})
    assert step.note_commitment == commitment(step.note.salt, text)


def test_a_message_alone_is_written_plainly(desk, entry):
    send_back(desk, entry, **{"kembali-reason": "Foto gelap."})

    note = StepNote.objects.get(step=return_step(entry))
    assert (note.layout, note.text) == (StepNote.Layout.PLAIN, "Foto gelap.")


def test_a_comment_on_a_part_that_is_none_is_left_out(desk, entry):
    send_back(desk, entry, **GAPS, **{"kembali-status": "x", "kembali-rahasia": "y"})

    assert sorted(return_step(entry).comments) == ["foto", "harga"]


def test_a_comment_that_is_too_long_is_kept_and_its_box_is_open(desk, entry):
    long = "a" * 501

    page = send_back(desk, entry, **{"kembali-foto": long, "kembali-harga": "Berapa?"})

    assert [link for link, _ in summary_of(page)] == ["#id_kembali-foto"]
    assert (values_on(page)["kembali-foto"], values_on(page)["kembali-harga"]) == (long, "Berapa?")
    assert found(page, r'<details class="comment" open>\s*<summary[^>]*>(.*?)</summary>') == [
        "Beri catatan : foto",
        "Beri catatan : harga",
    ]
    assert Entry.objects.get().status == Status.SUBMITTED


def test_the_comment_boxes_belong_to_the_form_that_returns(desk, entry):
    page = desk.get(f"/verifikasi/{entry.pk}/")

    boxes = found(page, r'<textarea name="kembali-([\w-]+)"[^>]*form="kembalikan"')
    assert sorted(boxes) == sorted(slug for slug, _ in commentable_sections())
    assert found(page, r'action="/verifikasi/\d+/([\w-]+)/"\s+id="kembalikan"') == ["kembalikan"]


@pytest.mark.parametrize("path", ["/usulan/{}/", "/verifikasi/{}/"])
def test_the_timeline_shows_the_comments_under_the_titles_of_their_parts(desk, entry, path):
    send_back(desk, entry, **GAPS)

    page = desk.get(path.format(entry.pk))

    assert timeline_of(page)[0][2] == "Lihat catatan pada bagian Harga dan Foto."
    assert found(page, r'class="timeline__comments">(.*?)</ul>') == [
        "Foto: Terlalu gelap. Harga: Harga per lembar atau per meter?"
    ]


@pytest.mark.parametrize(("part", "comment"), [("harga", "Harga per lembar atau per meter?"), ("foto", None)])
def test_the_rw_finds_a_comment_at_the_field(desk, entry, rw_melong_5, client_of, part, comment):
    send_back(desk, entry, **GAPS)
    phone = client_of(rw_melong_5)
    path = f"/usulan/{entry.pk}/foto/" if comment is None else f"/usulan/{entry.pk}/ubah/{part}/"

    page = phone.get(path)

    said = found(page, r"Catatan operator untuk bagian ini</h2>\s*<p>(.*?)</p>")
    assert said == [comment or "Terlalu gelap."]


def test_once_sent_again_nothing_is_to_be_mended_and_the_operator_sees_the_old_comment(
    desk, entry, rw_melong_5, client_of
):
    send_back(desk, entry, **GAPS)
    stored(entry).submit(rw_melong_5)

    shown = desk.get(f"/verifikasi/{entry.pk}/")

    assert stored(entry).comments_to_mend == {}
    assert found(shown, r"Catatan waktu dikembalikan</p>\s*<p>(.*?)</p>") == [
        "Terlalu gelap.",
        "Harga per lembar atau per meter?",
    ]


def test_comments_are_shown_as_text(desk, entry):
    send_back(desk, entry, **{"kembali-foto": "<script>alert(1)</script>"})

    page = desk.get(f"/verifikasi/{entry.pk}/")

    assert html(page).count("<script>alert") == 0
    assert html(page).count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_who_only_reads_gets_no_box(entry, lurah_melong, client_of):
    page = client_of(lurah_melong).get(f"/verifikasi/{entry.pk}/")

    assert found(page, r"<(textarea)") == []
