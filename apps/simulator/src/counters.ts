/** What a tenant's simulator has done and which faults really struck. A fault that counts 0 was never exercised. */

const NAMES = [
  "tokensIssued",
  "tokensRefused",
  "restAnswered",
  "restRefused",
  "handshakesAccepted",
  "handshakesRefused",
  "messages",
  "frames",
  "bytes",
  "lost",
  "duplicated",
  "delayed",
  "reordered",
  "garbled",
  "cut",
  "packed",
  "silenced",
  "shortStatesMissed",
  "unknownTypes",
  "unknownStates",
  "oversized",
  "slowAnswers",
  "hung",
  "hungUpOn",
  "emptyAnswers",
  "rowsLeftOut",
  "faultRefusals",
  "connectionsReset",
  "drops",
  "partitions",
  "revoked",
  "slowClientsCut",
] as const;

export type Counters = Record<(typeof NAMES)[number], number>;

export function zeroCounters(): Counters {
  return Object.fromEntries(NAMES.map((name) => [name, 0])) as Counters;
}
