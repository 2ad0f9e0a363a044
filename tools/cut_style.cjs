"use strict";
// node tools/cut_style.cjs SOURCE TARGET OWN... — keep of a style sheet what our pages can use.
// What stands as a word in a template, a module or a script counts as used, and so do the variables
// that our OWN sheets name: rather too much is kept than too little.
const fs = require("node:fs");
const { PurgeCSS } = require("purgecss");

const PAGES = ["src/bonbrug/**/*.html", "src/bonbrug/**/*.py", "src/bonbrug/*/static/!(vendor)/**/*.js"];
// Names that stand nowhere as a word, because ours are put together and Django draws the rest.
const LEVELS = ["success", "info", "warning", "danger"].map((level) => `alert-${level}`);
const BADGES = ["green", "orange", "red", "blue", "secondary"].map((colour) => `bg-${colour}-lt`);
const WIDGETS = ["textarea", "cols", "rows", "select", "multiple", "size", "option", "optgroup", "input", "type",
  "text", "search", "email", "tel", "url", "number", "date", "datetime-local", "time", "color", "file", "password",
  "checkbox", "radio", "hidden", "step", "maxlength", "placeholder", "readonly", "disabled", "required", "label"];

const variables = (path) => fs.readFileSync(path, "utf8").match(/--[\w-]+/g) ?? [];

async function main(source, target, ...own) {
  const [cut] = await new PurgeCSS().purge({
    content: [...PAGES, { raw: [...LEVELS, ...BADGES, ...WIDGETS].join(" "), extension: "html" }],
    css: [source],
    keyframes: true,
    variables: true,
    safelist: { variables: own.flatMap(variables) },
  });
  fs.writeFileSync(target, cut.css);
}

main(...process.argv.slice(2));
