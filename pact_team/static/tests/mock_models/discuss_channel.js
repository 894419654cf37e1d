import { mailModels } from "@mail/../tests/mail_test_helpers";
import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";
import { Command, fields, getKwArgs, makeKwArgs } from "@web/../tests/web_test_helpers";

const QUEUE_FIELDS = [
    "channel_type",
    "pact_state",
    "pact_waiting_date",
    "pact_team_name",
    "pact_team_color",
    "pact_inbox_name",
    "pact_provider",
    "pact_stint_ref",
    "pact_window_date",
    "pact_window_kind",
    "pact_is_group",
    "pact_is_team_paused",
];
const READABLE_FIELDS = [
    "pact_agent_name",
    "pact_phone",
    "pact_username",
    "pact_unanswered_date",
    "pact_replier_names",
    "pact_subject",
    "pact_company_ref",
    "pact_scheduled",
    "pact_ticket_protocol",
];

export class DiscussChannel extends mailModels.DiscussChannel {
    pact_state = fields.Char();
    pact_waiting_date = fields.Datetime();
    pact_finished_date = fields.Datetime();
    pact_window_date = fields.Datetime();
    pact_unanswered_date = fields.Datetime();
    pact_window_kind = fields.Char();
    pact_is_group = fields.Boolean();
    pact_is_team_paused = fields.Boolean();
    pact_replier_names = fields.Char();
    pact_subject = fields.Char();
    pact_team_name = fields.Char();
    pact_team_color = fields.Integer();
    pact_inbox_name = fields.Char();
    pact_provider = fields.Char();
    pact_agent_id = fields.Many2one({ relation: "res.users" });
    pact_agent_name = fields.Char({ related: "pact_agent_id.name" });
    pact_phone = fields.Char();
    pact_username = fields.Char();
    pact_stint_ref = fields.Integer();
    pact_partner_id = fields.Many2one({ relation: "res.partner" });
    pact_tag_ids = fields.Many2many({ relation: "pact.tag" });
    pact_ticket_protocol = fields.Char();
    pact_scheduled = fields.Generic({ type: "json" });
    pact_company_ref = fields.Integer({ default: 1 });
    // Whether the user is somebody who may read what others hold.
    is_supervised = fields.Boolean();

    /** Answer as the record rules do: who may not read a conversation gets nothing. */
    _to_store(store, fieldNames) {
        const kwargs = getKwArgs(arguments, "store", "fields");
        const isPartial = kwargs.fields?.length > 0;
        const readable = this.filter(
            (channel) => isPartial || this._isReadable(channel),
        );
        const channels = this.browse(readable.map((channel) => channel.id));
        super._to_store.call(channels, store, fieldNames);
        if (!isPartial) {
            this._addPact(store, channels);
        }
    }
    _addPact(store, channels) {
        for (const channel of channels) {
            if (channel.channel_type === "pact") {
                store._add_record_fields(
                    this.browse(channel.id),
                    this._readableValues(channel),
                );
            }
        }
    }
    _readableValues(channel) {
        const names = [...QUEUE_FIELDS, ...READABLE_FIELDS];
        return {
            ...Object.fromEntries(names.map((name) => [name, channel[name]])),
            is_editable: false,
            pact_agent_ref: channel.pact_agent_id,
            pact_is_readable: true,
            pact_partner_id: mailDataHelpers.Store.one(
                this.env["res.partner"].browse(channel.pact_partner_id),
                makeKwArgs({ fields: ["name", "avatar_128"] }),
            ),
            pact_tag_ids: this._tagStore(channel.pact_tag_ids),
        };
    }
    _tagStore(ids) {
        return mailDataHelpers.Store.many(
            this.env["pact.tag"].browse(ids),
            makeKwArgs({ fields: ["name", "color"] }),
        );
    }
    _isReadable(channel) {
        return (
            channel.channel_type !== "pact" ||
            channel.is_supervised ||
            Boolean(this._find_or_create_member_for_self(channel.id))
        );
    }

