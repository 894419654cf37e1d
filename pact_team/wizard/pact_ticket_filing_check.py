from odoo import models
from odoo.exceptions import UserError

from ..rules import addresses, phone, request_form

OF_CONTACT = ("name", "phone", "email")


class PactTicketFiling(models.TransientModel):
    """Whether what one of us typed is whole: the rules are those of the portal."""

    _inherit = "pact.ticket.filing"

    def _form(self):
        """Return what was typed as the rules of the portal read it."""
        region = self.company_id._pact_region()
        known = addresses.read(
            (self.contact_email or "")[: request_form.LONGEST["email"]]
        )
        is_address = len(known) == 1 and not known[0].problem
        kind = self.classification_id
        typed = {name: self[f"contact_{name}"] or "" for name in OF_CONTACT}
        return request_form.Form(
            self.mode,
            classification=kind.parent_id.id or kind.id or 0,
            sub=kind.id if kind.parent_id else 0,
            method=self.contact_method_id.id or 0,
            name=typed["name"],
            phone=phone.read(typed["phone"], region) or "",
            email=known[0].email if is_address else "",
            reference=self.reference or "",
            message=self.message or "",
            files=tuple(
                request_form.File(file.name or "", file.file_size)
                for file in self.attachment_ids
            ),
            typed=typed,
        )

    def _check_whole(self, form):
        kinds = self.env["pact.classification"]._for_requests_of(self.company_id)
        methods = self.env["pact.contact.method"]._offered_in(self.company_id)
        found = request_form.problems(
            form, kinds=kinds._as_kinds(), methods=methods.ids
        )
        # Whoever calls need not have both.
        if form.phone or form.email:
            found = {
                name: problem
                for name, problem in found.items()
                if (name, problem) not in (("phone", "missing"), ("email", "missing"))
            }
        if found:
            raise UserError(self._sentence(*next(iter(found.items()))))

    def _sentence(self, field, problem):
        names = {
            "classification": self.env._("Classification"),
            "sub": self.env._("Classification"),
            "method": self.env._("Contact method"),
            "name": self.env._("Contact person"),
            "phone": self.env._("Phone"),
            "email": self.env._("E-mail"),
            "reference": self.env._("Reference"),
            "message": self.env._("What the customer said"),
            "files": self.env._("Files"),
        }
        sentences = {
            "missing": self.env._("Fill this in."),
            "unknown": self.env._("This is not offered any more. Choose another one."),
            "invalid": self.env._("This cannot be right."),
            "too_long": self.env._("This is too long."),
            "too_many": self.env._("These are too many files."),
            "too_big": self.env._(
                "A file is larger than %(size)s MB.",
                size=request_form.Limits().bytes_each // 1048576,
            ),
            "empty": self.env._("A file is empty."),
            "unsafe": self.env._("A file of this kind is not accepted."),
        }
        return self.env._(
            "%(field)s: %(problem)s", field=names[field], problem=sentences[problem]
        )
