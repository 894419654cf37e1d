import { expect, test } from "@odoo/hoot";

import { inboxCheckService } from "@pact_team/inbox_check/inbox_check_service";

/** Return how to let the server tell what a check came to, on the page of ``props``. */
function listen(props, currentState) {
    let tell;
    inboxCheckService.start(
        {},
        {
            action: {
                currentController: { props, currentState },
                doAction: ({ tag }) => expect.step(tag),
            },
            bus_service: {
                start() {},
                subscribe: (_name, listener) => (tell = listener),
            },
            notification: {
                add: (message, { type }) => expect.step(`${type}: ${message}`),
            },
        },
    );
    return tell;
}

const RESULT = { id: 7, message: "All is well.", type: "success" };

test("whoever asked is told, and sees the inbox anew", () => {
    listen({ resModel: "pact.inbox", resId: 7 })(RESULT);
    expect.verifySteps(["success: All is well.", "soft_reload"]);
});

test("an inbox that was just made on this page is shown anew too", () => {
    listen({ resModel: "pact.inbox", resId: false }, { resId: 7 })(RESULT);
    expect.verifySteps(["success: All is well.", "soft_reload"]);
});

test("no other page is disturbed", () => {
    listen({ resModel: "pact.inbox", resId: 8 })(RESULT);
    listen({ resModel: "res.partner", resId: 7 })(RESULT);
    listen(undefined)(RESULT);
    expect.verifySteps(Array(3).fill("success: All is well."));
});
