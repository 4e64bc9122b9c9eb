"""Product pictures drawn by code: the same category, subcategory and seed always give the same picture."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple
from zlib import crc32

from PIL import Image

from . import bags, cloths, drinks, foods, garments, jewels, pots, trinkets, woodwork
from .canvas import HEIGHT, WIDTH
from .sittings import Sitting

Box = tuple[int, int, int, int]

WHOLE: Box = (0, 0, WIDTH, HEIGHT)
NEAR: Box = (100, 150, 1100, 900)
MIDDLE: Box = (70, 80, 1150, 890)
CLOSE: Box = (160, 220, 1040, 880)


class Scene(NamedTuple):
    """`frame` is the part of the scene that the camera keeps."""

    name: str
    paint: Callable[[Sitting], Image.Image]
    frame: Box = WHOLE


SCENES: dict[str, dict[str, tuple[Scene, ...]]] = {
    "tpt": {
        "busana": (
            Scene("kemeja", garments.shirt),
            Scene("tunik", garments.tunic),
            Scene("outer", garments.outer),
            Scene("kemeja-lipat", garments.folded_shirts),
            Scene("sarung", garments.sarong),
        ),
        "batik": (
            Scene("kain", cloths.close_up),
            Scene("tumpukan", cloths.stack, NEAR),
            Scene("gantungan", cloths.line),
            Scene("gulungan", cloths.rolls),
        ),
        "bordir": (
            Scene("pemidangan", garments.hoop),
            Scene("kebaya", garments.kebaya),
            Scene("taplak", garments.table_linen),
            Scene("kerudung", garments.veils),
        ),
        "rajut": (
            Scene("sweter", garments.sweater),
            Scene("topi", garments.beanies, NEAR),
            Scene("syal", cloths.knitted_stack, NEAR),
            Scene("tas-rajut", bags.crocheted_bag),
            Scene("boneka", trinkets.dolls, NEAR),
        ),
        "rumah-tangga": (
            Scene("bantal", cloths.cushions, NEAR),
            Scene("taplak", cloths.runner),
            Scene("sarung-tangan", cloths.mitts),
            Scene("seprai", cloths.woven_stack, NEAR),
            Scene("gorden", cloths.woven_line),
        ),
        "aksesori": (
            Scene("tas-kain", bags.tote),
            Scene("pouch", bags.pouches),
            Scene("iket", bags.headcloths),
            Scene("selendang", cloths.shawl),
        ),
        "perca": (
            Scene("selimut", cloths.quilt),
            Scene("keset", cloths.rag_rug),
            Scene("tas-perca", bags.patched_tote),
            Scene("bantal-perca", cloths.patched_cushions, NEAR),
        ),
    },
    "kriya": {
        "kayu": (
            Scene("peralatan", woodwork.spoons),
            Scene("mangkuk", pots.turned_wood, NEAR),
            Scene("kotak", woodwork.boxes, NEAR),
            Scene("mainan", woodwork.toys, NEAR),
        ),
        "anyaman": (
            Scene("keranjang", pots.baskets, MIDDLE),
            Scene("tampah", pots.sieve_tray),
            Scene("tas-anyam", bags.plaited_bag),
            Scene("boboko", pots.rice_baskets, CLOSE),
            Scene("hiasan", trinkets.wall_hanging),
        ),
        "keramik": (
            Scene("gerabah", pots.earthenware, NEAR),
            Scene("glasir", pots.glazed_wares, NEAR),
            Scene("cangkir", pots.cups, CLOSE),
        ),
        "logam": (Scene("bejana", pots.beaten_metal, NEAR), Scene("nampan", pots.tray)),
        "kulit": (
            Scene("dompet", bags.wallets),
            Scene("tas-kulit", bags.satchel),
            Scene("sabuk", bags.belts),
            Scene("sandal", bags.sandals),
        ),
        "perhiasan": (
            Scene("kalung", jewels.necklaces),
            Scene("gelang", jewels.bracelets),
            Scene("anting", jewels.earrings),
            Scene("bros", jewels.brooches),
        ),
        "kertas": (
            Scene("lampu", pots.lamps, NEAR),
            Scene("buku", trinkets.notebooks),
            Scene("kotak-hadiah", trinkets.gift_boxes, NEAR),
        ),
        "daur-ulang": (
            Scene("tas-kopi", bags.sachet_bag),
            Scene("keranjang-koran", trinkets.paper_baskets, CLOSE),
            Scene("tatakan", bags.sachet_mats),
            Scene("vas-botol", trinkets.bottle_vases, NEAR),
        ),
        "lainnya": (
            Scene("lilin", pots.candles, CLOSE),
            Scene("angklung", woodwork.angklung),
            Scene("sabun", trinkets.soaps),
        ),
    },
    "kuliner": {
        "kering": (
            Scene("toples", foods.jars, NEAR),
            Scene("kemasan", foods.packets, NEAR),
            Scene("mangkuk", foods.bowl_of_crisps),
        ),
        "basah": (
            Scene("piring", foods.cakes),
            Scene("kotak-kue", foods.cake_box),
            Scene("sambal", foods.relish, NEAR),
        ),
        "minuman": (
            Scene("botol", drinks.bottles, NEAR),
            Scene("gelas", drinks.glasses, NEAR),
            Scene("bubuk", drinks.tea_packets, NEAR),
        ),
    },
}


def scenes(category_slug: str, subcategory_slug: str) -> tuple[Scene, ...]:
    """The scenes of a subcategory; ValueError when there is none."""
    found = SCENES.get(category_slug, {}).get(subcategory_slug)
    if found is None:
        raise ValueError(f"no pictures for {category_slug}/{subcategory_slug}")
    return found


def seed_for(category_slug: str, subcategory_slug: str, scene_name: str, variant: int = 0) -> int:
    """The seed that draws the named scene in its `variant`-th dyes and figures."""
    names = [scene.name for scene in scenes(category_slug, subcategory_slug)]
    return names.index(scene_name) + variant * len(names)


def draw(category_slug: str, subcategory_slug: str, seed: int, width: int = WIDTH) -> Image.Image:
    """A 4:3 picture; seeds count through the scenes of the subcategory and then through their variants."""
    choice = scenes(category_slug, subcategory_slug)
    scene, variant = choice[seed % len(choice)], seed // len(choice)
    start = crc32(f"{subcategory_slug}/{scene.name}".encode())
    rng = Random(f"{subcategory_slug}/{scene.name}/{variant}")
    picture = scene.paint(Sitting(rng, start % 9973 + variant, start % 9967 + variant * 4))
    size = (width, width * HEIGHT // WIDTH)
    if scene.frame == WHOLE and size == picture.size:
        return picture
    return picture.resize(size, Image.Resampling.BICUBIC, scene.frame, reducing_gap=2)
