import { useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { CharField, charField } from "@web/views/fields/char/char_field";
import { TextField, textField } from "@web/views/fields/text/text_field";

/** Says while one types how many characters are left of those the network takes. */
const counting = (Field, template) =>
    class extends Field {
        static template = template;
        static props = { ...Field.props, limit: { type: Number, optional: true } };

        setup() {
            super.setup();
            this.typed = useState({ text: undefined });
        }

        get length() {
            const text = this.typed.text ?? this.props.record.data[this.props.name];
            return [...(text || "")].length;
        }
        onTyped(ev) {
            if (ev.target.matches("input, textarea")) {
                this.typed.text = ev.target.value;
            }
        }
    };

const described = (field, component) => ({
    ...field,
    component,
    extractProps: (info, dynamicInfo) => ({
        ...field.extractProps(info, dynamicInfo),
        limit: info.options.limit,
    }),
});

export const CountedChar = counting(CharField, "pact_team.CountedChar");
export const CountedText = counting(TextField, "pact_team.CountedText");

const fieldRegistry = registry.category("fields");
fieldRegistry.add("pact_counted_char", described(charField, CountedChar));
fieldRegistry.add("pact_counted_text", described(textField, CountedText));
