/** Every word that the setting-up's pages ask for is there. */
import { expect, it } from "vitest";
import boards from "../../words/en/boards.json";
import data from "../../words/en/data.json";
import log from "../../words/en/log.json";
import rules from "../../words/en/rules.json";
import screens from "../../words/en/screens.json";
import session from "../../words/en/session.json";
import setup from "../../words/en/setup.json";
import sinks from "../../words/en/sinks.json";
import status from "../../words/en/status.json";
import tenants from "../../words/en/tenants.json";

const sources: Record<string, string> = import.meta.glob(
  [
    "./**/*.{vue,ts}",
    "../rules/*.{vue,ts}",
    "../silences/*.{vue,ts}",
    "../sinks/*.{vue,ts}",
    "../{deployment,log,session,tenant}/*.{vue,ts}",
  ],
  {
    eager: true,
    query: "?raw",
    import: "default",
  },
);
/** What stands right behind an equals sign is an attribute's expression. */
const KEY =
  /(?<!=)["'`]((?:setup|screens|data|boards|log|rules|sinks|session|status|tenants)\.[\w.]+?)(\.?\$\{|["'`])/g;
const words: Readonly<Record<string, unknown>> = {
  ...boards,
  ...data,
  ...log,
  ...rules,
  ...screens,
  ...session,
  ...setup,
  ...sinks,
  ...status,
  ...tenants,
};

function wordAt(path: string): unknown {
  let here: unknown = words;
  for (const part of path.split("."))
    here =
      typeof here === "object" && here !== null
        ? Object.getOwnPropertyDescriptor(here, part)?.value
        : undefined;
  return here;
}

const asked = Object.entries(sources)
  .filter(([path]) => !path.endsWith(".test.ts"))
  .flatMap(([path, text]) =>
    Array.from(text.matchAll(KEY), ([, key = "", end = ""]) => ({ path, key, isWhole: !end.includes("$") })),
  );

it("finds where words are asked for", () => {
  expect(asked.length).toBeGreaterThan(300);
});

it("has each of them, and where a part of the key is filled in at least the words around it", () => {
  const missing = asked.filter(({ key, isWhole }) => typeof wordAt(key) !== (isWhole ? "string" : "object"));
  expect(missing.map(({ path, key }) => `${key} of ${path}`)).toEqual([]);
});
