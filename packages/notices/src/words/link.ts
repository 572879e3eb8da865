/** The wallboard's address, as formats may write it. It comes from the deployment's own settings, and is checked all the same. */
import { BOUNDS } from "@callboard/core";

/** `null` unless it is an http(s) address. The characters that end a link in some markup are percent-encoded. */
export function safeLink(link: string | null): string | null {
  if (link === null || link.length > BOUNDS.sinkUrlCharsMax || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.href.replace(
    /[|<>"'()[\]\\`*_~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
