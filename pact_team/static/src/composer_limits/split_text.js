/**
 * Return in how many messages a text is sent; the server cuts it by the same rule,
 * at a line or else at a word.
 *
 * @param {string} text
 * @param {number} limit
 */
export function countParts(text, limit) {
    let signs = [...text.trim()];
    let count = 1;
    while (signs.length > limit) {
        const rest = signs.slice(breakOf(signs, limit)).join("").trimStart();
        signs = [...rest];
        count += signs.length ? 1 : 0;
    }
    return count;
}

function breakOf(signs, limit) {
    const half = Math.floor(limit / 2);
    for (const mark of ["\n", " "]) {
        const cut = signs.slice(0, limit + 1).lastIndexOf(mark);
        if (cut >= half) {
            return cut;
        }
    }
    return limit;
}
