// Finds clocks, chance and waiting where there must be none. Everything that the product decides must be
// repeatable from its inputs: core takes the time as an argument, the packages around it take ports.

import { walk } from "./source.mjs";

/** No clock, chance or timer of its own: these run in virtual time in the simulation. */
const REPEATABLE = new Set([
  "@callboard/alert-desk",
  "@callboard/core",
  "@callboard/cxone",
  "@callboard/desk",
  "@callboard/notices",
  "@callboard/protocol",
  "@callboard/shell",
  "@callboard/sim",
  "@callboard/world",
]);

/** What a person starts: it prints how long the machine took. */
const COMMANDS = new Set(["packages/sim/src/cli.ts"]);

/** Besides: no waiting, no log, no local time. */
const PURE = new Set(["@callboard/core"]);

const CLOCK_MEMBERS = new Set([
  "Date.now",
  "Math.random",
  "performance.now",
  "performance.timeOrigin",
  "Temporal.Now",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);
const TIMERS = new Set(["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);
const PURE_NAMES = new Set(["console", "fetch", "process", "crypto", "performance", "localStorage"]);
const LOCAL_TIME =
  /^(get(Date|Day|Month|FullYear|Hours|Minutes|Seconds|TimezoneOffset)|toLocale(Date|Time)?String)$/;

/**
 * @param {{ program: object, lineOf: (offset: number) => number }} script
 * @param {string} packageName
 * @param {string} path
 * @returns {{ line: number, what: string }[]}
 */
export function impurities({ program, lineOf }, packageName, path) {
  if (!REPEATABLE.has(packageName) || COMMANDS.has(path)) return [];
  const isPure = PURE.has(packageName);
  const found = [];
  walk(program, (node, parent, field) => {
    const what = clockOrChance(node) ?? (isPure ? impure(node, parent, field) : undefined);
    if (what !== undefined) found.push({ line: lineOf(node.start), what });
  });
  return found;
}

function clockOrChance(node) {
  if (node.type === "MemberExpression") {
    const name = `${rootName(node.object)}.${memberName(node)}`;
    return CLOCK_MEMBERS.has(name) ? name : undefined;
  }
  if (node.type === "NewExpression" && node.callee.name === "Date" && node.arguments.length === 0)
    return "new Date()";
  if (node.type !== "CallExpression") return undefined;
  if (node.callee.name === "Date") return "Date()";
  return TIMERS.has(node.callee.name) ? node.callee.name : undefined;
}

function impure(node, parent, field) {
  if (node.type === "AwaitExpression" || node.await === true) return "await";
  if (node.async === true) return "async";
  if (node.type === "MemberExpression" && LOCAL_TIME.test(memberName(node) ?? "")) return memberName(node);
  if (node.type !== "Identifier" || !(PURE_NAMES.has(node.name) || TIMERS.has(node.name))) return undefined;
  // A record may have a field of that name: `input.process` and `{ process: 1 }` touch nothing.
  const isOnlyName = (field === "property" || field === "key") && parent?.computed !== true;
  return isOnlyName || parent?.type.startsWith("TS") ? undefined : node.name;
}

/** `Date` for `Date` and for `globalThis.Date`. */
function rootName(node) {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" && node.object.name === "globalThis" ? memberName(node) : undefined;
}

function memberName(node) {
  if (!node.computed) return node.property.name;
  return typeof node.property.value === "string" ? node.property.value : undefined;
}
