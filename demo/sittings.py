"""One sitting before the camera: the chance, the dye and the cloths that one picture uses."""

from random import Random
from typing import NamedTuple

from PIL import Image

from . import motifs, weaves
from .canvas import Size, lit
from .colours import DYES, Dye


class Sitting(NamedTuple):
    """`step` counts the pictures of one scene: it walks through dyes and figures so that neighbours differ.
    `place` chooses the room or the ground in the same way.
    """

    rng: Random
    step: int
    place: int = 0

    @property
    def dye(self) -> Dye:
        return self.other_dye(0)

    def other_dye(self, k: int) -> Dye:
        return DYES[(self.step * 5 + k * 7) % len(DYES)]

    def batik(self, size: Size, k: int = 0) -> Image.Image:
        figure = motifs.BATIK[(self.step * 3 + k) % len(motifs.BATIK)]
        return lit(motifs.batik(figure, self.other_dye(k), size), weaves.threads(size, 2))

    def cloth(self, size: Size, k: int = 0) -> Image.Image:
        """Any of the city's cloths: batik, lurik, ecoprint, squares, jumputan."""
        dye, kind = self.other_dye(k), (self.step + k) % 5
        if kind == 0:
            return self.batik(size, k)
        makers = (weaves.lurik, motifs.ecoprint, weaves.check, motifs.rings)
        return makers[kind - 1](self.rng, dye, size)

    def plain(self, size: Size, k: int = 0) -> Image.Image:
        return weaves.plain(size, self.other_dye(k).ground)
