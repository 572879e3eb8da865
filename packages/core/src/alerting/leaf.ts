/**
 * One comparison, made ready (SPEC N2 to N6). A `since` field is never turned into seconds to be compared: the instant at
 * which the comparison turns is computed once from the row, and the clock is held against that, so that a due and
 * a judgement can never disagree by a rounding.
 */
import type { EpochMs } from "../vocabulary.ts";
import type { ComparedValue } from "./alert.ts";
import { type FieldMeaning, meaningOf } from "./fields.ts";
import { type Judge, NEVER, type Verdict, type Vocabulary } from "./question.ts";
import type { Comparison, Operand } from "./rule.ts";
import type { Reader, Told } from "./views.ts";
import { inWholeSeconds } from "./whole-seconds.ts";

type Order = "above" | "atLeast" | "below" | "atMost";

/** What a comparison is held against, as a reader of the same row. */
interface Bound<View> {
  readonly read: (view: View) => Told;
  readonly plus: number;
  readonly isSince: boolean;
  readonly isOfEntry: boolean;
  /** The rule's author wrote a number. */
  readonly isWritten: boolean;
}

interface Leaf<View> {
  readonly field: string;
  readonly meaning: FieldMeaning;
  readonly reader: Reader<View>;
  readonly vocabulary: Vocabulary<View>;
  readonly isNegated: boolean;
}

const ORDERS: readonly Order[] = ["above", "atLeast", "below", "atMost"];
/** The same comparison read from its other side. */
const MIRRORED: Readonly<Record<Order, Order>> = {
  above: "below",
  atLeast: "atMost",
  below: "above",
  atMost: "atLeast",
};

/** Which order a comparison makes, and of what; `null` for one of equality. */
function orderOf(comparison: Comparison): { order: Order; operand: Operand } | null {
  if ("above" in comparison) return { order: "above", operand: comparison.above };
  if ("atLeast" in comparison) return { order: "atLeast", operand: comparison.atLeast };
  if ("below" in comparison) return { order: "below", operand: comparison.below };
  if ("atMost" in comparison) return { order: "atMost", operand: comparison.atMost };
  return null;
}

export function leafOf<View>(
  comparison: Comparison,
  vocabulary: Vocabulary<View>,
  isNegated: boolean,
): Judge<View> {
  const { field } = comparison;
  const leaf = {
    field,
    meaning: meaningOf(field),
    reader: readerOf(vocabulary, field),
    vocabulary,
    isNegated,
  };
  const ordered = orderOf(comparison);
  if (ordered === null) return equality(leaf, comparison);
  const bound = boundOf(vocabulary, ordered.operand);
  const isSince = leaf.meaning.kind === "since";
  // Two durations grow alike: the clock cannot turn what compares them.
  return isSince !== bound.isSince ? timed(leaf, ordered.order, bound) : steady(leaf, ordered.order, bound);
}

function readerOf<View>(vocabulary: Vocabulary<View>, field: string): Reader<View> {
  const reader = vocabulary.readers[field];
  if (reader === undefined) throw new Error(`a rule names ${field}, which its scope has not`);
  return reader;
}

function boundOf<View>(vocabulary: Vocabulary<View>, operand: Operand): Bound<View> {
  if (typeof operand === "number")
    return { read: () => operand, plus: 0, isSince: false, isOfEntry: false, isWritten: true };
  const reader = readerOf(vocabulary, operand.field);
  return {
    read: reader.read,
    plus: operand.plus ?? 0,
    isSince: meaningOf(operand.field).kind === "since",
    isOfEntry: reader.isOfEntry === true,
    isWritten: false,
  };
}

/** A verdict on two sides of which one may be not known, or not there (SPEC N3). */
function lacking(left: Told, right: Told): 0 | -1 | null {
  if (left === undefined || right === undefined) return 0;
  return left === null || right === null ? -1 : null;
}

const turned = (verdict: Verdict, isNegated: boolean): Verdict =>
  isNegated && verdict !== -1 ? (verdict === 1 ? 0 : 1) : verdict;

/** Since when something that neither time nor the state dates has held. */
const entryOr = <View>({ reader, vocabulary }: Leaf<View>, view: View, otherwise: EpochMs): EpochMs =>
  reader.isOfEntry === true ? (vocabulary.sinceOf(view) ?? otherwise) : otherwise;

function compared<View>(
  leaf: Leaf<View>,
  value: Told,
  test: string,
  against: ComparedValue["against"],
  verdict: Verdict,
): ComparedValue {
  return {
    field: leaf.field,
    value: value ?? null,
    test,
    against,
    unit: leaf.meaning.unit,
    verdict: verdict === 1 ? "true" : verdict === 0 ? "false" : "unknown",
  };
}

/** An order as it is told: times in whole seconds that read as the verdict (SPEC N24). */
function ordered<View>(
  leaf: Leaf<View>,
  order: Order,
  [value, against]: readonly [Told, Told],
  { isWritten }: Bound<View>,
  verdict: Verdict,
): ComparedValue {
  const sides = [numberOrNull(value), numberOrNull(against)] as const;
  const reads = (left: number, right: number): boolean => holds(order, left - right) === (verdict === 1);
  const [left, right] = leaf.meaning.unit === "seconds" ? inWholeSeconds(sides, isWritten, reads) : sides;
  return compared(leaf, left, order, right, verdict);
}

