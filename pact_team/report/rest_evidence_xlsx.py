"""An evidence of rests as XLSX: a sheet to read, and one with the lines of the sum."""

from io import BytesIO

from xlsxwriter import Workbook

# Whatever a name begins with stays text; a sheet is written out row by row.
OPTIONS = {
    "constant_memory": True,
    "in_memory": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WIDTHS = (28, 12, 16, 18, 10, 8, 8, 9, 22)
# Excel's own, which it shows as the reader's country writes dates.
DATE = 14
LONGEST_SHEET_NAME = 31


def render(document) -> bytes:
    target = BytesIO()
    with Workbook(target, OPTIONS) as book:
        _write_table(book, document)
        _write_data(book, document)
    return target.getvalue()


def _write_table(book, document):
    sheet = book.add_worksheet(document.title[:LONGEST_SHEET_NAME])
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": DATE})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    row = _write_texts(sheet, 0, [(document.title,)], bold)
    row = _write_texts(sheet, row, document.facts)
    row = _write_texts(sheet, row + 1, [document.columns], bold)
    for person in document.people:
        for line in person.lines:
            _write_line(sheet, row, person.name, line, day)
            row += 1
    sums = [(person.name, person.sums) for person in document.people]
    row = _write_texts(sheet, row + 1, sums, bold)
    _write_texts(sheet, row + 1, [(note,) for note in document.notes])


def _write_texts(sheet, row, lines, style=None):
    for line in lines:
        for place, text in enumerate(line):
            sheet.write_string(row, place, text, style)
        row += 1
    return row


def _write_line(sheet, row, name, line, day):
    sheet.write_string(row, 0, name)
    sheet.write_datetime(row, 1, line.day, day)
    values = line.shift, line.kind, line.planned, line.begins, line.ends, line.minutes
    for place, value in enumerate((*values, line.verdict), start=2):
        if isinstance(value, str):
            sheet.write_string(row, place, value)
        elif value is not None:
            sheet.write_number(row, place, value)


def _write_data(book, document):
    sheet = book.add_worksheet(document.data_title[:LONGEST_SHEET_NAME])
    _write_texts(sheet, 0, [(line,) for line in document.data])
