"""A list of requests as a table: CSV or XLSX, written out row by row.

Neither holds the list in memory, however long it is.
"""

import csv
from io import TextIOWrapper

from xlsxwriter import Workbook

from ..rules import cells

# As in the evidence of rests: whatever a cell begins with stays text.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WIDTH = 22
# Excel's own, which it shows as the reader's country writes dates and hours.
MOMENT = 22


def write_csv(target, head, rows, separator):
    """Write a CSV that Excel opens: with its mark of UTF-8, no cell a formula."""
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text, delimiter=separator)
    table.writerow(head)
    for row in rows:
        table.writerow(cells.neutral(_as_text(value)) for value in row)
    # Whoever gave the file goes on with it.
    text.detach()


def write_xlsx(target, head, rows):
    """Write an XLSX: dates are dates, everything else text."""
    with Workbook(target, OPTIONS) as book:
        sheet = book.add_worksheet()
        bold, moment = (
            book.add_format({"bold": True}),
            book.add_format({"num_format": MOMENT}),
        )
        sheet.set_column(0, len(head) - 1, WIDTH)
        for place, text in enumerate(head):
            sheet.write_string(0, place, text, bold)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                _write_cell(sheet, number, place, value, moment)


def _write_cell(sheet, number, place, value, moment):
    if hasattr(value, "strftime"):
        sheet.write_datetime(number, place, value, moment)
    else:
        sheet.write_string(number, place, value)


def _as_text(value):
    return f"{value:%Y-%m-%d %H:%M}" if hasattr(value, "strftime") else value
