/**
 * A condition as a person wrote it, read by its own form rather than as a union of schemas, since nobody can read what a
 * union has to say about a typing mistake (SPEC N1).
 */
import { BOUNDS } from "../bounds.ts";
import {
  AGENT_STATES,
  DIRECTIONS,
  FEED_STATES,
  NOT_ROUTABLE_REASONS,
  ROUTABILITY_UNKNOWN_REASONS,
} from "../vocabulary.ts";
import { type Complaints, meant, quoted } from "./complaints.ts";
import {
  AGENT_FIELDS,
  FEED_FIELDS,
  type FieldMeaning,
  type FieldName,
  type FieldUnit,
  QUEUE_FIELDS,
} from "./fields.ts";
import type { Comparison, Condition, Operand, RuleScope } from "./rule.ts";

type ScopeOf = RuleScope["of"];

const FIELDS = { agents: AGENT_FIELDS, queues: QUEUE_FIELDS, feed: FEED_FIELDS } as const;
const ONE_OF_THEM = { agents: "an agent", queues: "a queue", feed: "the feed" } as const;

const ORDERS = ["above", "atLeast", "below", "atMost"] as const;
const EQUALS = ["is", "isNot"] as const;
const LISTS = ["oneOf", "noneOf"] as const;
const TESTS = [...ORDERS, ...EQUALS, ...LISTS] as const;
type Test = (typeof TESTS)[number];
const TESTS_OF: Readonly<Record<FieldMeaning["kind"], readonly Test[]>> = {
  text: [...EQUALS, ...LISTS],
  number: [...ORDERS, ...EQUALS],
  since: ORDERS,
};
const KIND_IN_WORDS = { text: "a text", number: "a number", since: "a duration that grows" } as const;
const UNIT_IN_WORDS: Readonly<Record<Exclude<FieldUnit, null>, string>> = {
  seconds: "seconds",
  pct: "percent",
  count: "a count",
};
/** Figures beyond this are nobody's threshold. */
const FIGURE_MAX = 1e9;

/** Fields whose words are ours, so that a word which is none of them is a mistake. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map<FieldName, readonly string[]>([
  ["state", AGENT_STATES],
  ["direction", DIRECTIONS],
  ["routable", ["routable", "notRoutable", "unknown"]],
  ["notRoutableReason", [...NOT_ROUTABLE_REASONS, ...ROUTABILITY_UNKNOWN_REASONS]],
  ["feedState", [...FEED_STATES, "unheard"]],
]);

/** Reads the conditions of one rule: they share the bound of comparisons. */
export class ConditionReader {
  private leaves = 0;
  private readonly of: ScopeOf;
  private readonly complaints: Complaints;

  constructor(of: ScopeOf, complaints: Complaints) {
    this.of = of;
    this.complaints = complaints;
  }

  /** The condition, or `null` where something was complained of. `place` names it to the person who wrote it. */
  read(value: unknown, place: string, depth = 1): Condition | null {
    if (!isObject(value))
      return this.no(
        `${quoted(place)} must be a condition: an object with \`all\`, \`any\` or \`not\`, or with a \`field\` and its test.`,
      );
    if (depth > BOUNDS.conditionDepthMax)
      return this.no(`${quoted(place)} is nested more than ${BOUNDS.conditionDepthMax} deep.`);
    const joined = (["all", "any", "not"] as const).filter((key) => Object.hasOwn(value, key));
    const [form] = joined;
    if (form === undefined) return this.comparison(value, place);
    const others = Object.keys(value).filter((key) => key !== form);
    if (others.length > 0)
      return this.no(
        `${quoted(place)} has \`${form}\` and ${others.slice(0, 3).map(quoted).join(", ")} side by side; \`${form}\` stands alone.`,
      );
    if (form === "not") {
      const inner = this.read(value.not, `${place}.not`, depth + 1);
      return inner === null ? null : { not: inner };
    }
    const parts = this.list(value[form], `${place}.${form}`, depth);
    if (parts === null) return null;
    return form === "all" ? { all: parts } : { any: parts };
  }

