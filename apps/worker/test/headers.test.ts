import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FRAMED_PAGE_HEADERS, PAGE_HEADERS } from "../src/gate/headers.ts";

const WALLBOARD = join(import.meta.dirname, "../../wallboard");
const IMMUTABLE = "public, max-age=31536000, immutable";

/** The rules of `_headers`: what each path takes away of those before it, and what it sets. */
function rulesOf(text: string) {
  const rules = new Map<string, { unset: string[]; set: Record<string, string> }>();
  let rule: { unset: string[]; set: Record<string, string> } | undefined;
  for (const line of text.split("\n").filter((one) => one.trim() !== "" && !one.startsWith("#"))) {
    if (line.startsWith("/")) {
      rule = { unset: [], set: {} };
      rules.set(line.trim(), rule);
    } else if (line.startsWith("  ! ")) rule?.unset.push(line.slice(4).trim().toLowerCase());
    else {
      const [name = "", ...value] = line.trim().split(": ");
      if (rule !== undefined) rule.set[name.toLowerCase()] = value.join(": ");
    }
  }
  return rules;
}

const rules = rulesOf(readFileSync(join(WALLBOARD, "public/_headers"), "utf8"));

describe("files that are served without the Worker", () => {
  it("carry what the Worker's own answers carry; a page is asked for anew each time", () => {
    expect(rules.get("/*")).toEqual({ unset: [], set: { ...PAGE_HEADERS, "cache-control": "no-cache" } });
  });

  it("may be framed by our own pages where they are the wall, and nowhere else", () => {
    const { "content-security-policy": policy, "x-frame-options": frames } = FRAMED_PAGE_HEADERS;
    expect(rules.get("/")).toEqual({
      unset: ["content-security-policy", "x-frame-options"],
      set: { "content-security-policy": policy, "x-frame-options": frames },
    });
    expect([...rules.keys()]).toEqual(["/*", "/", "/assets/*", "/fonts/*"]);
  });

  it.each(["/assets/*", "/fonts/*"])(
    "are kept for good where their names tell what is in them: %s",
    (path) => {
      expect(rules.get(path)).toEqual({ unset: ["cache-control"], set: { "cache-control": IMMUTABLE } });
    },
  );
});

describe("the content security policy", () => {
  it.each([PAGE_HEADERS, FRAMED_PAGE_HEADERS])("lets no inline script and no inline style run", (headers) => {
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  });

  it.each(["index.html", "floor.html", "tv.html"])("finds nothing inline in a page: %s", (page) => {
    const html = readFileSync(join(WALLBOARD, page), "utf8");
    for (const script of html.match(/<script\b[^>]*>/g) ?? []) expect(script).toContain("src=");
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  });
});
