import { Component, useState } from "@odoo/owl";
import { user } from "@web/core/user";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** The teams one works in, in the company on the screen; an administrator sets them. */
export class MyTeams extends Component {
    static template = "pact_team.MyTeams";
    static props = {};

    setup() {
        this.store = useState(useService("mail.store"));
        // Asked each time the menu opens: an administrator may have moved me meanwhile.
        this.store.fetchStoreData("/pact/teams");
    }

    get teams() {
        return this.store.pact_teams.filter(
            (team) => team.company_id === user.activeCompany.id,
        );
    }
}

/** Whether the person on the screen is a member of the company on the screen. */
export function isMember(env) {
    const { pact_company_ids } = env.services["mail.store"];
    return pact_company_ids.includes(user.activeCompany.id);
}

function myTeamsItem(env) {
    return {
        type: "component",
        contentComponent: MyTeams,
        show: () => isMember(env),
        sequence: 46,
    };
}
registry.category("user_menuitems").add("pact_team.my_teams", myTeamsItem);
