// The tables of docs/rules.md, made from the code, so that no field and no default rule is described as it was once.

import { AGENT_FIELDS, DEFAULT_RULES, FEED_FIELDS, QUEUE_FIELDS } from "@callboard/core/alerting";

const UNITS = new Map([
  ["seconds", "seconds"],
  ["pct", "percent"],
  ["count", "count"],
  [null, ""],
]);
const KINDS = { text: "text", number: "number", since: "grows" };

/** Between `<!-- table: name -->` and `<!-- end -->`. */
const TABLES = new Map([
  ["agent fields", () => fieldTable(AGENT_FIELDS)],
  ["queue fields", () => fieldTable(QUEUE_FIELDS)],
  ["feed fields", () => fieldTable(FEED_FIELDS)],
  ["default rules", () => ruleTable(DEFAULT_RULES)],
]);

/**
 * @param {string} text of the page
 * @returns {string} the page with every table as the code has it; throws where the page has no place for one
 */
export function withTables(text) {
  let page = text;
  for (const [name, table] of TABLES) {
    const place = new RegExp(`(<!-- table: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
    if (!place.test(page)) throw new Error(`docs/rules.md has no place for the table of ${name}`);
    page = page.replace(place, (_, start, end) => `${start}\n${table()}\n\n${end}`);
  }
  return page;
}

const fieldTable = (fields) =>
  table(
    ["field", "kind", "unit", "what it is"],
    Object.entries(fields).map(([name, { kind, unit, says }]) => [
      `\`${name}\``,
      KINDS[kind],
      UNITS.get(unit),
      says,
    ]),
  );

const ruleTable = (rules) =>
  table(
    ["rule", "severity", "", "fires when", "ends when"],
    rules.map((rule) => [
      `\`${rule.id}\``,
      rule.severity,
      rule.enabled ? "on" : "off",
      [
        condition(rule.when),
        held(rule.holdSeconds),
        rule.hours === "always" ? "" : `, while ${rule.hours}`,
      ].join(""),
      rule.clear === null && rule.keepFiringSeconds === 0
        ? "it no longer holds"
        : [
            rule.clear === null ? "it no longer holds" : condition(rule.clear),
            held(rule.keepFiringSeconds),
          ].join(""),
    ]),
  );

const held = (seconds) => (seconds === 0 ? "" : `, for ${seconds} s`);

/** A condition in a line, in the words in which it is written. */
function condition(one) {
  if ("not" in one) return `not (${condition(one.not)})`;
  if ("all" in one) return one.all.map(condition).join(" and ");
  if ("any" in one) return one.any.map(condition).join(" or ");
  const { field, ...test } = one;
  const [[name, against]] = Object.entries(test);
  return `\`${field}\` ${name} ${operand(against)}`;
}

function operand(against) {
  if (Array.isArray(against)) return against.map((one) => `\`${one}\``).join(", ");
  if (typeof against === "string") return `\`${against}\``;
  if (typeof against === "number") return String(against);
  return `\`${against.field}\`${against.plus === undefined ? "" : ` + ${against.plus}`}`;
}

const table = (heads, rows) =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
