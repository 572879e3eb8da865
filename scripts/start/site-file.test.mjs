import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSiteFile } from "./site-file.mjs";

const folder = mkdtempSync(join(tmpdir(), "callboard-site-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function siteFile(text) {
  const path = join(folder, "site.json");
  writeFileSync(path, text);
  return path;
}

describe("--site", () => {
  it("hands on what a tenant may be told", () => {
    const site = { name: "Acme", statusCodes: { BO: { label: "Back office", takesContacts: false } } };
    expect(readSiteFile(siteFile(JSON.stringify(site)))).toEqual({ kind: "site", site });
  });

  it.each([
    ["{", "is not JSON"],
    ["[]", "one JSON object"],
    ['{"clientSecret": "x"}', "clientSecret is not known; there are name, statusCodes"],
  ])("says what is wrong with %s", (text, complaint) => {
    expect(readSiteFile(siteFile(text)).complaint).toContain(complaint);
  });

  it("says that there is no such file", () => {
    expect(readSiteFile(join(folder, "none.json")).complaint).toContain("cannot be read");
  });
});
