import { RPCError } from "@web/core/network/rpc";

const REFUSALS = ["AccessError", "UserError", "ValidationError"].map(
    (name) => `odoo.exceptions.${name}`,
);

/** Return the server's sentence if it refused, undefined for any other trouble. */
export function refusalSentence(error) {
    const isRefusal =
        error instanceof RPCError && REFUSALS.includes(error.exceptionName);
    return isRefusal ? error.data.message : undefined;
}

/** Return the server's sentence if it refused; any other trouble goes on. */
export function sentenceOrThrow(error) {
    const sentence = refusalSentence(error);
    if (!sentence) {
        throw error;
    }
    return sentence;
}
