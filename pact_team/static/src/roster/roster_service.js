import { registry } from "@web/core/registry";

/** Listens to the teams as they are: who is in one has changed. */
export const rosterService = {
    dependencies: ["bus_service"],
    start(_env, { bus_service: bus }) {
        bus.subscribe("pact_team.roster", () => bus.forceUpdateChannels());
    },
};
registry.category("services").add("pact_team.roster", rosterService);
