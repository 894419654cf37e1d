"""The files that come with what a customer types."""

from odoo.http import request

from ..rules import request_form, words

LIMITS = request_form.Limits()
# What a browser wraps around the files and the words.
ENVELOPE = 1024 * 1024
LARGEST = LIMITS.files * LIMITS.bytes_each + ENVELOPE
# As a browser's field for files takes them.
SUFFIXES = ",".join(sorted(request_form.SAFE_SUFFIXES))


def largest(_controller):
    """Return how much is read of a form; words alone are kept in memory."""
    has_files = request.httprequest.mimetype == "multipart/form-data"
    return LARGEST if has_files else ENVELOPE


def uploads():
    """Return ``(name, size, file)`` of each file that was sent."""
    sent = request.httprequest.files.getlist("files")
    return [
        (words.one_line(file.filename), _size(file), file)
        for file in sent
        if file.filename
    ]


def _size(file):
    size = file.seek(0, 2) or file.tell()
    file.seek(0)
    return size


def readers(files):
    """Return ``(name, function that reads it)`` of each."""
    return [(name, file.read) for name, _size, file in files]


def is_confidential():
    """Return whether the customer wants the files of this message kept to a few."""
    return request.params.get("confidential") == "1"
