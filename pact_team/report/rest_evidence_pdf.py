"""An evidence of rests as PDF: plain text on A4, which can be searched and copied."""

from bisect import bisect
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 40, WIDTH - 40, HEIGHT - 50, 50
SIZE, LEADING = 8, 12
# No line of A4 holds more signs.
LONGEST_LINE = 300
# Where the values of the head begin.
VALUES = 200
# Where each column begins: day, shift, what, planned, from, until, minutes, result.
STOPS = (LEFT, 97, 160, 213, 295, 330, 367, 415, RIGHT)


def render(document) -> bytes:
    """Return the document as PDF; a page is written when it is full."""
    target = BytesIO()
    paper = _Paper(target, document)
    paper.head()
    for person in document.people:
        paper.person(person)
    paper.notes()
    paper.canvas.save()
    return target.getvalue()


def _fonts():
    """Return a plain and a bold font: one that knows more than Western Europe's."""
    try:
        for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
            pdfmetrics.registerFont(TTFont(name, file))
    except TTFError:
        return "Helvetica", "Helvetica-Bold"
    return "Vera", "VeraBd"


class _Paper:
    """A pen that goes down the page, and takes a new one at its end."""

    def __init__(self, target, document):
        self.canvas = Canvas(target, pagesize=A4)
        self.canvas.setTitle(document.title)
        self.document = document
        self.plain, self.bold = _fonts()
        self.number = 0
        self._begin_page()

    def head(self):
        self._write(self.document.title, font=self.bold, size=14)
        self.y -= LEADING / 2
        for label, value in self.document.facts:
            self._write(label, font=self.bold, advance=0)
            for part in simpleSplit(value, self.plain, SIZE, RIGHT - VALUES) or [""]:
                self._write(part, x=VALUES)
        self.y -= LEADING

    def person(self, person):
        self._need(5)
        self._write(person.name, font=self.bold, size=11)
        self._columns()
        for line in person.lines:
            if self._need(1):
                self._columns()
            self._cells(self._texts(line), self.plain)
        self._need(2)
        self._write(person.sums, font=self.bold)
        self.y -= LEADING

    def notes(self):
        for note in self.document.notes:
            for part in simpleSplit(note, self.plain, SIZE, RIGHT - LEFT):
                self._need(1)
                self._write(part)
            self.y -= LEADING / 2

    def _texts(self, line):
        return (
            line.day.strftime(self.document.date_format),
            line.shift,
            line.kind,
            _number(line.planned),
            line.begins,
            line.ends,
            _number(line.minutes),
            line.verdict,
        )

    def _columns(self):
        self._cells(self.document.columns, self.bold)
        self.canvas.line(LEFT, self.y + LEADING - 3, RIGHT, self.y + LEADING - 3)

    def _cells(self, texts, font):
        for place, text in enumerate(texts):
            room = STOPS[place + 1] - STOPS[place] - 4
            self._write(_cut(text, font, room), x=STOPS[place], font=font, advance=0)
        self.y -= LEADING

    def _write(self, text, *, x=LEFT, font=None, size=SIZE, advance=LEADING):
        font = font or self.plain
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, _cut(text, font, RIGHT - x, size))
        self.y -= advance * max(1, size / SIZE)

    def _need(self, lines):
        """Begin a new page where so many lines do not fit; say whether."""
        if self.y - lines * LEADING > BOTTOM:
            return False
        self.canvas.showPage()
        self._begin_page()
        return True

    def _begin_page(self):
        self.number += 1
        self.y = TOP
        self.canvas.setFont(self.plain, SIZE)
        foot = f"{self.document.title} · {self.document.page} {self.number}"
        self.canvas.drawString(LEFT, BOTTOM - 20, foot)


def _number(value):
    return "" if value is None else str(value)


def _cut(text, font, room, size=SIZE):
    if len(text) <= LONGEST_LINE and stringWidth(text, font, size) <= room:
        return text
    # No line holds more signs, and to measure takes as long as the text is.
    text = text[:LONGEST_LINE]
    fits = bisect(
        range(len(text)),
        room,
        key=lambda length: stringWidth(f"{text[:length]}…", font, size),
    )
    return f"{text[: max(0, fits - 1)]}…"
