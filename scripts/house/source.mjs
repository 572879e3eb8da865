// Reads source files: which there are, what they import, what they mention. It judges nothing.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "oxc-parser";

const KINDS = /\.(ts|mts|js|mjs|vue|css|html)$/;
const SCRIPTS = /\.(ts|mts|js|mjs|vue)$/;
const GENERATED = new Set(["node_modules", "dist", "coverage", "worker-configuration.d.ts"]);

/**
 * @param {string} root of the repository
 * @param {string} directory of a package
 * @returns {{ path: string, fullPath: string, text: string }[]} its hand-written files
 */
export function sourceFiles(root, directory) {
  const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const fullPath = join(directory, entry.name);
    if (GENERATED.has(entry.name) || entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return sourceFiles(root, fullPath);
    if (!entry.isFile() || !KINDS.test(entry.name)) return [];
    const path = relative(root, fullPath).replaceAll("\\", "/");
    return [{ path, fullPath, text: readFileSync(fullPath, "utf8") }];
  });
}

export const isScript = (path) => SCRIPTS.test(path);

/**
 * @param {{ path: string, text: string }} file a script, or a Vue component with scripts in it
 * @returns {{ program: object, comments: { value: string, start: number }[], text: string,
 *   lineOf: (offset: number) => number, errors: string[] }}
 */
export function parseScript(file) {
  const isVue = file.path.endsWith(".vue");
  const text = isVue ? onlyScripts(file.text) : file.text;
  const { program, comments, errors } = parseSync(isVue ? "component.ts" : file.path, text, {
    sourceType: "module",
  });
  return {
    program,
    comments,
    text,
    lineOf: (offset) => text.slice(0, offset).split("\n").length,
    errors: errors.map((error) => error.message),
  };
}

/** Blanks everything outside of the script blocks, so that offsets and lines stay those of the file. */
function onlyScripts(text) {
  const blank = (part) => part.replace(/[^\n]/g, " ");
  let result = "";
  let end = 0;
  for (const match of text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)) {
    const start = match.index + match[0].indexOf(">") + 1;
    result += blank(text.slice(end, start)) + match[1];
    end = start + match[1].length;
  }
  return result + blank(text.slice(end));
}

/** Calls `visit` for every node of a tree, with the node above it and the name of the field it stands in. */
export function walk(node, visit, parent = undefined, field = "") {
  visit(node, parent, field);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === "string") walk(child, visit, node, name);
    }
  }
}

/** Every import of a file: statements, re-exports, `import()`, `require()` and types. */
export function importsOf({ program, lineOf }) {
  const found = [];
  const note = (source) => {
    if (typeof source?.value === "string")
      found.push({ specifier: source.value, line: lineOf(source.start) });
  };
  walk(program, (node) => {
    const isRequire = node.type === "CallExpression" && node.callee.name === "require";
    if (isRequire) note(node.arguments[0]);
    else if (/^(Import|Export\w+)Declaration$|^ImportExpression$|^TSImportType$/.test(node.type))
      note(node.source);
  });
  return found;
}
