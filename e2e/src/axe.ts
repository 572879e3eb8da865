/** What axe-core finds wrong with a page for people who cannot see, hear or point: only what is serious or worse. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = ["serious", "critical"];

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** One sentence for each kind of finding, with the first place it was found at; empty where there is nothing serious. */
export async function graveFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(source);
  // axe puts itself on the window, of which this program knows nothing.
  const findings = (await page.evaluate(
    "axe.run(document).then((found) => found.violations)",
  )) as readonly Finding[];
  return findings
    .filter(({ impact }) => GRAVE.includes(impact ?? ""))
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes.length}, such as ${nodes[0]?.html.slice(0, 200) ?? "?"})`,
    );
}
