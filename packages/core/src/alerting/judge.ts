/**
 * A condition, made ready once per set of rules: whether it holds, since when, and when time alone will turn it (SPEC N2 to
 * N6). Three-valued: what is not known is never true. `not` is pushed down to the comparisons, which keeps all of it in
 * two small walks. It must never keep anything between two questions.
 */
import { leafOf } from "./leaf.ts";
import { type Judge, NEVER, type Verdict, type Vocabulary } from "./question.ts";
import type { Condition } from "./rule.ts";

/** A checked condition as a question. A field that the scope does not have is a broken promise of `readRule`, and throws. */
export function judgeOf<View>(
  condition: Condition,
  vocabulary: Vocabulary<View>,
  isNegated = false,
): Judge<View> {
  if ("not" in condition) return judgeOf(condition.not, vocabulary, !isNegated);
  if ("all" in condition || "any" in condition) {
    const parts = "all" in condition ? condition.all : condition.any;
    const judges = parts.map((part) => judgeOf(part, vocabulary, isNegated));
    return "all" in condition !== isNegated ? everyOf(judges) : someOf(judges);
  }
  return leafOf(condition, vocabulary, isNegated);
}

function everyOf<View>(judges: readonly Judge<View>[]): Judge<View> {
  return {
    ...shared(judges),
    judge(view, at) {
      let verdict: Verdict = 1;
      for (const one of judges) {
        const found = one.judge(view, at);
        if (found === 0) return 0;
        if (found === -1) verdict = -1;
      }
      return verdict;
    },
    began(view, at, otherwise) {
      let latest = Number.NEGATIVE_INFINITY;
      for (const one of judges) latest = Math.max(latest, one.began(view, at, otherwise));
      return latest;
    },
  };
}

function someOf<View>(judges: readonly Judge<View>[]): Judge<View> {
  return {
    ...shared(judges),
    judge(view, at) {
      let verdict: Verdict = 0;
      for (const one of judges) {
        const found = one.judge(view, at);
        if (found === 1) return 1;
        if (found === -1) verdict = -1;
      }
      return verdict;
    },
    began(view, at, otherwise) {
      let earliest = NEVER;
      for (const one of judges) {
        if (one.judge(view, at) === 1) earliest = Math.min(earliest, one.began(view, at, otherwise));
      }
      return earliest;
    },
  };
}

function shared<View>(judges: readonly Judge<View>[]): Omit<Judge<View>, "judge" | "began"> {
  const timed = judges.filter((one) => one.isTimed);
  return {
    isTimed: timed.length > 0,
    nextTurn(view, at) {
      let next = NEVER;
      for (const one of timed) next = Math.min(next, one.nextTurn(view, at));
      return next;
    },
    compare(view, at, into) {
      for (const one of judges) one.compare(view, at, into);
    },
  };
}
