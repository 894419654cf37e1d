/**
 * Return what is wrong with files before they are sent, as the server says it.
 *
 * @param {File[]} files
 * @param {{ most: number, bytes: number, suffixes: string[] }} limits
 * @returns {string|undefined}
 */
export function filesProblem(files, limits) {
    if (files.length > limits.most) {
        return "too_many";
    }
    return files.map((file) => fileProblem(file, limits)).find(Boolean);
}

export function fileProblem(file, { bytes, suffixes }) {
    if (!suffixes.includes(suffixOf(file.name))) {
        return "unsafe";
    }
    if (file.size > bytes) {
        return "too_big";
    }
    return file.size ? undefined : "empty";
}

/** Return the files, each once, however often it was chosen. */
export function withoutTwins(files) {
    const known = new Map(files.map((file) => [fingerprint(file), file]));
    return [...known.values()];
}

/** Return a size in words of the page's language. */
export function sizeInWords(bytes, language) {
    const isLarge = bytes >= 1024 * 1024;
    return new Intl.NumberFormat(language, {
        style: "unit",
        unit: isLarge ? "megabyte" : "kilobyte",
        maximumFractionDigits: isLarge ? 1 : 0,
    }).format(Math.max(bytes / (isLarge ? 1024 * 1024 : 1024), isLarge ? 0 : 1));
}

function suffixOf(name) {
    const dot = name.lastIndexOf(".");
    return dot > 0 ? name.slice(dot).toLowerCase() : "";
}

function fingerprint({ name, size, lastModified }) {
    return JSON.stringify([name, size, lastModified]);
}
