"""The verified facts a curator sees, each beside the criterion it bears on."""

from kelurahan.templatetags.indonesia import rupiah


def price_words(facts):
    return f"{rupiah(facts['price'])} per {facts['unit']}"


def facts_for_criteria(facts):
    """{criterion code: words} from the frozen facts; nothing that names or locates the maker."""
    if not facts:
        return {}
    return {
        "keaslian": f"Bahan utama: {facts['main_material']}",
        "daya_jual": price_words(facts),
        "pemberdayaan": f"{facts['workers_total']} pekerja, {facts['workers_from_rw']} warga RW",
    }


def facts_of_product(facts):
    """[(label, words)] for the head of the sheet."""
    if not facts:
        return []
    return [
        ("Jenis", facts["subcategory"]),
        ("Bahan utama", facts["main_material"]),
        ("Harga", price_words(facts)),
        ("Uraian", facts["description"]),
    ]
