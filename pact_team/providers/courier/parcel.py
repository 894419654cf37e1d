"""What a courier carries."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Parameter:
    """A value for a placeholder; ``name`` only where placeholders have names."""

    text: str
    name: str | None = None


@dataclass(frozen=True)
class ButtonValue:
    """What a button carries; ``index`` counts all buttons of the template from zero.

    ``kind`` is ``url`` (the end of its address), ``quick_reply`` (what comes back when
    it is tapped) or ``copy_code``.
    """

    index: int
    kind: str
    text: str


@dataclass(frozen=True)
class Template:
    """An approved text, and what fills it.

    ``header`` is ``("text", Parameter)``, or the kind of a file: ``("image", None)``
    takes the parcel's content, ``("image", ref)`` what ``upload`` returned before.
    """

    name: str
    language: str
    header: tuple[str, Parameter | str | None] | None = None
    body: tuple[Parameter, ...] = ()
    buttons: tuple[ButtonValue, ...] = ()

    @property
    def needs_file(self) -> bool:
        return bool(self.header) and self.header[0] != "text" and not self.header[1]


@dataclass(frozen=True)
class Parcel:
    """One message as the network shall get it; ``tag`` comes back in its statuses.

    With a ``template``, ``content`` is the file of its header and ``text`` is not sent.
    With ``reaction_to``, ``text`` is the emoji on that message; without one the emoji
    is taken back. With ``is_group``, ``recipient`` is what the messages of the group
    carry as ``details["group"]``.
    """

    recipient: str
    tag: str
    text: str = ""
    quoted_uid: str | None = None
    content: bytes = field(default=b"", repr=False)
    filename: str = ""
    mime_type: str = ""
    is_voice: bool = False
    template: Template | None = None
    reaction_to: str | None = None
    is_group: bool = False
