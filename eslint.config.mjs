const readonly = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
    { ignores: [".pact/**", "**/static/lib/**"] },
    {
        files: ["**/*.js", "**/*.mjs"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: readonly([
                "AbortController",
                "Blob",
                "DataTransfer",
                "Event",
                "EventSource",
                "File",
                "FileReader",
                "FormData",
                "Intl",
                "URL",
                "URLSearchParams",
                "WebSocket",
                "clearInterval",
                "clearTimeout",
                "console",
                "document",
                "fetch",
                "location",
                "luxon",
                "navigator",
                "odoo",
                "requestAnimationFrame",
                "setInterval",
                "setTimeout",
                "window",
            ]),
        },
        rules: {
            "array-callback-return": "error",
            "consistent-return": "error",
            "default-case-last": "error",
            eqeqeq: ["error", "smart"],
            "max-depth": ["error", 3],
            "max-params": ["error", 5],
            "no-console": "error",
            "no-debugger": "error",
            "no-dupe-keys": "error",
            "no-else-return": "error",
            "no-eval": "error",
            "no-implicit-globals": "error",
            "no-lonely-if": "error",
            "no-param-reassign": "error",
            "no-restricted-properties": [
                "error",
                {
                    property: "innerHTML",
                    message: "Text of a customer is shown as text.",
                },
                {
                    property: "outerHTML",
                    message: "Text of a customer is shown as text.",
                },
                {
                    property: "insertAdjacentHTML",
                    message: "Text of a customer is shown as text.",
                },
            ],
            "no-undef": "error",
            "no-unneeded-ternary": "error",
            "no-unreachable": "error",
            "no-unused-vars": "error",
            "no-useless-return": "error",
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-const": "error",
            "prefer-template": "error",
        },
    },
    {
        // As in Odoo's own checks: a component says what it takes and how it looks.
        files: ["pact_team*/static/src/**/*.js"],
        rules: {
            "no-restricted-syntax": [
                "error",
                ...["props", "template"].map((name) => ({
                    selector:
                        "ClassDeclaration[superClass.name='Component']" +
                        ` > ClassBody:not(:has(> PropertyDefinition[static=true][key.name='${name}']))`,
                    message: `A component has static ${name}.`,
                })),
            ],
        },
    },
];
