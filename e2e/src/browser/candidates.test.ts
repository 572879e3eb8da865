import { expect, it } from "vitest";
import { BUNDLED, browserCandidates } from "./candidates.ts";

const machine = (env: { CHROMIUM_PATH?: string; PATH?: string }, ...paths: string[]) => ({
  env,
  exists: (path: string) => paths.includes(path),
});

it.each([
  [
    "a chosen path is the only one, even where there are others",
    { CHROMIUM_PATH: "/opt/c" },
    ["/usr/bin/chromium"],
    ["/opt/c"],
  ],
  ["the bundled one can be chosen too", { CHROMIUM_PATH: "bundled" }, ["/usr/bin/chromium"], [BUNDLED]],
  ["an empty choice is none", { CHROMIUM_PATH: "", PATH: "" }, [], [BUNDLED]],
  [
    "an installed one is taken first",
    { PATH: "/bin:/x" },
    ["/x/google-chrome"],
    ["/x/google-chrome", BUNDLED],
  ],
  ["one that is not on the path too", {}, ["/usr/bin/google-chrome"], ["/usr/bin/google-chrome", BUNDLED]],
  ["each once", { PATH: "/usr/bin:/usr/bin" }, ["/usr/bin/chromium"], ["/usr/bin/chromium", BUNDLED]],
  ["a machine without any takes the bundled one", { PATH: "/bin" }, [], [BUNDLED]],
])("%s", (_, env, paths, expected) => {
  expect(browserCandidates(machine(env, ...paths))).toEqual(expected);
});
