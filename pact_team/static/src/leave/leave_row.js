import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { useService } from "@web/core/utils/hooks";

import { describePerson } from "../transfer/person";
import { HeldClock } from "./held_clock";

// No member has such a number.
export const QUEUE = "queue";
export const KEEP = "keep";

/** One conversation of somebody who leaves, and where it goes. */
export class LeaveRow extends Component {
    static template = "pact_team.LeaveRow";
    static components = { HeldClock, SelectMenu };
    static props = { offer: Object, row: Object };

    setup() {
        // What the dialog writes of it shows here, and what is chosen here, there.
        this.row = useState(this.props.row);
        this.colleagues = useState(useService("pact_team.availability").colleagues);
    }

    get team() {
        return this.props.offer.teams.find(({ id }) => id === this.row.team_id);
    }
    get isSettled() {
        return ["handed", "queued", "gone"].includes(this.row.outcome);
    }
    get whyClass() {
        return this.isSettled ? "text-warning-emphasis" : "text-danger";
    }
    get choices() {
        const { member_id: isOther, name } = this.props.offer;
        return [
            ...this.people,
            {
                value: QUEUE,
                label: _t("Queue of %(team)s", { team: this.team.name }),
            },
            { value: KEEP, label: isOther ? _t("%s keeps it", name) : _t("I keep it") },
        ];
    }
    /** As they are by now, also those who came or went while one chooses. */
    get people() {
        const { people } = this.props.offer;
        return people
            .filter(({ id }) => this.team.people.includes(id))
            .map((person) => ({
                value: person.id,
                label: describePerson({
                    ...person,
                    availability:
                        this.colleagues[person.id]?.availability || person.availability,
                }),
            }));
    }

    choose(choice) {
        this.row.choice = choice;
    }
}
