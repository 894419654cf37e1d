import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";

import { createHeld, definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const OPTION = ".o-mail-Composer-suggestion";
const INPUT = ".o-mail-Composer-input";

async function openWith(responses) {
    const pyEnv = await startServer();
    for (const values of responses) {
        pyEnv["mail.canned.response"].create(values);
    }
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss(channelId);
}

test("the blanks of a response are filled when it is inserted", async () => {
    await openWith([
        {
            source: "hello",
            substitution: "Hi {contact}, {agent} of {company}. {other}",
        },
    ]);
    await insertText(INPUT, "::hel");
    await click(OPTION);
    await contains(INPUT, {
        value: "Hi Joana Prado, Mitchell Admin of Casa Aurora. {other} ",
    });
});

test("what another company says is not offered", async () => {
    await openWith([
        { source: "ours", substitution: "Ours", pact_company_ref: 1 },
        { source: "theirs", substitution: "Theirs", pact_company_ref: 2 },
        { source: "mine", substitution: "Mine" },
    ]);
    await insertText(INPUT, "::");
    await contains(OPTION, { count: 2 });
    await contains(`${OPTION}:contains(ours)`);
    await contains(`${OPTION}:contains(mine)`);
});