  private list(value: unknown, place: string, depth: number): Condition[] | null {
    if (!Array.isArray(value) || value.length === 0)
      return this.no(`${quoted(place)} must list at least one condition.`);
    if (value.length > BOUNDS.conditionLeavesMax) return this.tooMany();
    const parts = value.map((part: unknown, index) => this.read(part, `${place}.${index}`, depth + 1));
    const read = parts.filter((part) => part !== null);
    return read.length === parts.length ? read : null;
  }

  private comparison(value: Readonly<Record<string, unknown>>, place: string): Comparison | null {
    this.leaves += 1;
    if (this.leaves > BOUNDS.conditionLeavesMax) return this.tooMany();
    const keys = Object.keys(value).filter((key) => key !== "field");
    if (!Object.hasOwn(value, "field")) {
      const [first] = keys;
      const forms = ["all", "any", "not", "field"];
      return this.no(
        first === undefined
          ? `${quoted(place)} is empty; it needs a \`field\` and its test.`
          : `${quoted(place)} has no \`field\`, and ${quoted(first)} is not what joins conditions${meant(first, forms)}`,
      );
    }
    const field = this.field(value.field, place);
    if (field === null) return null;
    for (const key of keys)
      if (!isTest(key)) return this.no(`${quoted(key)} is not a test of a field${meant(key, TESTS)}`);
    const [test, ...more] = keys.filter(isTest);
    if (test === undefined)
      return this.no(`${quoted(place)} names ${quoted(field)} and does not test it${meant(null, TESTS)}`);
    if (more.length > 0)
      return this.no(
        `${quoted(place)} tests ${quoted(field)} twice, by ${[test, ...more].map(quoted).join(" and ")}; join two comparisons with \`all\`.`,
      );
    return this.tested(field, test, value[test]);
  }

  private field(value: unknown, place: string): FieldName | null {
    if (typeof value !== "string") return this.no(`${quoted(`${place}.field`)} must be the name of a field.`);
    if (isFieldOf(this.of, value)) return value;
    const other = (["agents", "queues", "feed"] as const).find((of) => isFieldOf(of, value));
    if (other !== undefined)
      return this.no(
        `${quoted(value)} is a field of ${ONE_OF_THEM[other]}, and the rule is about ${ONE_OF_THEM[this.of]}.`,
      );
    return this.no(
      `${quoted(value)} is not a field of ${ONE_OF_THEM[this.of]}${meant(value, Object.keys(FIELDS[this.of]))}`,
    );
  }

  private tested(field: FieldName, test: Test, value: unknown): Comparison | null {
    const meaning = meaningIn(this.of, field);
    const fitting = TESTS_OF[meaning.kind];
    if (!fitting.includes(test))
      return this.no(
        `\`${test}\` cannot be asked of ${quoted(field)}, which is ${KIND_IN_WORDS[meaning.kind]}; there are ${fitting.map(quoted).join(", ")}.`,
      );
    switch (test) {
      case "above":
      case "atLeast":
      case "below":
      case "atMost": {
        const operand = this.operand(field, meaning, test, value);
        return operand === null ? null : ordered(field, test, operand);
      }
      case "is":
      case "isNot": {
        const one =
          meaning.kind === "text" ? this.word(field, test, value) : this.figure(field, meaning, test, value);
        if (one === null) return null;
        return test === "is" ? { field, is: one } : { field, isNot: one };
      }
      case "oneOf":
      case "noneOf": {
        const list = this.words(field, test, value);
        if (list === null) return null;
        return test === "oneOf" ? { field, oneOf: list } : { field, noneOf: list };
      }
      default:
        return test satisfies never;
    }
  }

