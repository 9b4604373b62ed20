"""Reads and writes sheets of rows: ODS, XLSX, CSV and JSON, also from hands we do not trust."""

from consultation.sheets.columns import Column, Limits, Row, SheetRefused
from consultation.sheets.reading import read_rows
from consultation.sheets.writing import write_rows

__all__ = ["Column", "Limits", "Row", "SheetRefused", "read_rows", "write_rows"]
