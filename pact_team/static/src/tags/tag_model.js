import { Record } from "@mail/core/common/record";

export class PactTag extends Record {
    static _name = "pact.tag";
    static id = "id";

    /** @type {number} */
    id;
    /** @type {string} */
    name;
    /** @type {number} */
    color;
}
PactTag.register();
