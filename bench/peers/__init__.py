"""Who else does this in Odoo: each with the same colleagues and the same past."""
