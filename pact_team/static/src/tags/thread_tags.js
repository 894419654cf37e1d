import { Component } from "@odoo/owl";

import { TagsList } from "@web/core/tags_list/tags_list";

import { TagSelector } from "./tag_selector";

/** The words by which a conversation is found again, and where it is allowed, the way to change them. */
export class ThreadTags extends Component {
    static template = "pact_team.ThreadTags";
    static components = { TagSelector, TagsList };
    static props = { thread: Object };

    get tags() {
        return this.props.thread.pact_tag_ids.map(({ id, name, color }) => ({
            id,
            name,
            color,
        }));
    }
    get shown() {
        return this.tags.map(({ id, name: text, color: colorIndex }) => ({
            id,
            text,
            colorIndex,
        }));
    }
}