const numberOrNull = (value: Told): number | null => (typeof value === "number" ? value : null);

/** Equality with a text, a number, or one of several texts. */
function equality<View>(leaf: Leaf<View>, comparison: Comparison): Judge<View> {
  const { read } = leaf.reader;
  const [test, listed, isWanted] = equalityOf(comparison);
  const plain = (view: View): Verdict => {
    const value = read(view);
    if (value === undefined) return 0;
    if (value === null) return -1;
    return listed.some((one) => one === value) === isWanted ? 1 : 0;
  };
  return {
    isTimed: false,
    judge: (view) => turned(plain(view), leaf.isNegated),
    began: (view, _at, otherwise) => entryOr(leaf, view, otherwise),
    nextTurn: () => NEVER,
    compare(view, _at, into) {
      const against = test === "oneOf" || test === "noneOf" ? listed.map(String) : (listed[0] ?? null);
      into.push(compared(leaf, read(view), test, against, plain(view)));
    },
  };
}

function equalityOf(comparison: Comparison): [string, readonly (string | number)[], boolean] {
  if ("is" in comparison) return ["is", [comparison.is], true];
  if ("isNot" in comparison) return ["isNot", [comparison.isNot], false];
  if ("oneOf" in comparison) return ["oneOf", comparison.oneOf, true];
  if ("noneOf" in comparison) return ["noneOf", comparison.noneOf, false];
  throw new Error("a comparison without a test");
}

/** An order that only the row can turn: of two numbers, or of two durations, which grow alike. */
function steady<View>(leaf: Leaf<View>, order: Order, bound: Bound<View>): Judge<View> {
  const { read } = leaf.reader;
  const isSince = bound.isSince;
  const plain = (view: View): Verdict => {
    const left = read(view);
    const right = bound.read(view);
    const missing = lacking(left, right);
    if (missing !== null) return missing;
    // Of two instants the earlier one is the longer duration.
    const excess = isSince
      ? (Number(right) - Number(left)) / 1_000 - bound.plus
      : Number(left) - Number(right) - bound.plus;
    return holds(order, excess) ? 1 : 0;
  };
  return {
    isTimed: false,
    judge: (view) => turned(plain(view), leaf.isNegated),
    began: (view, _at, otherwise) => entryOr(leaf, view, otherwise),
    nextTurn: () => NEVER,
    compare(view, at, into) {
      const value = isSince ? secondsSince(read(view), at) : read(view);
      const right = isSince ? secondsSince(bound.read(view), at) : bound.read(view);
      into.push(ordered(leaf, order, [value, plus(right, bound.plus)], bound, plain(view)));
    },
  };
}

/** An order between a duration and a number: the row tells the instant at which the clock turns it. */
function timed<View>(leaf: Leaf<View>, order: Order, bound: Bound<View>): Judge<View> {
  const isLeft = !bound.isSince;
  const { read } = leaf.reader;
  const instantOf = isLeft ? read : bound.read;
  const numberOf = isLeft ? bound.read : read;
  const as = isLeft ? order : MIRRORED[order];
  const difference = isLeft ? bound.plus : -bound.plus;
  const isTrueAfter = as === "above" || as === "atLeast";
  const isLate = as === "above" || as === "atMost";
  const turnOf = (since: Told, number: Told): EpochMs => {
    // A figure in seconds may have been written with a fraction; past the microsecond that is rounding, not meaning.
    const ms = Math.round((Number(number) + difference) * 1e6) / 1e3;
    return Number(since) + (isLate ? Math.floor(ms) + 1 : Math.ceil(ms));
  };
  const plain = (view: View, at: EpochMs): Verdict => {
    const since = instantOf(view);
    const number = numberOf(view);
    const missing = lacking(since, number);
    if (missing !== null) return missing;
    return at >= turnOf(since, number) === isTrueAfter ? 1 : 0;
  };
  return {
    isTimed: true,
    judge: (view, at) => turned(plain(view, at), leaf.isNegated),
    began(view, at, otherwise) {
      const since = instantOf(view);
      const number = numberOf(view);
      if (lacking(since, number) !== null) return otherwise;
      const turn = turnOf(since, number);
      return turn <= at ? turn : Number(since);
    },
    nextTurn(view, at) {
      const since = instantOf(view);
      const number = numberOf(view);
      if (lacking(since, number) !== null) return NEVER;
      const turn = turnOf(since, number);
      return turn > at ? turn : NEVER;
    },
    compare(view, at, into) {
      const value = isLeft ? secondsSince(read(view), at) : read(view);
      const right = isLeft ? bound.read(view) : secondsSince(bound.read(view), at);
      into.push(ordered(leaf, order, [value, plus(right, bound.plus)], bound, plain(view, at)));
    },
  };
}

function holds(order: Order, excess: number): boolean {
  switch (order) {
    case "above":
      return excess > 0;
    case "atLeast":
      return excess >= 0;
    case "below":
      return excess < 0;
    case "atMost":
      return excess <= 0;
    default:
      return order satisfies never;
  }
}

const secondsSince = (since: Told, at: EpochMs): Told =>
  typeof since === "number" ? Math.max(0, at - since) / 1_000 : since;

const plus = (value: Told, more: number): Told => (typeof value === "number" ? value + more : value);

/** The first ordered comparison in the order of writing: the figure that the rule is about (SPEC N19). */
export const isOrdered = (test: string): boolean => ORDERS.some((order) => order === test);
