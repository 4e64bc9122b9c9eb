from .categories import Category, Subcategory
from .consents import Consent
from .files import PrivateFile
from .limits import (
    FIRST_YEAR,
    HIGHEST_CAPACITY,
    HIGHEST_PRICE,
    LAST_YEAR,
    LONGEST_DESCRIPTION,
    LONGEST_LINE,
    LONGEST_NAME,
    MOST_PHOTOS,
    MOST_WORKERS,
)
from .maker_links import MakerLink, MakerRequest
from .makers import Business, Turnover
from .permits import Permit
from .photos import Photo
from .products import LocalShare, Need, Product, SoldAt

__all__ = [
    "FIRST_YEAR",
    "HIGHEST_CAPACITY",
    "HIGHEST_PRICE",
    "LAST_YEAR",
    "LONGEST_DESCRIPTION",
    "LONGEST_LINE",
    "LONGEST_NAME",
    "MOST_PHOTOS",
    "MOST_WORKERS",
    "Business",
    "Category",
    "Consent",
    "LocalShare",
    "MakerLink",
    "MakerRequest",
    "Need",
    "Permit",
    "Photo",
    "PrivateFile",
    "Product",
    "SoldAt",
    "Subcategory",
    "Turnover",
]
