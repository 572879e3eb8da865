/** The words of the document: who may, what belongs together, and what holds for all of it. */
import { BOUNDS } from "@callboard/core";
import { ALERTS } from "../catalogue/alerts.ts";
import { DATA } from "../catalogue/data.ts";
import { FLOOR } from "../catalogue/floor.ts";
import { NOTICES } from "../catalogue/notices.ts";
import { SCREENS } from "../catalogue/screens.ts";
import { SERVICE } from "../catalogue/service.ts";
import { SETUP } from "../catalogue/setup.ts";
import { TENANTS } from "../catalogue/tenants.ts";
import type { Needs, Operation } from "../operation.ts";

export const WHO: Readonly<Record<Needs, string>> = {
  anybody: "Anybody may ask this, without signing in.",
  person: "Whoever is signed in may ask this.",
  display: "Whoever has a role at the tenant may ask this.",
  supervisor: "Supervisors and administrators of the tenant may ask this.",
  administrator: "Administrators of the tenant may ask this.",
  owner: "Who runs this deployment may ask this.",
  screen:
    "A paired television asks this, by its cookie; which tenant and board it is about comes from there alone.",
  scraper: "Who has the token for metrics may ask this.",
};

interface Tag {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

const TAGS_WITH_OPERATIONS: readonly Tag[] = [
  { name: "Service", description: "The deployment itself.", operations: SERVICE },
  { name: "Tenants", description: "Tenants and their connections to CXone.", operations: TENANTS },
  { name: "Floor", description: "The floor as it stands, and as it went.", operations: FLOOR },
  { name: "Alerts", description: "Alerts, silences, rules and opening hours.", operations: ALERTS },
  { name: "Notices", description: "Sinks, and the notices that go to them.", operations: NOTICES },
  { name: "Setup", description: "The documents that people set, each with its revision.", operations: SETUP },
  {
    name: "Screens",
    description: "Televisions: as people see them, and as they speak for themselves.",
    operations: SCREENS,
  },
  { name: "Data", description: "What is kept and for how long, erasure, backups.", operations: DATA },
];

export const TAGS = TAGS_WITH_OPERATIONS.map(({ name, description }) => ({ name, description }));

export function tagOf(operation: Operation): string {
  const tag = TAGS_WITH_OPERATIONS.find(({ operations }) => operations.some(({ id }) => id === operation.id));
  if (tag === undefined) throw new Error(`the operation ${operation.id} is in no part of the catalogue`);
  return tag.name;
}

export const ABOUT = `Live floors of NICE CXone contact centres, and the alerts about them.

* Instants are milliseconds since 1970 (UTC); durations say their unit in their name.
* A figure that nobody knows is \`null\`, never 0.
* Answers may gain keys: ignore those that you do not know. Requests may not have keys that nobody knows.
* Errors are problem documents (RFC 9457): \`title\` and \`detail\` are sentences for people, \`complaints\` one for each mistake.
* What is changed is changed by its revision: send the one that you saw. A 409 means that somebody was quicker.
* A body is one JSON object of at most ${BOUNDS.apiBodyBytesMax / 1_024} kB (${BOUNDS.setupBodyBytesMax / 1_024} kB for documents of the setup).
* A 503 means that a desk could not be asked just now: send the same request again in a moment.`;
