import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import "@web/webclient/user_menu/user_menu_items";

import { isMember } from "../user_menu/my_teams";

const menu = registry.category("user_menuitems");
const coreLogOutItem = menu.get("log_out");

function leaveItem(env) {
    return {
        type: "item",
        id: "pact_leave",
        description: _t("Leave work"),
        callback: () => env.services["pact_team.leave"].leave(),
        show: () =>
            isMember(env) && Boolean(env.services["pact_team.availability"].mine.state),
        sequence: 69,
    };
}

/** As core's; whoever is a member anywhere is asked about what they hold first. */
function logOutItem(env) {
    const item = coreLogOutItem(env);
    const { pact_company_ids: companyIds } = env.services["mail.store"];
    const logOut = () => env.services["pact_team.leave"].logOut(item.callback);
    return companyIds.length ? { ...item, callback: logOut } : item;
}
menu.add("pact_team.leave", leaveItem);
menu.add("log_out", logOutItem, { force: true });

/** From the form of a member, which shows afterwards what became of them. */
function leaveFor({ services }, { params }) {
    const reload = { type: "ir.actions.client", tag: "soft_reload" };
    return services["pact_team.leave"].leaveFor(params.member_id, () =>
        services.action.doAction(reload),
    );
}
registry.category("actions").add("pact_team.leave_for", leaveFor);
