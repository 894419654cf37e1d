import { MultiRecordSelector } from "@web/core/record_selectors/multi_record_selector";

/** Odoo's selector of records, in the colours of our tags. */
export class TagSelector extends MultiRecordSelector {
    static props = { ...MultiRecordSelector.props, tags: Array };

    /** The screen knows them already. */
    async getDisplayNames({ tags }) {
        return Object.fromEntries(tags.map((tag) => [tag.id, tag.name]));
    }
    getTags({ tags }) {
        return super.getTags(...arguments).map((tag, index) => ({
            ...tag,
            id: tags[index].id,
            colorIndex: tags[index].color,
        }));
    }
}
