/** What has sub-classifications heads a group of its own, and can be chosen too. */
export function classificationGroups(all) {
    const heads = all.filter((one) => !one.parent_id);
    return heads.map((head) => {
        const beneath = all.filter((one) => one.parent_id === head.id);
        return {
            label: beneath.length ? head.name : undefined,
            choices: [head, ...beneath].map((one) => ({
                value: one.id,
                label: one === head ? one.name : `${head.name} / ${one.name}`,
            })),
        };
    });
}
