from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    """Give each member the shipped role that their one role has become."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for kind in ("agent", "administrator"):
        role = env.ref(f"pact_team.pact_role_{kind}")
        cr.execute(
            """INSERT INTO pact_member_pact_role_rel (pact_member_id, pact_role_id)
               SELECT id, %s FROM pact_member WHERE role = %s
               ON CONFLICT DO NOTHING""",
            [role.id, kind],
        )
    cr.execute("ALTER TABLE pact_member DROP COLUMN role")
    env.invalidate_all()
    members = env["pact.member"].with_context(active_test=False).search([])
    members.modified(["role_ids"])
    members._refresh_access(members.user_id)
