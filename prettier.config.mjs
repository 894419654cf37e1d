export default {
    plugins: ["./.pact/node/node_modules/@prettier/plugin-xml/src/plugin.js"],
    printWidth: 88,
    tabWidth: 4,
    xmlWhitespaceSensitivity: "preserve",
    overrides: [{ files: ["*.yaml", "*.yml"], options: { tabWidth: 2 } }],
};
