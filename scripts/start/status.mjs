// Reads what the running parts say of themselves, over HTTP on this machine. An answer that is missing or
// odd is "not yet", never an error: both parts are still starting.

const ASK_TIMEOUT_MS = 3_000;
const ASK_EVERY_MS = 300;

/**
 * @param {string} url
 * @returns {Promise<unknown>} the JSON, or undefined
 */
export async function askJson(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
    // An error's document is an answer, too: whoever asked knows what to look for in it.
    return await answer.json();
  } catch {
    return undefined;
  }
}

/**
 * Asks until `pick` finds what it wants or the time is over.
 *
 * @template T
 * @param {string} url
 * @param {(json: any) => T | undefined} pick
 * @param {number} withinMs
 * @returns {Promise<T | undefined>}
 */
export async function askUntil(url, pick, withinMs) {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = pick(await askJson(url));
    if (found !== undefined || performance.now() >= end) return found;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

/**
 * @param {any} status the body of `GET /api/tenants/{tenant}/status`
 * @returns {{ state: string, advice: string } | undefined}
 */
export function feedOf(status) {
  const feed = status?.feed;
  if (typeof feed?.state !== "string") return undefined;
  return { state: feed.state, advice: typeof feed.advice === "string" ? feed.advice : "" };
}

/** The zone of a tenant in the simulator's `GET /_control`. */
export function zoneOf(control, tenant) {
  const tenants = Array.isArray(control?.tenants) ? control.tenants : [];
  const found = tenants.find(
    (each) => each?.tenant === tenant || each?.id === tenant || each?.name === tenant,
  );
  return typeof found?.zone === "string" ? found.zone : undefined;
}
