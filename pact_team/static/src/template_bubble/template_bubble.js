import { Component } from "@odoo/owl";

const HEADER_ICONS = { image: "fa-picture-o", video: "fa-film", document: "fa-file-o" };
const BUTTON_ICONS = {
    copy_code: "fa-clone",
    phone: "fa-phone",
    quick_reply: "fa-reply",
    url: "fa-external-link",
};

/** A template as the customer's phone shows it, blanks that are empty marked. */
export class TemplateBubble extends Component {
    static template = "pact_team.TemplateBubble";
    static props = { choice: Object, values: Object };

    get headerIcon() {
        return HEADER_ICONS[this.props.choice.header_kind];
    }
    get headerImage() {
        const { header_kind, header_file_id } = this.props.choice;
        return header_kind === "image" && header_file_id
            ? `/web/image/${header_file_id}`
            : undefined;
    }
    buttonIcon({ kind }) {
        return BUTTON_ICONS[kind];
    }
    labelOf({ blank }) {
        return this.props.choice.blanks.find(({ key }) => key === blank)?.label;
    }
}
