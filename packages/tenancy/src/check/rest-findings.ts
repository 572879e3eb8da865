/** The steps over REST in words: the hosts, the token, its scopes, the people, and one person's skills. Pure. */
import { BOUNDS } from "@callboard/core";
import type { HttpAnswer, SkillsResult, TokenResult, UsersResult } from "@callboard/cxone";
import { bad, counted, type Finding, good, inSeconds, unsure } from "./finding.ts";
import { refusalFinding } from "./refusals.ts";

/** What a host said to a request without a token. `host` is built from region and label by us. */
export interface HostProbe {
  readonly host: string;
  readonly of: "login" | "api";
  readonly answer: HttpAnswer;
}

/** How Cloudflare answers our own request where a name has no address, or no connection could be made. */
const CLOUDFLARE_CANNOT = [520, 521, 522, 523, 524, 525, 526, 530];

export function hostFinding(probes: readonly HostProbe[]): Finding {
  const names = probes.map(({ host }) => host).join(" and ");
  const silent = probes.filter(({ answer }) => !isAnswered(answer));
  const [first] = silent;
  if (first !== undefined) {
    const which = silent.map(({ host }) => host).join(" and ");
    return bad(
      `No answer from ${which}.`,
      first.of === "api"
        ? "Check the tenant label: it is the first part of the address at which you open CXone. Without https:// and without .nicecxone.com."
        : "The sign-in host is the same for all tenants: check again in a minute, and look at CXone's status page.",
    );
  }
  const strange = probes.find(({ of, answer }) => of === "api" && isStrange(answer));
  if (strange !== undefined)
    return unsure(
      `${strange.host} answers, but not as the API does.`,
      "Check the tenant label. If the next steps are good, all is well.",
    );
  return good(`${names} ${probes.length === 1 ? "answers" : "answer"}.`);
}

const isAnswered = (answer: HttpAnswer): boolean =>
  answer.kind === "answered"
    ? !CLOUDFLARE_CANNOT.includes(answer.status)
    : answer.why === "notJson" || answer.why === "tooLarge";

/** The API refuses who brings no token; what has no such address, or sends people elsewhere, is another server. */
const isStrange = (answer: HttpAnswer): boolean =>
  answer.kind === "failed" || answer.status === 404 || (answer.status >= 300 && answer.status < 400);

export function tokenFinding(result: TokenResult, tookMs: number): Finding {
  switch (result.kind) {
    case "ok": {
      const life = `It holds for ${counted(Math.round(result.expiresInMs / 60_000), "minute", "minutes")}.`;
      if (tookMs <= BOUNDS.checkSlowMs) return good(`Signed in. ${life}`);
      return unsure(
        `Signed in, but it took ${inSeconds(tookMs)}. ${life}`,
        "Check again later; a slow sign-in delays each new connection.",
      );
    }
    case "unauthorized":
      return bad(
        "The client id or the client secret is wrong.",
        "Copy both anew from the application in the CXone Developer Portal, without blanks around them. A secret that was renewed there has to be entered here.",
      );
    case "forbidden":
      return bad(
        "The application may not have the scopes that Callboard asks for.",
        "Give the application realtime:read, users:read and analytics:read in the CXone Developer Portal.",
      );
    default:
      return refusalFinding("The sign-in", result);
  }
}

const NEEDED = ["realtime:read", "users:read"] as const;
const WANTED = "analytics:read";

/** `null`: the answer named none. */
export function scopesFinding(scopes: readonly string[] | null): Finding {
  if (scopes === null)
    return unsure("The sign-in did not say which scopes were granted; the next steps show it.");
  const missing = NEEDED.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0)
    return bad(
      `${missing.join(" and ")} ${missing.length === 1 ? "was" : "were"} not granted.`,
      `Add ${missing.join(" and ")} to the application in the CXone Developer Portal, then check again.`,
    );
  if (!scopes.includes(WANTED))
    return unsure(
      `${NEEDED.join(" and ")} were granted, ${WANTED} was not.`,
      `Nothing that is shown needs it today. Add ${WANTED} all the same, as CXone's guide asks for it.`,
    );
  return good(`${[...NEEDED, WANTED].join(", ")} were granted.`);
}

export function usersFinding(result: UsersResult): Finding {
  switch (result.kind) {
    case "ok":
      return peopleFinding(result);
    case "empty":
      return bad(
        "users:read is missing: the list of people is empty, and so every board would be.",
        "Add users:read to the application in the CXone Developer Portal, and give its role Users > View. CXone answers with an empty list instead of an error.",
      );
    case "forbidden":
      return bad(
        "The list of people is refused (403).",
        "Add users:read to the application in the CXone Developer Portal, and give its role Users > View.",
      );
    case "unauthorized":
      return bad(
        "The token that was just given is not taken here (401).",
        "Check the tenant label: the application may belong to another tenant.",
      );
    default:
      return refusalFinding("The list of people", result);
  }
}

function peopleFinding({
  entries,
  refusedRows,
  excessRows,
  inactiveRows,
}: Extract<UsersResult, { kind: "ok" }>): Finding {
  const inactive = inactiveRows > 0 ? `, and ${inactiveRows.toLocaleString("en")} inactive` : "";
  const people = `${counted(entries.length, "person", "people")}${inactive}.`;
  if (excessRows > 0)
    return unsure(
      `${people} ${counted(excessRows, "more has", "more have")} no room on a board.`,
      `A board holds ${BOUNDS.agentsMax.toLocaleString("en")} people.`,
    );
  if (entries.length === 0) return unsure(people, "Nobody is active: check that this is the right tenant.");
  if (refusedRows > 0)
    return unsure(
      `${people} ${counted(refusedRows, "row", "rows")} could not be read and will be missing.`,
      "Report it if people are missing on the board.",
    );
  return good(people);
}

export function skillsFinding(result: SkillsResult): Finding {
  switch (result.kind) {
    case "ok": {
      const { skills, shift } = result.profile;
      const active = skills.filter((skill) => skill.active && skill.level > 0).length;
      const has = `One person has ${counted(skills.length, "skill", "skills")}, ${active} of them active`;
      if (result.refusedRows > 0)
        return unsure(
          `${has}; ${counted(result.refusedRows, "part", "parts")} could not be read.`,
          "Who is routable may be wrong where it cannot be read. Report it.",
        );
      if (shift.kind === "unknown")
        return unsure(
          `${has}. The answer says nothing of shifts.`,
          "Whether somebody is on shift is then not judged; set shifts in the setup if you want it.",
        );
      return good(`${has}, ${shift.kind === "none" ? "and no shift template" : "and a shift template"}.`);
    }
    case "forbidden":
    case "unauthorized":
      return bad(
        `One person's skills are refused (${result.kind === "forbidden" ? 403 : 401}).`,
        "Add users:read to the application in the CXone Developer Portal, and give its role Users > View. Without skills nobody is known to be routable.",
      );
    default:
      return refusalFinding("The question for skills", result);
  }
}
