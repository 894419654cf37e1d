"""Labels say what they say now: Odoo keeps a translation that it has once loaded."""

# What is taken away here is loaded anew in the same update.
FORGOTTEN = """
    UPDATE ir_model_fields field
       SET field_description = jsonb_build_object(
               'en_US', field_description -> 'en_US'),
           help = CASE WHEN help IS NOT NULL THEN
               jsonb_build_object('en_US', help -> 'en_US') END
      FROM ir_model_data known
     WHERE known.model = 'ir.model.fields' AND known.res_id = field.id
       AND known.module = 'pact_team'
       AND (field.model LIKE 'pact.%' OR field.name LIKE 'pact%')
"""


def migrate(cr, _version):
    cr.execute(FORGOTTEN)
