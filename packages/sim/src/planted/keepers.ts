/** Planted bugs of storage and REST (see bugs.ts). Never used but to be found. */
import type { HttpAnswer, HttpRequest } from "@callboard/cxone";
import type { Ledger, Ports, Rest } from "@callboard/desk";
import type { Ground, TenantWraps } from "../bugs.ts";

const AGENTS = "/api/v2/realtime/agents?user_ids=";
const ROW_LOST_EVERY = 7;
const TOKEN_STRETCH_SECONDS = 40;

/** Answers one ledger's calls but loses some of its rows, across restarts. */
export function forgetfulLedger(): Partial<TenantWraps> {
  let rows = 0;
  const forgetful = (ledger: Ledger): Ledger => ({
    loadCheckpoint: () => ledger.loadCheckpoint(),
    saveCheckpoint: (checkpoint) => ledger.saveCheckpoint(checkpoint),
    appendLog: (row) => ledger.appendLog(row),
    logAfter: (seq) => {
      rows = 0;
      return [...ledger.logAfter(seq)].filter(() => {
        rows += 1;
        return rows % ROW_LOST_EVERY !== 0;
      });
    },
    toldAfter: (seq, rowsMax) => ledger.toldAfter(seq, rowsMax),
    lineage: () => ledger.lineage(),
    pruneLog: (before, coveredSeq) => ledger.pruneLog(before, coveredSeq),
    saveBaselines: (learned) => ledger.saveBaselines(learned),
    loadBaselines: () => ledger.loadBaselines(),
  });
  return { ports: (ports) => ({ ...ports, ledger: forgetful(ports.ledger) }) };
}

type Change = (request: HttpRequest, answer: HttpAnswer, ports: Ports) => HttpAnswer;

const withAnswers = (change: Change): Partial<TenantWraps> => ({
  ports: (ports) => ({ ...ports, rest: changed(ports, change) }),
});

const changed = (ports: Ports, change: Change): Rest => ({
  send(requests, done) {
    ports.rest.send(requests, (answers) => {
      done(
        requests.map((request, index) =>
          change(request, answers[index] ?? { kind: "failed", why: "network" }, ports),
        ),
      );
    });
  },
});

const isWhole = (answer: HttpAnswer): answer is Extract<HttpAnswer, { kind: "answered" }> =>
  answer.kind === "answered" && answer.status === 200;

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const rowsOf = (body: unknown): Record<string, unknown>[] => (Array.isArray(body) ? body.filter(isRow) : []);

export const lateRenewal = (): Partial<TenantWraps> =>
  withAnswers((request, answer) => {
    if (request.origin !== "login" || !isWhole(answer) || !isRow(answer.body)) return answer;
    const life = Number(answer.body.expires_in);
    return { ...answer, body: { ...answer.body, expires_in: life + TOKEN_STRETCH_SECONDS } };
  });

/** Who is not in an answer is written into it as signed out, just now. */
export const partialIsWhole = (): Partial<TenantWraps> =>
  withAnswers((request, answer, ports) => {
    if (!request.path.startsWith(AGENTS) || !isWhole(answer)) return answer;
    const rows = rowsOf(answer.body);
    if (rows.length === 0) return answer;
    const present = new Set(rows.map((row) => row.user_id));
    const ids = request.path.slice(AGENTS.length).split(",").map(decodeURIComponent);
    const now = new Date(ports.clock.now()).toISOString();
    const added = ids
      .filter((id) => !present.has(id))
      .map((id) => ({ user_id: id, state: "SIGNED_OUT", duration_seconds: 0, last_updated: now }));
    return { ...answer, body: [...rows, ...added] };
  });

export const restAlwaysWins = (): Partial<TenantWraps> =>
  withAnswers((request, answer, ports) => {
    if (!request.path.startsWith(AGENTS) || !isWhole(answer)) return answer;
    const now = new Date(ports.clock.now()).toISOString();
    return { ...answer, body: rowsOf(answer.body).map((row) => ({ ...row, last_updated: now })) };
  });

/** The first tenant's answer to a path is everybody's. */
export const sharedAnswers = ({ shared }: Ground): Partial<TenantWraps> =>
  withAnswers((request, answer) => {
    if (request.origin === "login" || !isWhole(answer) || rowsOf(answer.body).length === 0) return answer;
    const body = shared.get(request.path) ?? answer.body;
    shared.set(request.path, body);
    return request.path === "/api/v2/users" ? { ...answer, body } : answer;
  });
