/** Serves the control page: a few plain files beside the code (or beside the bundle), nothing else. */

import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";

const FILES: ReadonlyMap<string, readonly [file: string, type: string]> = new Map([
  ["/", ["index.html", "text/html; charset=utf-8"]],
  ["/_control/page.css", ["page.css", "text/css; charset=utf-8"]],
  ["/_control/page.js", ["page.js", "text/javascript; charset=utf-8"]],
  ["/_control/faults.js", ["faults.js", "text/javascript; charset=utf-8"]],
]);

const FOLDER = new URL("./page/", import.meta.url);

/** Answers a path of the page; false when the path is not one. */
export async function servePage(response: ServerResponse, path: string): Promise<boolean> {
  const entry = FILES.get(path);
  if (entry === undefined) return false;
  const text = await readFile(new URL(entry[0], FOLDER));
  response.writeHead(200, {
    "content-type": entry[1],
    "content-length": text.length,
    "cache-control": "no-store",
    // Names on the page are strangers' strings: nothing inline may run, whatever they say.
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:",
    "x-content-type-options": "nosniff",
  });
  response.end(text);
  return true;
}
