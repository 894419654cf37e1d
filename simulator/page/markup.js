/** The marks people write: *bold*, _italic_, ~struck~ and ```fixed```. */

import { make } from "./elements.js";

const MARKS = [
    [/```([\s\S]+?)```/, "code"],
    [/(?<![\p{L}\d])\*([^*\n]+)\*(?![\p{L}\d])/u, "b"],
    [/(?<![\p{L}\d])_([^_\n]+)_(?![\p{L}\d])/u, "i"],
    [/(?<![\p{L}\d])~([^~\n]+)~(?![\p{L}\d])/u, "s"],
];

export function marked(text) {
    for (const [pattern, tag] of MARKS) {
        const match = pattern.exec(text);
        if (match) {
            const inner = tag === "code" ? [match[1]] : marked(match[1]);
            return [
                ...marked(text.slice(0, match.index)),
                make(tag, {}, ...inner),
                ...marked(text.slice(match.index + match[0].length)),
            ];
        }
    }
    return text ? [text] : [];
}