  private operand(field: FieldName, meaning: FieldMeaning, test: Test, value: unknown): Operand | null {
    if (!isObject(value)) return this.figure(field, meaning, test, value);
    const known = ["field", "plus"];
    const unknown = Object.keys(value).find((key) => !known.includes(key));
    if (unknown !== undefined)
      return this.no(
        `${quoted(unknown)} is not a key of what \`${test}\` holds ${quoted(field)} against${meant(unknown, known)}`,
      );
    const other = this.field(value.field, `${field}.${test}`);
    if (other === null) return null;
    const its = meaningIn(this.of, other);
    if (its.unit !== meaning.unit || its.kind === "text")
      return this.no(
        `${quoted(field)} is in ${unitOf(meaning)} and ${quoted(other)} is ${its.kind === "text" ? "a text" : `in ${unitOf(its)}`}; they cannot be held against each other.`,
      );
    if (!Object.hasOwn(value, "plus")) return { field: other };
    if (!isFigure(value.plus)) return this.no(`\`plus\` beside ${quoted(other)} must be a number.`);
    return { field: other, plus: withoutMinusZero(value.plus) };
  }

  private figure(field: FieldName, meaning: FieldMeaning, test: Test, value: unknown): number | null {
    if (!isFigure(value))
      return this.no(`\`${test}\` of ${quoted(field)} must be a number, not ${quoted(value)}.`);
    if (meaning.kind !== "since") return withoutMinusZero(value);
    if (value < 0) return this.no(`\`${test}\` of ${quoted(field)} must not be below 0.`);
    if (value > BOUNDS.ruleSecondsMax)
      return this.no(`\`${test}\` of ${quoted(field)} must be ${BOUNDS.ruleSecondsMax} seconds at most.`);
    return withoutMinusZero(value);
  }

  private words(field: FieldName, test: Test, value: unknown): string[] | null {
    if (!Array.isArray(value) || value.length === 0 || value.length > BOUNDS.listedIdsMax)
      return this.no(`\`${test}\` of ${quoted(field)} must be a list of 1 to ${BOUNDS.listedIdsMax} texts.`);
    const words = value.map((one: unknown) => this.word(field, test, one)).filter((one) => one !== null);
    return words.length === value.length ? words : null;
  }

  private word(field: FieldName, test: Test, value: unknown): string | null {
    if (typeof value !== "string" || value === "" || value.length > BOUNDS.nameCharsMax)
      return this.no(
        `\`${test}\` of ${quoted(field)} must be a text of 1 to ${BOUNDS.nameCharsMax} letters, not ${quoted(value)}.`,
      );
    const known = WORDS.get(field);
    if (known !== undefined && !known.includes(value))
      return this.no(`${quoted(value)} is nothing that ${quoted(field)} can be${meant(value, known)}`);
    return value;
  }

  private tooMany(): null {
    return this.no(`The rule makes more than ${BOUNDS.conditionLeavesMax} comparisons.`);
  }

  private no(sentence: string): null {
    this.complaints.add(sentence);
    return null;
  }
}

function ordered(field: FieldName, test: (typeof ORDERS)[number], operand: Operand): Comparison {
  switch (test) {
    case "above":
      return { field, above: operand };
    case "atLeast":
      return { field, atLeast: operand };
    case "below":
      return { field, below: operand };
    case "atMost":
      return { field, atMost: operand };
    default:
      return test satisfies never;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTest = (key: string): key is Test => TESTS.some((test) => test === key);

const isFieldOf = (of: ScopeOf, name: string): name is FieldName => Object.hasOwn(FIELDS[of], name);

function meaningIn(of: ScopeOf, field: FieldName): FieldMeaning {
  const meaning = new Map<string, FieldMeaning>(Object.entries(FIELDS[of])).get(field);
  if (meaning === undefined) throw new Error(`${field} is no field of ${of}`);
  return meaning;
}

/** A rule is kept as JSON, which has one zero; what was read and what is read again must be the same rule. */
export const withoutMinusZero = (value: number): number => (value === 0 ? 0 : value);

const isFigure = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= FIGURE_MAX;

const unitOf = ({ unit }: FieldMeaning): string => (unit === null ? "no unit" : UNIT_IN_WORDS[unit]);
