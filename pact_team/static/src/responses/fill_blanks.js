/**
 * Return a response with the names of those who talk; any other brace stays as it is.
 *
 * @param {string} text
 * @param {import("models").Thread} thread
 */
export function fillBlanks(text, thread) {
    const { store, pact_company_ref, pact_partner_id, pact_contact_name } = thread;
    const names = {
        agent: store.self.name,
        company: store.pact_company_names[pact_company_ref],
        contact: pact_contact_name || pact_partner_id?.name,
    };
    return text.replace(
        /\{(agent|company|contact)\}/g,
        (blank, who) => names[who] || blank,
    );
}
