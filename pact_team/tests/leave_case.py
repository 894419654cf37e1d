from .custody_case import CustodyCase

CARLOS, JOAO, LUA = (f"55319876500{number}" for number in ("02", "03", "04"))
ODD = ("\0", "\ud800", [1], {"a": 1}, True, -1, 1.5, 2**70, float("nan"))


class LeaveCase(CustodyCase):
    """Ana holds three conversations of her team, and may hand them over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member_of(cls.ana)

    def setUp(self):
        super().setUp()
        self.first = self.channel
        self.second, self.third = (self._held(sender) for sender in (CARLOS, JOAO))
        self.held = self.first | self.second | self.third

    def _held(self, sender, user=None):
        channel = self._write(sender=sender)
        self._take(channel, user)
        return channel

    def _call(self, user, method, *args, company=None):
        context = {"allowed_company_ids": (company or self.company).ids}
        told = self._rpc(user, "pact.member", method, *args, context=context)
        self.env.flush_all()
        self.env.invalidate_all()
        return told

    def _leave(self, user=None, *args):
        return self._call(user or self.ana, "leave", *args)

    def _offer(self, user=None, *args):
        [offer] = self._leave(user, *args)["offers"]
        return offer

    def _give(self, rows, note="", user=None, member=None):
        """Hand over ``{conversation: member, or False for the queue}``."""
        sent = [
            {"id": channel.id, "heir_id": heir and heir.id}
            for channel, heir in rows.items()
        ]
        told = self._call(
            user or self.ana, "leave_hand_over", sent, note, member and member.id
        )
        return [row["outcome"] for row in told], [row["why"] for row in told]

    def _stint(self, channel):
        return channel.pact_stint_id

    def _forget_what_was_sent(self):
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()
