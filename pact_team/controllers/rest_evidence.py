from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from ..report import rest_evidence, rest_evidence_pdf, rest_evidence_xlsx
from ..rules import evidence, words

FORMS = {
    "pdf": (rest_evidence_pdf.render, "application/pdf"),
    "xlsx": (
        rest_evidence_xlsx.render,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
# Nobody names more people at once than a document may have days.
LONGEST = 20_000


class RestEvidence(http.Controller):
    """The evidence of rests and meals, as a file."""

    @http.route("/pact/rests/<string:form>", type="http", auth="user", methods=["GET"])
    def rests(self, form, **typed):
        """Return the file; whatever is odd is answered in a sentence."""
        try:
            return self._file(form, typed)
        except AccessError as refusal:
            return _sentence(refusal, 403)
        except UserError as refusal:
            return _sentence(refusal, 400)

    def _file(self, form, typed):
        if form not in FORMS:
            raise UserError(request.env._("This comes as PDF or as XLSX only."))
        first, last = evidence.day(typed.get("from")), evidence.day(typed.get("until"))
        document = rest_evidence.document(self._people(typed), first, last)
        render, mimetype = FORMS[form]
        name = f"NR-17 {first} {last}.{form}"
        return request.make_response(
            render(document),
            headers=[
                ("Content-Type", mimetype),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "no-store"),
            ],
        )

    def _people(self, typed):
        env = request.env
        company = env["res.company"].browse(_ids(typed.get("company", "")))
        team = env["pact.team"].browse(_ids(typed.get("team", "")))
        members = env["pact.member"].browse(_ids(typed.get("members", "")))
        if len(company) != 1 or len(team) > 1:
            raise UserError(env._("Say of which company and of whom, please."))
        return env["pact.member"]._proven(company, team, members)


def _ids(typed):
    """Return the numbers of records, as typed between commas.

    :raise UserError: if anything else was typed
    """
    if not isinstance(typed, str) or len(typed) > LONGEST:
        raise UserError(request.env._("Say of which company and of whom, please."))
    parts = [part for part in typed.split(",") if part]
    found = [words.number(part) for part in parts]
    if not all(found):
        raise UserError(request.env._("Say of which company and of whom, please."))
    return found


def _sentence(refusal, status):
    return request.make_response(
        str(refusal), [("Content-Type", "text/plain; charset=utf-8")], status=status
    )