    _addQueue(store) {
        for (const channel of this._filter([["pact_state", "=", "waiting"]])) {
            this._addQueued(store, channel.id);
        }
    }
    _addQueued(store, id) {
        store.add(this.browse(id), makeKwArgs({ fields: QUEUE_FIELDS }));
    }

    /** Two a page, so that a test needs but three. */
    pact_history([id], offset) {
        const [{ pact_partner_id: partnerId }] = this.browse(id);
        const found = this._filter([
            ["pact_partner_id", "=", partnerId],
            ["pact_state", "=", "finished"],
            ["id", "!=", id],
        ]).sort((one, other) => other.id - one.id);
        return {
            has_more: found.length > offset + 2,
            conversations: found.slice(offset, offset + 2).map((channel) => ({
                id: channel.id,
                finished: channel.pact_finished_date,
                agent: channel.pact_agent_name || "",
                inbox: channel.pact_inbox_name,
            })),
        };
    }
    action_pact_take([id]) {
        this._pactMove(id, "in_progress");
        this.env["discuss.channel.member"].create({
            channel_id: id,
            partner_id: this.env.user.partner_id,
        });
        this._tellMe("discuss.channel/joined", {
            channel_id: id,
            data: new mailDataHelpers.Store(this.browse(id)).get_result(),
        });
        this._tellQueue(id);
    }
    /** The oldest that waits, or the sentence that nobody does. */
    action_pact_next() {
        const [oldest] = this._filter([["pact_state", "=", "waiting"]]).sort(
            (one, other) => (one.pact_waiting_date < other.pact_waiting_date ? -1 : 1),
        );
        if (!oldest) {
            return { channel_id: false, sentence: "Nobody waits for your teams." };
        }
        this.action_pact_take([oldest.id]);
        return { channel_id: oldest.id, sentence: "" };
    }
    action_pact_return([id]) {
        this._dismiss(id);
        this._pactMove(id, "waiting");
        this._tellQueue(id);
    }
    /** What the company's conversations may be finished with, as the server says it. */
    pact_finishing() {
        return this.env["pact.classification"]._offer();
    }
    action_pact_finish([id]) {
        this._dismiss(id);
        this._pactMove(id, "finished");
    }
    action_pact_tag([id], addIds, removeIds) {
        const [channel] = this.browse(id);
        const former = channel.pact_tag_ids.filter((tag) => !removeIds.includes(tag));
        this.write([id], { pact_tag_ids: [Command.set([...former, ...addIds])] });
        const store = new mailDataHelpers.Store(this.browse(id), {
            pact_tag_ids: this._tagStore(this.browse(id)[0].pact_tag_ids),
        });
        this._tellMe("mail.record/insert", store.get_result());
    }
    _pactMove(id, state) {
        const [channel] = this.browse(id);
        const values = {
            pact_state: state,
            pact_stint_ref: channel.pact_stint_ref + 1,
        };
        this.write([id], values);
    }
    _dismiss(id) {
        const Member = this.env["discuss.channel.member"];
        const [member] = Member._filter([["channel_id", "=", id]]);
        const store = new mailDataHelpers.Store(this.browse(id), {
            close_chat_window: true,
            isLocallyPinned: false,
            pact_is_readable: false,
        });
        store.add(Member.browse(member.id), makeKwArgs({ delete: true }));
        this._tellMe("mail.record/insert", store.get_result());
        Member.unlink([member.id]);
    }
    _tellQueue(id) {
        const store = new mailDataHelpers.Store();
        this._addQueued(store, id);
        this._tellMe("mail.record/insert", store.get_result());
    }
    _tellMe(type, payload) {
        const [me] = this.env["res.partner"].read(this.env.user.partner_id);
        this.env["bus.bus"]._sendone(me, type, payload);
    }
}
