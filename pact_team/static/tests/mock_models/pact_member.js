import { makeServerError, models } from "@web/../tests/web_test_helpers";
import { serializeDateTime } from "@web/core/l10n/dates";

const { DateTime } = luxon;

/** Answers as the server does; what is offered and refused is set by each test. */
export class PactMember extends models.Model {
    _name = "pact.member";

    _state = "available";
    _pauses = [];

    arrive() {
        return this.my_availability();
    }
    my_availability() {
        const now = DateTime.utc();
        const pause = this._pauses.find(({ id }) => id === this._paused);
        const since = this._since || now;
        return {
            member_id: 1,
            state: this._state,
            now: serializeDateTime(now),
            since: serializeDateTime(since),
            pause: pause && {
                name: pause.name,
                icon: pause.icon,
                ends: serializeDateTime(since.plus({ minutes: pause.minutes })),
            },
            pauses: this._pauses,
        };
    }
    choose_availability(state) {
        this._become(state);
        return this.my_availability();
    }
    begin_pause(id) {
        const pause = this._pauses.find((one) => one.id === id);
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

    _become(state, paused) {
        this._state = state;
        this._paused = paused;
        this._since = DateTime.utc();
    }
}
