"""Labels say what they say now: Odoo keeps a translation that it has once loaded."""

# What is taken away here is loaded anew in the same update.
FORGOTTEN = """
    UPDATE ir_model_fields field
       SET field_description = (
               SELECT jsonb_object_agg(lang, said)
                 FROM jsonb_each(field.field_description) each (lang, said)
                WHERE lang !~ '^(pt_BR|es(_.*)?)$'),
           help = (
               SELECT jsonb_object_agg(lang, said)
                 FROM jsonb_each(field.help) each (lang, said)
                WHERE lang !~ '^(pt_BR|es(_.*)?)$')
      FROM ir_model_data known
     WHERE known.model = 'ir.model.fields' AND known.res_id = field.id
       AND known.module = 'pact_team'
       AND (field.model LIKE 'pact.%' OR field.name LIKE 'pact%')
"""


def migrate(cr, _version):
    cr.execute(FORGOTTEN)
