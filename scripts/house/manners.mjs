// The smaller rules that every file keeps: its length, its header, no promises for later in comments, and no
// way for a customer's text to become HTML.

const LONGEST_FILE_LINES = 400;
/** One table that must stand in one place, a line for each of the product's bounds. */
const TABLES = new Set(["packages/core/src/bounds.ts"]);
const SHORTEST_HEADER = 20;
const UNWANTED_COMMENT = /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)|biome-ignore|eslint-disable|v8 ignore/;
const HTML_MEMBERS = new Set(["innerHTML", "outerHTML", "insertAdjacentHTML"]);

const isTest = (path) => /\.test\.\w+$/.test(path);

export function lengthComplaints({ path, text }) {
  if (TABLES.has(path)) return [];
  const lines = text.replace(/\n$/, "").split("\n").length;
  return lines > LONGEST_FILE_LINES ? [`${path}: ${lines} lines, more than ${LONGEST_FILE_LINES}`] : [];
}

/** A test says by its titles what it is for; every other file says it in a comment at its head. */
export function headerComplaints({ path, text }, script) {
  if (isTest(path)) return [];
  const isMarkedUp = path.endsWith(".vue") && /^\s*<!--/.test(text);
  if (isMarkedUp) return [];
  const code = script.text.replace(/^#!.*/, (line) => " ".repeat(line.length));
  const first = script.comments[0];
  const hasHeader =
    first !== undefined && code.search(/\S/) === first.start && headerLength(script) >= SHORTEST_HEADER;
  return hasHeader ? [] : [`${path}:1: no comment at its head that says what the file is for`];
}

const headerLength = ({ comments }) =>
  comments.slice(0, 3).reduce((length, comment) => length + comment.value.trim().length, 0);

export function commentComplaints({ path }, { comments, lineOf }) {
  return comments
    .filter((comment) => UNWANTED_COMMENT.test(comment.value))
    .map(
      (comment) =>
        `${path}:${lineOf(comment.start)}: ${UNWANTED_COMMENT.exec(comment.value)[0]} in a comment`,
    );
}

/** Names are the customer's strings; they are shown as text and never parsed as HTML. */
export function htmlComplaints({ path, text }, script, walk) {
  if (!path.startsWith("apps/") || isTest(path)) return [];
  const found = [];
  if (path.endsWith(".vue")) {
    const template = text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, " "));
    for (const match of template.matchAll(/\sv-html\b/g)) {
      found.push(`${path}:${template.slice(0, match.index + 1).split("\n").length}: v-html`);
    }
  }
  walk(script.program, (node) => {
    const name = node.type === "MemberExpression" && !node.computed ? node.property.name : undefined;
    if (HTML_MEMBERS.has(name)) found.push(`${path}:${script.lineOf(node.start)}: ${name}`);
  });
  return found;
}
