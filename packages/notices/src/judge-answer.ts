/** What a receiver's answer means: delivered, try again, or never. Each `why` is a sentence for people. */
import type { DeliveryAnswer, DeliveryVerdict, SinkKind } from "./sink.ts";

/** The verdict on one attempt, by the sink's kind. The answer's body is never looked at. */
export function judgeAnswer(_kind: SinkKind, answer: DeliveryAnswer): DeliveryVerdict {
  if (answer.kind === "sent") return { kind: "delivered" };
  if (answer.kind === "failed") {
    return answer.why === "refusedByUs"
      ? { kind: "dead", why: answer.detail }
      : { kind: "retry", afterMs: null, why: answer.detail };
  }
  if (answer.status >= 200 && answer.status < 300) return { kind: "delivered" };
  const why = `it answered ${answer.status}`;
  const isPassing = answer.status >= 500 || [408, 425, 429].includes(answer.status);
  return isPassing ? { kind: "retry", afterMs: answer.retryAfterMs, why } : { kind: "dead", why };
}

/** The least time between two notices to one sink; 0 where the receiver sets no pace of its own. */
export function paceMs(kind: SinkKind): number {
  return kind === "slack" ? 1_000 : 0;
}
