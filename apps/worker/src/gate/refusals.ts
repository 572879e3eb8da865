/** What people are told who are not let in: what is missing, and whom to ask; never whether something is there. */
import type { Role } from "@callboard/tenancy";
import type { Problem } from "../problem.ts";

export const NOT_FOUND: Problem = {
  status: 404,
  title: "Not found",
  detail: "There is no such address. /api/openapi.json tells which there are.",
};
export const otherMethod = (allowed: readonly string[]): Problem => ({
  status: 405,
  title: "Method not allowed",
  detail: `This address takes ${allowed.join(", ")}.`,
});
export const ADDRESS_TOO_LONG: Problem = {
  status: 414,
  title: "Address too long",
  detail: "Ask for less at once: an address with its parameters has a bound.",
};
export const NOT_SIGNED_IN: Problem = {
  status: 401,
  title: "Not signed in",
  detail:
    "Your sign-in is missing or has ended. Load the page again: Cloudflare Access then asks you to sign in.",
};
export const NOT_SET_UP: Problem = {
  status: 503,
  title: "No sign-in set up",
  detail:
    "Nobody can be let in: set CALLBOARD_ACCESS_TEAM and CALLBOARD_ACCESS_AUDIENCE, as docs/deploy.md says. On your own machine use http://127.0.0.1 or http://localhost.",
};
export const NOT_CHECKED: Problem = {
  status: 503,
  title: "Sign-in not checked",
  detail: "It could not be checked just now who you are and what you may see. Ask again in a moment.",
};
/** For a tenant that there is not, and for one at which the person has no role: the answer is the same. */
export const UNKNOWN_TENANT: Problem = {
  status: 404,
  title: "Unknown tenant",
  detail:
    "No tenant of this name is configured here, or you have no role at it. Check the name in the address, or ask an administrator of the tenant.",
};
export const NO_NAME: Problem = {
  status: 400,
  title: "Bad request",
  detail:
    "A tenant's id has lower-case letters, digits and hyphens, begins with no hyphen, and has at most 63 of them.",
};
export const tooLow = (needed: Role): Problem => ({
  status: 403,
  title: "Not allowed",
  detail: `This needs the role ${needed} at this tenant. Ask one of its administrators for it.`,
  needs: needed,
});
export const NO_OWNER: Problem = {
  status: 403,
  title: "Not allowed",
  detail: "This is for the owners of this deployment, whom CALLBOARD_OWNERS names. Ask whoever runs it.",
  needs: "owner",
};
export const NOT_PAIRED: Problem = {
  status: 401,
  title: "Not paired",
  detail:
    "This is for paired screens. Open /tv on the screen, and have a supervisor confirm the code that it shows.",
};
export const NO_METRICS_TOKEN: Problem = {
  status: 401,
  title: "No token set",
  detail: "Set the secret CALLBOARD_METRICS_TOKEN, of 16 characters or more, and give it to the scraper.",
};
export const WRONG_METRICS_TOKEN: Problem = {
  status: 401,
  title: "Wrong token",
  detail: 'Send the deployment\'s token for metrics: "authorization: Bearer …".',
};
export const WRONG_PAGE: Problem = {
  status: 403,
  title: "Foreign origin",
  detail: "Open the wall at this server's own address; a program has to send that address as its Origin.",
};
