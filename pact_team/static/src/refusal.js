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
