/** Which page asks. Another site's page must not act, or look, with its visitor's rights. */

const OWN_SITES = new Set(["same-origin", "none"]);

const ownOrigin = (request: Request): string => new URL(request.url).origin;

/** Of a change: whether another site's page asks for it. A program that is no browser sends neither header. */
export function isForeign(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && !OWN_SITES.has(site)) return true;
  const origin = request.headers.get("origin");
  return origin !== null && origin !== ownOrigin(request);
}

/** Of a socket's upgrade: browsers always say whose page it is, and what says nothing is none of our pages. */
export const isOwnPage = (request: Request): boolean => request.headers.get("origin") === ownOrigin(request);
