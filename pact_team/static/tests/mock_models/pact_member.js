import { fields, makeServerError, models } from "@web/../tests/web_test_helpers";
import { serializeDateTime } from "@web/core/l10n/dates";

const { DateTime } = luxon;

/** What the member is, and which pauses there are; each test patches it. */
export const availability = {
    state: "available",
    pauses: [],
    paused: 0,
    since: null,
    comesBack: false,
    turn: false,
    why: null,
};

/** What is held and who could have it, as the server says; each test patches it. */
export const leaving = {
    offers: [],
    // Why something goes to the queue instead, or stays, by conversation.
    queued: {},
    kept: {},
};

/** Answers as the server does. */
export class PactMember extends models.Model {
    _name = "pact.member";

    availability = fields.Selection({
        selection: [
            ["available", "Available"],
            ["away", "Away"],
            ["paused", "Paused"],
            ["unavailable", "Unavailable"],
        ],
    });

    _records = [{ id: 1, availability: "available" }];

    arrive() {
        if (availability.comesBack) {
            this._become("available");
        }
        return this.my_availability();
    }
    my_availability() {
        const now = DateTime.utc();
        const pause = availability.pauses.find(({ id }) => id === availability.paused);
        const since = availability.since || now;
        return {
            member_id: 1,
            state: availability.state,
            now: serializeDateTime(now),
            since: serializeDateTime(since),
            pause: pause && {
                name: pause.name,
                icon: pause.icon,
                ends: serializeDateTime(since.plus({ minutes: pause.minutes })),
            },
            pauses: availability.pauses,
            turn: availability.turn,
        };
    }
    choose_availability(state) {
        this._become(state);
        return this.my_availability();
    }
    leave() {
        this._become("unavailable");
        return { availability: this.my_availability(), offers: leaving.offers };
    }
    leave_hand_over(rows) {
        return rows.map(({ id, heir_id: heir }) => {
            const { [id]: why = "" } = { ...leaving.kept, ...leaving.queued };
            if (id in leaving.kept) {
                return { id, outcome: "kept", where: "", why };
            }
            return heir && !why
                ? { id, outcome: "handed", where: `Member ${heir}`, why }
                : { id, outcome: "queued", where: "Queue of Sales", why };
        });
    }
    begin_pause(id) {
        const pause = availability.pauses.find((one) => one.id === id);
        if (pause.refused) {
            throw makeServerError({ type: "UserError", message: pause.refused });
        }
        this._become("paused", id);
        return this.my_availability();
    }
    end_pause() {
        this._become("available");
        return this.my_availability();
    }

    withdraw_pause() {
        availability.turn = false;
        return this.my_availability();
    }
    ask_exception(id, why) {
        availability.why = why;
        const pause = availability.pauses.find((one) => one.id === id);
        Object.assign(pause, { exception: "asked", is_askable: false });
        return this.my_availability();
    }

    _become(state, paused) {
        Object.assign(availability, { state, paused, since: DateTime.utc() });
    }
}
