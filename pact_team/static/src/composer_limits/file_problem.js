import { _t } from "@web/core/l10n/translation";

const MEGABYTE = 1_000_000;
const TOO_BIG = {
    audio: (words) => _t("%(file)s is too big: sound up to %(size)s MB.", words),
    document: (words) => _t("%(file)s is too big: files up to %(size)s MB.", words),
    image: (words) => _t("%(file)s is too big: pictures up to %(size)s MB.", words),
    video: (words) => _t("%(file)s is too big: videos up to %(size)s MB.", words),
};

/**
 * Return why the network would not take a file, in words; undefined if it would.
 *
 * @param {{media_limits: Object<string, [string, number]>}} network
 * @param {File} file
 */
export function fileProblem({ media_limits: limits }, file) {
    if (!file.size) {
        return _t("%(file)s is empty. Choose another file.", { file: file.name });
    }
    const [kind, limit] = limits[file.type] ?? limits[""];
    return file.size > limit
        ? TOO_BIG[kind]({ file: file.name, size: limit / MEGABYTE })
        : undefined;
}
