"""Files a customer can send without having any."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "samples"
SAMPLES = {
    "image": ("picture.jpg", "image/jpeg"),
    "video": ("clip.mp4", "video/mp4"),
    "audio": ("voice.ogg", "audio/ogg"),
    "voice": ("voice.ogg", "audio/ogg; codecs=opus"),
    "document": ("document.pdf", "application/pdf"),
    "sticker": ("sticker.webp", "image/webp"),
}


@dataclass(frozen=True)
class Sample:
    filename: str
    mime_type: str
    content: bytes


def load(kind):
    filename, mime_type = SAMPLES[kind]
    return Sample(filename, mime_type, (FOLDER / filename).read_bytes())


def traits(kind):
    """Return what a webhook adds for ``kind``."""
    if kind in ("voice", "audio"):
        return {"voice": kind == "voice"}
    return {"animated": False} if kind == "sticker" else {}
