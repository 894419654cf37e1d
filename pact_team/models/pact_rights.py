from odoo import fields, models


def _right(label, help_text=None):
    return fields.Boolean(
        label,
        help=help_text,
        compute="_compute_rights",
        store=True,
        readonly=False,
    )


class PactRights(models.AbstractModel):
    """The rights that a role gives and a member has, in one company."""

    _name = "pact.rights"
    _description = "Rights in one company"

    may_answer = _right(
        "Answer customers",
        "Read one's own conversations, reply in them, finish them.",
    )
    may_take = _right(
        "Take from the queue",
        "See who waits for one's teams, and take a conversation.",
    )
    may_dispense = _right(
        "Use the dispenser", "Get the next conversation by one button."
    )
    may_read_others = _right(
        "Read others' conversations", "Read what colleagues and customers write."
    )
    may_transfer = _right(
        "Transfer", "Hand one's own conversation to a colleague or a team."
    )
    may_assign = _right(
        "Assign and finish others'",
        "Decide who holds a conversation, return it or finish it for a colleague.",
    )
    may_start = _right("Start conversations", "Write to a customer first.")
    may_edit_contacts = _right("Edit contacts", "Change what is known of a customer.")
    may_read_history = _right(
        "Read a contact's history", "Read the finished conversations of a contact."
    )
    may_send_catalogue = _right(
        "Send the catalogue", "Send products in a conversation."
    )
    may_order = _right("Orders in a conversation", "Create and handle orders there.")
    may_open_orders = _right("Orders section", "See all orders.")
    may_order_freely = _right(
        "Independent orders", "Create orders without a conversation."
    )
    may_manage_orders = _right("Cancel orders", "Cancel, delete and comment orders.")
    may_reconcile = _right(
        "Reconcile payments", "Reconcile and reject payments, reopen rejected orders."
    )
    may_see_own_figures = _right("Own indicators", "See how one is doing oneself.")
    may_see_team_figures = _right(
        "Team indicators", "See the monitoring board and how the team is doing."
    )
    may_report_own = _right(
        "Own reports", "Report on one's own conversations, and export that."
    )
    may_report = _right(
        "Conversation reports", "Report on all conversations, and export that."
    )
    may_report_payments = _right(
        "Payment reports", "Report on orders and payments, and export that."
    )
    may_read_feedback = _right(
        "Customer feedback", "Read how customers rate the conversations."
    )
    may_use_templates = _right(
        "Use tags and templates", "Tag conversations and send templates."
    )
    may_manage_templates = _right(
        "Manage tags and templates", "Create and change tags and templates."
    )
    may_pause = _right("Take pauses", "Pause oneself within the limits.")
    may_grant_pauses = _right(
        "Grant pauses", "Grant exceptions and set the state of others."
    )
    may_invite = _right(
        "Invite agents", "Invite agents, and edit the members who are agents."
    )
    may_configure = _right(
        "Configure",
        "Invite anybody; change roles, teams, pauses, inboxes and settings.",
    )
    may_remove = _right(
        "Remove members",
        "Remove members from the company and delete invitations; without the right "
        "to configure, agents only.",
    )
    may_delete = _right("Delete records", "Delete what others have made.")
    may_read_confidential = _right(
        "Open confidential files",
        "Open the files of requests that are marked as confidential.",
    )
    may_chat = _right("Internal chat", "Chat with colleagues.")

    def _compute_rights(self):
        raise NotImplementedError
