/**
 * Readers of the answers of REST: the token, the roster and ground truth (skills: `skills-answer.ts`). Each gives
 * data or one named refusal; a row that cannot be read is counted and left out. Nothing here throws.
 */
import { type AgentId, type AgentReport, BOUNDS, type RosterEntry } from "@callboard/core";
import { agentReport, idOrNull } from "./agent-report.ts";
import { agentRow, firstFault, tokenAnswer, type UserRow, userRow } from "./contracts.ts";
import { bodyOf, type HttpAnswer, type HttpRefusal } from "./http.ts";
import { parseInstant } from "./instant.ts";
import { Secret } from "./secret.ts";
import { nameOf } from "./text.ts";

/** RFC 6749 leaves `expires_in` out where the documentation names the life; the guide says 3600 seconds. */
const TOKEN_LIFE_SECONDS = 3_600;

export type TokenResult =
  | {
      readonly kind: "ok";
      readonly token: Secret;
      readonly expiresInMs: number;
      /** What the upstream says it granted; `null` where it does not say. */
      readonly scopes: readonly string[] | null;
    }
  | HttpRefusal;

export type UsersResult =
  | {
      readonly kind: "ok";
      readonly entries: readonly RosterEntry[];
      /** Rows that could not be read or named an id twice. */
      readonly refusedRows: number;
      /** Rows beyond `BOUNDS.agentsMax`: people whom the floor has no room for. */
      readonly excessRows: number;
      /** Users that the upstream itself calls inactive: they are not on the floor. */
      readonly inactiveRows: number;
    }
  /** The guide's trap: an empty list is a missing scope, never a floor without agents. */
  | { readonly kind: "empty" }
  | HttpRefusal;

export type AgentsResult =
  | {
      readonly kind: "ok";
      /** At most one an id, the newest by `lastUpdated`. */
      readonly reports: readonly AgentReport[];
      readonly refusedRows: number;
      /** Rows about ids that nobody asked for: left out. */
      readonly unaskedRows: number;
    }
  | { readonly kind: "empty" }
  | HttpRefusal;

const invalid = (detail: string): HttpRefusal => ({ kind: "invalid", detail });

/** Reads the answer to `tokenRequest`. */
export function readToken(answer: HttpAnswer): TokenResult {
  const body = bodyOf(answer);
  if (body.kind !== "body") return oauthRefusal(answer) ?? body;
  const parsed = tokenAnswer.safeParse(body.body);
  if (!parsed.success) return invalid(firstFault(parsed.error));
  const { access_token, expires_in, scope } = parsed.data;
  return {
    kind: "ok",
    token: new Secret(access_token),
    expiresInMs: (expires_in ?? TOKEN_LIFE_SECONDS) * 1_000,
    scopes: scope === null || scope === undefined ? null : scope.split(" ").filter((word) => word !== ""),
  };
}

/** Sign-in faults that come as 400 with an error's name (RFC 6749, section 5.2). */
function oauthRefusal(answer: HttpAnswer): HttpRefusal | null {
  if (answer.kind !== "answered" || answer.status !== 400) return null;
  const { body } = answer;
  const error = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  if (error === "invalid_client" || error === "unauthorized_client") return { kind: "unauthorized" };
  return error === "invalid_scope" ? { kind: "forbidden" } : null;
}

const WRAPPERS = ["users", "agents", "items", "data", "entities", "results"] as const;

/** The list itself, bare or inside one of the known wrappers. */
function rowsOf(body: unknown): readonly unknown[] | null {
  if (Array.isArray(body)) return body;
  if (typeof body !== "object" || body === null) return null;
  const fields = new Map<string, unknown>(Object.entries(body));
  for (const name of WRAPPERS) {
    const rows = fields.get(name);
    if (Array.isArray(rows)) return rows;
  }
  // A wrapper of another name is as clear, as long as it is the only one.
  const lists = [...fields.values()].filter((value) => Array.isArray(value));
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

/** Reads the answer to `usersRequest`. */
export function readUsers(answer: HttpAnswer): UsersResult {
  const body = bodyOf(answer);
  if (body.kind !== "body") return body;
  const rows = rowsOf(body.body);
  if (rows === null) return invalid("no list of users");
  if (rows.length === 0) return { kind: "empty" };
  const entries = new Map<AgentId, RosterEntry>();
  let refusedRows = 0;
  let excessRows = 0;
  let inactiveRows = 0;
  for (const row of rows) {
    const parsed = userRow.safeParse(row);
    const entry = parsed.success ? rosterEntry(parsed.data) : null;
    if (parsed.success && parsed.data.active === false) inactiveRows += 1;
    else if (entry === null || entries.has(entry.agentId)) refusedRows += 1;
    else if (entries.size === BOUNDS.agentsMax) excessRows += 1;
    else entries.set(entry.agentId, entry);
  }
  if (refusedRows === rows.length) return invalid("no row of the list could be read");
  return { kind: "ok", entries: [...entries.values()], refusedRows, excessRows, inactiveRows };
}

function rosterEntry(row: UserRow): RosterEntry | null {
  const agentId = idOrNull(row.user_id) ?? idOrNull(row.id);
  if (agentId === null) return null;
  const fullName = `${row.first_name ?? ""} ${row.last_name ?? ""}`;
  return {
    agentId,
    name: nameOf(row.name) ?? nameOf(row.display_name) ?? nameOf(fullName.trim()),
    teamId: idOrNull(row.team_id),
    teamName: nameOf(row.team_name),
  };
}

/**
 * Reads the answer to `agentsRequest(askedIds)`. A row without any time of its own is refused: dated by our clock it
 * would win over a newer event of the stream.
 */
export function readAgents(answer: HttpAnswer, askedIds: readonly AgentId[]): AgentsResult {
  const body = bodyOf(answer);
  if (body.kind !== "body") return body;
  const rows = rowsOf(body.body);
  if (rows === null) return invalid("no list of agents");
  if (rows.length === 0) return { kind: "empty" };
  const asked = new Set(askedIds);
  const reports = new Map<AgentId, AgentReport>();
  let refusedRows = 0;
  let unaskedRows = 0;
  for (const row of rows) {
    const report = truthReport(row);
    const known = report === null ? undefined : reports.get(report.agentId);
    if (report === null) refusedRows += 1;
    else if (!asked.has(report.agentId)) unaskedRows += 1;
    else if (known === undefined || report.lastUpdated > known.lastUpdated)
      reports.set(report.agentId, report);
  }
  if (refusedRows === rows.length) return invalid("no row of the list could be read");
  return { kind: "ok", reports: [...reports.values()], refusedRows, unaskedRows };
}

/** A row's duration was measured at its own `timestamp`, or else at its `last_updated` (DIALECT.md). */
function truthReport(row: unknown): AgentReport | null {
  const parsed = agentRow.safeParse(row);
  if (!parsed.success) return null;
  const measured = parsed.data.timestamp ?? parsed.data.last_updated;
  const at = typeof measured === "string" ? parseInstant(measured) : null;
  return at === null ? null : agentReport(parsed.data, at);
}
