from contextlib import contextmanager

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL, Query

from ..rules import rights

GROUPS = {
    "agent": "pact_team.pact_team_group_agent",
    "conversation": "pact_team.pact_team_group_agent",
    "supervisor": "pact_team.pact_team_group_supervisor",
    "manager": "pact_team.pact_team_group_manager",
    "stakeholder": "pact_team.pact_team_group_stakeholder",
    "payments": "pact_team.pact_team_group_payments",
    "administrator": "pact_team.pact_team_group_administrator",
}
# Shows teams on the screens of those who work where departments are used.
TEAMS_GROUP = "pact_team.pact_team_group_teams"
# What whoever may invite agents, but not configure, decides about an agent.
MANAGED = frozenset(
    {
        "role_ids",
        "option_ids",
        "grant_ids",
        "team_ids",
        "in_all_teams",
        "max_open",
        "calendar_id",
    }
)


class PactMember(models.Model):
    """What a membership opens, and who may change one."""

    _inherit = "pact.member"

    @api.model
    def _mine(self):
        """Return the asking user's own memberships."""
        # sudo: res.users - the answer is only about the person who asks
        return self.sudo().browse(self.env.user.sudo().pact_open_member_ids.ids)

    @api.model
    def _open_to(self, user):
        """Return the memberships that open something to ``user``, under sudo.

        Every transaction asks it, and the ORM takes longer to understand the question
        than PostgreSQL to answer it: so it is asked in SQL.
        """
        user.flush_model(["share", "company_ids"])
        self.flush_model(["user_id", "company_id", "active"])
        # sudo: pact.member - the answer is only about the person who asks
        members = self.sudo()
        query = Query(members.env, self._table, self._table_sql)
        # What Odoo itself withdrew opens nothing either.
        query.add_where(
            SQL(
                """
                pact_member.user_id = %s AND pact_member.active AND EXISTS (
                    SELECT FROM res_users JOIN res_company_users_rel allowed
                           ON allowed.user_id = res_users.id
                     WHERE res_users.id = pact_member.user_id
                       AND res_users.share IS NOT TRUE
                       AND allowed.cid = pact_member.company_id
                )
                """,
                # Who was never saved has no id.
                user.id or None,
            )
        )
        query.order = SQL.identifier(self._table, "id")
        names = ("active", "company_id", *rights.RIGHTS)
        return members._fetch_query(query, [self._fields[name] for name in names])

    @api.model
    def _mine_in(self, company):
        """Return the asking user's own membership in ``company``, under sudo."""
        return self._mine().filtered(lambda one: one.company_id == company)

    @api.model
    def _companies_where(self, *names):
        """Return the companies in which the asking user holds all these rights now."""
        holding = self._mine().filtered(lambda one: all(one[name] for name in names))
        return holding.company_id.sudo(False)

    @api.model
    def _administrators_of(self, company):
        return self._holding("may_configure", company)

    @api.model
    def _holding(self, right, company, limit=None):
        """Return who holds ``right`` in ``company``, under sudo."""
        # sudo: pact.member - who answers for a company, whoever may see them
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                (right, "=", True),
                ("active", "=", True),
            ],
            limit=limit,
        )

    def _check_manageable(self, vals):
        """Refuse what somebody may not decide who invites but does not configure."""
        if self.env.su:
            return
        decided = self.company_id
        decided -= self._companies_where("may_configure")
        if not decided:
            return
        if vals.keys() - MANAGED - {"active"}:
            raise AccessError(
                self.env._("Only who may configure the company changes that.")
            )
        if "active" in vals and decided - self._companies_where("may_remove"):
            raise AccessError(
                self.env._("Removing members needs the right to remove members.")
            )

    def _rights(self):
        """Return the rights held now; somebody removed holds none."""
        self.ensure_one()
        return {right for right in rights.RIGHTS if self.active and self[right]}

    @contextmanager
    def _rights_change(self):
        """Let rights change within the block, and act on what was lost by it."""
        before = {member: member._rights() for member in self}
        administering = self._administrators_for_good()
        yield
        self._refresh_access(self.user_id)
        after = {
            member: rights.lost(before[member], member._rights()) for member in self
        }
        demoted = administering - self._administrators_for_good()
        demoted._check_administrator_left()
        self.filtered(lambda member: after[member])._close_doors()

    def _administrators_for_good(self):
        return self.filtered(lambda member: member._administers_for_good())

    def _check_administrator_left(self):
        """Keep the last administrator; two who go at once cannot leave none.

        One for a while does not count: their time ends by itself. A colleague on whom
        we count is locked: whoever demotes them in this moment starts again, and then
        sees that they are the last.
        """
        for company in self.company_id:
            administrators = self._administrators_of(company)
            lasting = administrators._administrators_for_good()
            if not lasting.try_lock_for_update(limit=1):
                raise UserError(
                    self.env._(
                        "%(company)s needs an administrator. Make somebody else one "
                        "first.",
                        company=company.name,
                    )
                )

    def _close_doors(self):
        """Return what they may no longer hold to the queue; end their open sessions.

        An open websocket asks for its session before it delivers anything, so the
        first message after this moment already finds the door shut.
        """
        for member in self:
            if "may_answer" not in member._rights():
                member._held_conversations()._pact_release(reason="removed")
        self._leave_joined()
        # sudo: res.users - the counter is part of the session token, nobody reads it
        for user in self.user_id.sudo():
            user.pact_access_count += 1
        # Another thread may remember the old token until this is committed.
        self.env.cr.postcommit.add(self.env.registry.clear_cache)

    def _refresh_access(self, users):
        """Derive the groups of ``users`` from the memberships they have left.

        Groups open menus and models only; data is opened by the membership itself.
        """
        self._forget_answers()
        # sudo: pact.member - groups follow from all companies, not only the visible one
        members = self.sudo().search(
            [("user_id", "in", users.ids), ("active", "=", True)]
        )
        groups = {kind: self.env.ref(xmlid) for kind, xmlid in GROUPS.items()}
        teams_group = self.env.ref(TEAMS_GROUP)
        # sudo: res.users - groups are derived here and nowhere else
        for user in users.sudo():
            held = members.filtered(lambda member, user=user: member.user_id == user)
            wanted = {groups[kind] for kind in held._current_roles().mapped("kind")}
            if any(held.company_id.mapped("pact_uses_departments")):
                wanted.add(teams_group)
            commands = [
                Command.link(group.id) if group in wanted else Command.unlink(group.id)
                for group in {teams_group, *groups.values()}
                if (group in user.group_ids) != (group in wanted)
            ]
            if commands:
                user.write({"group_ids": commands})

    @api.model
    def _forget_answers(self):
        """Let what membership opens be asked anew within this transaction too."""
        self.env["discuss.channel"].invalidate_model(["pact_is_readable"])
        for model in self.env.values():
            if not model._abstract and "is_configurable" in model._fields:
                model.invalidate_model(["is_readable", "is_configurable"])
