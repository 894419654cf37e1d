from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tools import mute_logger

from .access_case import AccessCase

# Which conversations each may read, of those named in ``VisibilityCase.situations``.
OWN = {"own", "finished_own"}
ALL = OWN | {"waiting", "others", "finished_others"}
SEES = {
    "agent": OWN,
    "conversation": OWN,
    "supervisor": ALL,
    "manager": ALL,
    "stakeholder": ALL,
    "payments": set(),
    "administrator": ALL,
    "employee": set(),
    "ticked": set(),
    "stranger": set(),
}
ROLES = [kind for kind in SEES if kind not in ("employee", "ticked", "stranger")]
REFUSALS = (AccessError, MissingError, UserError)


class VisibilityCase(AccessCase):
    """Somebody of every role, and a conversation in every situation for each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            # Who answers nobody may have answered before.
            kind: cls._make_member(
                f"{kind}_sees", "agent" if kind == "payments" else kind, cls.team
            )
            for kind in ROLES
        }
        cls.people |= {
            "employee": cls.employee,
            "ticked": cls.ticked,
            "stranger": cls.stranger,
        }
        cls.label = cls.env["pact.tag"].create(
            {"name": "Segredo", "company_id": cls.company.id}
        )

    def setUp(self):
        super().setUp()
        self.files = {}
        self.asking = "nobody"
        self.shared = {
            "waiting": self._tell("waiting"),
            "others": self._tell("others", self.ana),
            "finished_others": self._tell("finished_others", self.ana, over=True),
        }
        self.of = {}
        for kind, user in self.people.items():
            self.of[kind] = dict(self.shared)
            if kind in ROLES:
                self.of[kind] |= {
                    "own": self._tell(f"own {kind}", user),
                    "finished_own": self._tell(f"finished_own {kind}", user, over=True),
                }
        former = self._member_of(self.people["payments"])
        former.role_ids = self._role("payments")
        self.env.flush_all()
        self.env.invalidate_all()

    def _tell(self, situation, holder=None, *, over=False):
        """Let a customer write, with a file, and let ``holder`` see to it."""
        sender = f"5531988{next(self.counter):06}"
        name = f"Cliente {situation}"
        self._receive(
            self._element("text", {"body": f"segredo {situation}"}, sender),
            names={sender: name},
        )
        channel = self._conversation(sender)
        message = self._said(channel)[0]
        file = self.env["ir.attachment"].create(
            {
                "name": "segredo.txt",
                "raw": f"segredo {situation}".encode(),
                "res_model": "discuss.channel",
                "res_id": channel.id,
            }
        )
        message.attachment_ids = file
        self.files[channel] = file
        channel.pact_tag_ids = self.label
        if holder:
            channel._pact_hold(holder)
        if over:
            channel._pact_finish(note="segredo")
        return channel

    def _each(self):
        """Yield (person, what they may read, what they may not), role by role."""
        for kind, user in self.people.items():
            self.asking = kind
            channels = self.of[kind].values()
            seen = [self.of[kind][situation] for situation in sorted(SEES[kind])]
            everything = self.env["discuss.channel"].concat(*channels)
            seen = everything.browse().concat(*seen)
            yield user, seen, everything - seen
            self.env.invalidate_all()

    def _formatMessage(self, msg, standardMsg):
        """Say of everything that goes wrong whom it concerns."""
        return f"{self.asking}: {super()._formatMessage(msg, standardMsg)}"

    def _try(self, user, model, method, *args, **kwargs):
        """Return what the call gives, or None where it is refused."""
        try:
            with (
                mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
                self.env.cr.savepoint(),
            ):
                result = self._rpc(user, model, method, *args, **kwargs)
                self.env.flush_all()
                return result
        except REFUSALS:
            self.env.invalidate_all()
            return None
