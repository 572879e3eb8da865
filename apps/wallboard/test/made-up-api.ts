/** Answers of an alert desk that there is not, for looking at the alerts page and for its tests. Never part of the product. */
import type { Board } from "@callboard/protocol";
import type { Explanation } from "../src/tablet/api/shapes.ts";
import { deadLetters, detailOf, evidenceAt, notice, rowOf } from "./made-up-evidence.ts";
import { backtest, calendar, rules, silences, sinks } from "./made-up-rules.ts";

export interface MadeUpAnswer {
  readonly status: number;
  readonly body: unknown;
}

const ok = (body: unknown): MadeUpAnswer => ({ status: 200, body });
const missing: MadeUpAnswer = {
  status: 404,
  body: {
    title: "There is no such alert",
    detail: "It may have been forgotten: alerts are kept for 400 days.",
  },
};

/** What an alert desk would answer to `method` at `path` (below the tenant's own). */
export function answerFor(method: string, path: string, board: Board, at: number): MadeUpAnswer {
  const [kind = "", id = "", deed = ""] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  const alert = board.alerts.find((one) => one.id === id) ?? null;
  if (kind === "alerts" && id === "") {
    return ok({
      alerts: board.alerts.map((one, n) => rowOf(one, board, n % 3 === 0 ? null : one.firedAt + 400_000)),
      next: "more",
    });
  }
  if (kind === "alerts") return alert === null ? missing : ok(detailOf(alert, board));
  if (kind === "silences") return ok(method === "GET" ? silences(at) : silences(at)[0]);
  if (kind === "rules" && id === "backtest") return ok(backtest(at, board));
  if (kind === "rules" && id === "check") {
    return ok({
      isRule: false,
      complaints: [
        "`waitSecnds` is not a field of a queue; did you mean `waitSeconds`?",
        "`holdSeconds` must be a whole number of seconds.",
      ],
    });
  }
  if (kind === "rules" && deed === "why") {
    const explanation: Explanation = {
      ruleId: id,
      entity: { kind: "agent", id: "agent-1" },
      phase: "pending",
      activeSince: at - 300_000,
      firesAt: at + 600_000,
      because: ["notHeldLongEnough"],
      hours: { site: { id: "berlin", name: "Berlin" }, zone: "Europe/Berlin", isOpen: true },
      evidence: evidenceAt(at, { value: 300, threshold: 900, unit: "seconds" }),
    };
    return ok(explanation);
  }
  if (kind === "rules" && method === "PUT") {
    return {
      status: 400,
      body: {
        title: "This is no rule",
        detail: "Mend it.",
        complaints: ["`severity` must be one of critical, high, medium, low."],
      },
    };
  }
  if (kind === "rules") return ok(rules(at));
  if (kind === "calendar") return ok(calendar(at));
  if (kind === "sinks" && deed === "resend-dead") return ok({ sent: 4, left: 0 });
  if (kind === "sinks") return ok(method === "GET" ? sinks(at) : sinks(at)[0]?.lastTest);
  if (kind === "notices")
    return ok(method === "GET" ? { notices: deadLetters(at), next: null } : notice("n9", at, "ready"));
  return { status: 404, body: { title: "Not found", detail: "There is no such address." } };
}
