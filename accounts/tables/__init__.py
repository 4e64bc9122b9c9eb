from .reading import Row, Table, read_table
from .refusals import TableRefused
from .writing import csv_bytes, xlsx_bytes

__all__ = ["Row", "Table", "TableRefused", "csv_bytes", "read_table", "xlsx_bytes"]
