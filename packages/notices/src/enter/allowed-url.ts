/**
 * Which addresses notices may be sent to (SPEC O; reliability: SSRF). What people enter must not make us reach into a
 * network that they cannot reach themselves. It judges the text alone: what a name resolves to is the platform's business
 * (`global_fetch_strictly_public`). It must never let through what it does not understand.
 */
import { BOUNDS } from "@callboard/core";

/** `url` is the address as a browser writes it: what was judged, and the only thing that may be kept and fetched. */
export type UrlVerdict =
  | { readonly kind: "allowed"; readonly url: string; readonly host: string }
  | { readonly kind: "refused"; readonly why: string };

/** Ends of names that mean "inside": reserved (RFC 6761, 6762, 8375, ICANN's .internal), or usual in offices. */
const INSIDE = [
  "localhost",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "arpa",
  "test",
  "invalid",
  "example",
  "onion",
];

const refused = (why: string): UrlVerdict => ({ kind: "refused", why });

/**
 * `isLocal` additionally allows `http://127.0.0.1:…` and `http://localhost:…`, for a Worker on the same machine.
 * Never throws, whatever the text.
 */
export function isAllowedUrl(text: string, options: { readonly isLocal: boolean }): UrlVerdict {
  if (text.length > BOUNDS.sinkUrlCharsMax) {
    return refused(`it is longer than ${BOUNDS.sinkUrlCharsMax} characters`);
  }
  const url = parsed(text);
  if (url === null) return refused("it is not a complete address, such as https://example.com/hook");
  const allowed: UrlVerdict = { kind: "allowed", url: url.href, host: url.host };
  if (url.username !== "" || url.password !== "") {
    return refused("it holds a name or password before the host; leave that out");
  }
  if (options.isLocal && url.protocol === "http:" && isLoopback(url.hostname)) return allowed;
  if (url.protocol !== "https:") return refused("it must begin with https://");
  if (url.port !== "") return refused("only port 443 is allowed; leave the port out");
  const why = whyNotPublic(url.hostname);
  return why === null ? allowed : refused(why);
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const isLoopback = (hostname: string) => hostname === "127.0.0.1" || hostname === "localhost";

/** `hostname` is already normalised: every spelling of an IPv4 address has become four decimal numbers, IPv6 has brackets. */
function whyNotPublic(hostname: string): string | null {
  const name = hostname.replace(/\.+$/, "");
  if (name.startsWith("[") || /^[\d.]+$/.test(name))
    return "a host must be named; addresses of numbers are not allowed";
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || INSIDE.includes(last))
    return `${shortened(name)} is not a name on the public internet`;
  if (labels.includes("") || /^\d/.test(last)) return `${shortened(name)} is not a host's name`;
  return null;
}

const shortened = (name: string) => (name.length > 60 ? `${name.slice(0, 60)}…` : name);
