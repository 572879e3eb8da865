/** The `Retry-After` header (RFC 9110, section 10.2.3): whole seconds, or an HTTP date. */
const SECONDS = /^\d{1,9}$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * How long to wait, in milliseconds from `nowMs`; 0 for a date that has passed, `null` for no header or one of
 * another form. Not capped: the link and the token's renewal cap it by `BOUNDS.retryAfterMaxMs`.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (SECONDS.test(text)) return Number(text) * 1_000;
  const parts = HTTP_DATE.exec(text);
  if (parts === null) return null;
  const month = MONTHS.indexOf(parts[2] ?? "");
  if (month < 0) return null;
  const [day, year, hour, minute, second] = [1, 3, 4, 5, 6].map((at) => Number(parts[at]));
  const atMs = Date.UTC(year ?? 0, month, day, hour, minute, second);
  return Math.max(0, atMs - nowMs);
}
