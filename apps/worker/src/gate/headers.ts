/**
 * What every answer carries, so that a browser does with it what we mean and no more: no inline script runs, no other site frames
 * us, nothing is loaded from elsewhere. Files that are served without the Worker carry the same by `_headers` of the wallboard.
 */

/** `ancestors`: who may frame the page. Only the wall is framed, by the board editor's preview. */
export const pagePolicy = (ancestors: "'none'" | "'self'"): string =>
  [
    "default-src 'none'",
    ...["script", "style", "font", "img", "connect", "media", "manifest", "frame"].map(
      (kind) => `${kind}-src 'self'`,
    ),
    ...["base-uri 'none'", "form-action 'none'", `frame-ancestors ${ancestors}`],
  ].join("; ");

const EVERYWHERE = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
  "referrer-policy": "same-origin",
  // Browsers take it from https alone.
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
} as const;

/** Of pages and their parts. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...EVERYWHERE,
  "content-security-policy": pagePolicy("'none'"),
  "x-frame-options": "DENY",
};
/** Of the wall, which may be framed by our own pages. */
export const FRAMED_PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...EVERYWHERE,
  "content-security-policy": pagePolicy("'self'"),
  "x-frame-options": "SAMEORIGIN",
};
/** Of the API: data, which is never a page. The board is what is now, so an answer from a cache would be a lie about its age. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  ...EVERYWHERE,
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-frame-options": "DENY",
};
