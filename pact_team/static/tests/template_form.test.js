import {
    contains,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { animationFrame, Deferred, describe, expect, test } from "@odoo/hoot";
import {
    defineModels,
    fields,
    getService,
    models,
    contains as on,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";

import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

class Wording extends models.Model {
    _name = "wording";
    title = fields.Char();
    state = fields.Char();
    _records = [
        { id: 1, title: "Old words", state: "pending" },
        { id: 2, title: "New words", state: "pending" },
    ];
}
defineModels([Wording]);

const ARCH = `<form js_class="pact_template_form">
    <field name="title"/><field name="state" readonly="1"/>
</form>`;

async function openForm(resId) {
    const pyEnv = await startServer();
    await start();
    await openFormView("wording", resId, { arch: ARCH });
    await contains("[name=state]", { text: "pending" });
    return pyEnv;
}

/** Let the network say of template `id` what it says, and its screens hear of it. */
function answer(pyEnv, id, formerId = id) {
    pyEnv["wording"].write([id], { state: "approved" });
    const [partner] = pyEnv["res.partner"].read(serverState.partnerId);
    const news = { id, former_id: formerId };
    pyEnv["bus.bus"]._sendone(partner, "pact_team.template", news);
}

test("C26 the form shows what the network answers, when it does", async () => {
    const pyEnv = await openForm(1);
    answer(pyEnv, 2);
    await animationFrame();
    await contains("[name=state]", { text: "pending" });
    answer(pyEnv, 1);
    await contains("[name=state]", { text: "approved" });
});

test("C26 new words that took the place of the old ones are shown there", async () => {
    const pyEnv = await openForm(2);
    answer(pyEnv, 1, 2);
    await contains("[name=state]", { text: "approved" });
    expect("[name=title] input").toHaveValue("Old words");
});

test("C26 what somebody is typing stays", async () => {
    const pyEnv = await openForm(1);
    await on("[name=title] input").edit("Words nobody saved", { confirm: false });
    answer(pyEnv, 1);
    await animationFrame();
    await animationFrame();
    expect("[name=title] input").toHaveValue("Words nobody saved");
    expect("[name=state]").toHaveText("pending");
});

test("C26 news that come before the form is read are shown in it", async () => {
    const pyEnv = await startServer();
    await start();
    const [isAsked, isTold, isRead] = [1, 2, 3].map(() => new Deferred());
    getService("bus_service").subscribe("pact_team.template", () => isTold.resolve());
    onRpc("wording", "web_read", async ({ parent }) => {
        const values = await parent();
        isAsked.resolve();
        await isRead;
        return values;
    });
    const opened = openFormView("wording", 1, { arch: ARCH });
    await isAsked;
    answer(pyEnv, 1);
    await isTold;
    isRead.resolve();
    await opened;
    await contains("[name=state]", { text: "approved" });
});
