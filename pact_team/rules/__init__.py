"""How we decide: plain Python, no Odoo, no clock, no chance."""
