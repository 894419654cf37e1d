import { mailModels } from "@mail/../tests/mail_test_helpers";
import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";
import { beforeEach } from "@odoo/hoot";
import {
    Command,
    defineModels,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import { serializeDateTime } from "@web/core/l10n/dates";

import { DiscussChannel } from "./mock_models/discuss_channel";
import { MailCannedResponse } from "./mock_models/mail_canned_response";
import { MailMessage } from "./mock_models/mail_message";
import { PactTag } from "./mock_models/pact_tag";
import { PactAssignment } from "./mock_models/pact_assignment";
import { PactClassification } from "./mock_models/pact_classification";
import { PactMember } from "./mock_models/pact_member";
import { ResUsers } from "./mock_models/res_users";

const { DateTime } = luxon;

export function definePactModels() {
    beforeEach(() => {
        patchWithCleanup(mailDataHelpers, {
            _process_request_for_internal_user(store, name) {
                super._process_request_for_internal_user(...arguments);
                if (name === "/pact/queue") {
                    this.env["discuss.channel"]._addQueue(store);
                }
                if (name === "/pact/teams") {
                    this.env["res.users"]._addTeams(store);
                }
            },
        });
    });
    return defineModels({
        ...mailModels,
        DiscussChannel,
        MailCannedResponse,
        MailMessage,
        PactTag,
        PactAssignment,
        PactClassification,
        PactMember,
        ResUsers,
    });
}

/** @param {object} duration what luxon understands; negative means in the past */
export function fromNow(duration) {
    return serializeDateTime(DateTime.now().plus(duration));
}

/** A customer who wrote twelve minutes ago and waits for Sales. */
export function createWaiting(pyEnv, name, values = {}) {
    const partnerId = pyEnv["res.partner"].create({ name });
    const channelId = pyEnv["discuss.channel"].create({
        name,
        channel_type: "pact",
        channel_member_ids: [],
        pact_state: "waiting",
        pact_waiting_date: fromNow({ minutes: -12 }),
        pact_window_date: fromNow({ hours: 5, minutes: 12, seconds: 30 }),
        pact_team_name: "Sales",
        pact_team_color: 10,
        pact_inbox_name: "Shop line",
        pact_provider: "whatsapp",
        pact_partner_id: partnerId,
        pact_phone: "+5511999990001",
        pact_stint_ref: 1,
        ...values,
    });
    say(pyEnv, channelId, "Is my order on its way?", partnerId);
    return channelId;
}

/** A conversation that the user holds. */
export function createHeld(pyEnv, name, values = {}) {
    return createWaiting(pyEnv, name, {
        channel_member_ids: [Command.create({ partner_id: serverState.partnerId })],
        pact_state: "in_progress",
        pact_agent_id: serverState.userId,
        ...values,
    });
}

export function say(pyEnv, channelId, body, authorId, values = {}) {
    const [subtypeId] = pyEnv["mail.message.subtype"].search([
        ["subtype_xmlid", "=", "mail.mt_comment"],
    ]);
    return pyEnv["mail.message"].create({
        author_id: authorId,
        body,
        message_type: "comment",
        model: "discuss.channel",
        res_id: channelId,
        subtype_id: subtypeId,
        ...values,
    });
}

/** Tell the open screen something new about a conversation, as the server does. */
export function tell(pyEnv, channelId, values) {
    const store = new mailDataHelpers.Store(
        pyEnv["discuss.channel"].browse(channelId),
        values,
    );
    pyEnv["discuss.channel"]._tellMe("mail.record/insert", store.get_result());
}
