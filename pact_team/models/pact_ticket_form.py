from odoo import api, models

from ..rules import addresses, request_form

OF_CONTACT = ("name", "phone", "email")


class PactTicket(models.Model):
    """What is typed to file a request, read in one way at every door.

    The portal, the desk and a conversation ask for more or less of it; what each has
    to be is said by the same rules.
    """

    _inherit = "pact.ticket"

    @api.model
    def _read_form(self, company, typed, files=()):
        """Return what was typed, cleaned before, as the rules read it.

        :param typed: ``classification``, ``sub`` and ``method`` by their ids, and words
            by the other names of the form
        :param files: ``(name, size)`` of each
        """
        # sudo: res.company - its form, and in which country it is
        company = company.sudo()
        known = addresses.read(typed["email"][: request_form.LONGEST["email"]])
        is_address = len(known) == 1 and not known[0].problem
        return request_form.Form(
            company.pact_ticket_mode,
            classification=typed["classification"],
            sub=typed["sub"],
            method=typed.get("method", 0),
            name=typed["name"],
            phone=company._pact_read_number(typed["phone"]) or "",
            email=known[0].email if is_address else "",
            reference=typed.get("reference", ""),
            message=typed["message"],
            files=tuple(request_form.File(*each[:2]) for each in files),
            typed={name: typed[name] for name in OF_CONTACT},
        )

    @api.model
    def _vals_of_form(self, form):
        """Return with what a request is filed that was typed so."""
        return {
            "classification_id": form.sub or form.classification,
            "contact_method_id": form.method or False,
            "contact_name": form.name,
            "contact_phone": form.phone,
            "contact_email": form.email,
            "reference": form.reference,
        }

    @api.model
    def _problem_of_staff(self, company, form, unasked=()):
        """Return a sentence on what is wrong with what one of us typed, or nothing.

        :param unasked: what may be left out at that door
        """
        found = request_form.problems(
            form,
            kinds=self.env["pact.classification"]._for_requests_of(company)._as_kinds(),
            methods=self.env["pact.contact.method"]._offered_in(company).ids,
            unasked=unasked,
        )
        return self._form_sentence(*next(iter(found.items()))) if found else ""

    @api.model
    def _form_sentence(self, field, problem):
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


def of_kind(kind):
    """Return a classification that was chosen as a whole, as the form asks for it."""
    part = kind.id if kind.parent_id else 0
    return {"classification": kind.parent_id.id or kind.id or 0, "sub": part}
