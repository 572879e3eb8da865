// Who may import whom. One table, held in the package.json files and in every import statement, so that the
// core stays pure and nothing grows around the doors of a package.

import { dirname, join, relative } from "node:path";

/** What each package's sources may import of ours. A package that is not listed here is an error. */
const DIRECTIONS = new Map([
  ["@callboard/core", []],
  ["@callboard/cxone", ["@callboard/core"]],
  ["@callboard/protocol", ["@callboard/core"]],
  ["@callboard/boards", ["@callboard/core", "@callboard/protocol"]],
  ["@callboard/shell", ["@callboard/core"]],
  ["@callboard/setup", ["@callboard/boards", "@callboard/core", "@callboard/protocol", "@callboard/shell"]],
  ["@callboard/desk", ["@callboard/core", "@callboard/cxone", "@callboard/protocol", "@callboard/shell"]],
  ["@callboard/notices", ["@callboard/core"]],
  [
    "@callboard/alert-desk",
    ["@callboard/core", "@callboard/notices", "@callboard/protocol", "@callboard/shell"],
  ],
  ["@callboard/tenancy", ["@callboard/core", "@callboard/cxone", "@callboard/protocol", "@callboard/shell"]],
  [
    "@callboard/api",
    [
      "@callboard/alert-desk",
      "@callboard/boards",
      "@callboard/core",
      "@callboard/cxone",
      "@callboard/desk",
      "@callboard/notices",
      "@callboard/protocol",
      "@callboard/setup",
      "@callboard/shell",
      "@callboard/tenancy",
    ],
  ],
  ["@callboard/world", []],
  [
    "@callboard/sim",
    [
      "@callboard/alert-desk",
      "@callboard/core",
      "@callboard/cxone",
      "@callboard/desk",
      "@callboard/notices",
      "@callboard/protocol",
      "@callboard/shell",
      "@callboard/world",
    ],
  ],
  [
    "@callboard/worker",
    [
      "@callboard/alert-desk",
      "@callboard/api",
      "@callboard/boards",
      "@callboard/core",
      "@callboard/cxone",
      "@callboard/desk",
      "@callboard/notices",
      "@callboard/protocol",
      "@callboard/setup",
      "@callboard/shell",
      "@callboard/tenancy",
    ],
  ],
  ["@callboard/wallboard", ["@callboard/api", "@callboard/boards", "@callboard/protocol"]],
  ["@callboard/simulator", ["@callboard/world"]],
  ["@callboard/scripts", ["@callboard/core"]],
]);

/** Tests may compare with the truth, talk to the simulated upstream, and hold shapes to their contracts, if package.json says so. */
const FOR_TESTS = ["@callboard/simulator", "@callboard/tenancy", "@callboard/world"];

/** These two look at the whole product from outside, so they may use every part that they declare. */
const OUTSIDERS = new Set(["@callboard/e2e", "@callboard/bench"]);

/** What core may use that is not ours: libraries without clock, chance or input. */
const CORE_LIBRARIES = new Set(["temporal-polyfill", "zod"]);

const OURS = "@callboard/";
const oursIn = (dependencies) => Object.keys(dependencies ?? {}).filter((name) => name.startsWith(OURS));
const isTestFile = (path) => /\.test\.\w+$|(^|\/)(test|tests|testing)\/|(^|\/)\w+\.config\.\w+$/.test(path);

/**
 * @param {{ folder: string, manifest: Record<string, any> }} one
 * @returns {string[]} complaints about the dependencies that package.json declares
 */
export function manifestComplaints({ folder, manifest }) {
  const where = `${folder}/package.json`;
  if (OUTSIDERS.has(manifest.name)) return [];
  const allowed = DIRECTIONS.get(manifest.name);
  if (allowed === undefined) return [`${where}: ${manifest.name} is missing in scripts/house/directions.mjs`];
  const declared = ["dependencies", "peerDependencies", "optionalDependencies"].flatMap((kind) =>
    oursIn(manifest[kind]),
  );
  return [
    ...declared.filter((name) => !allowed.includes(name)),
    ...oursIn(manifest.devDependencies).filter((name) => ![...allowed, ...FOR_TESTS].includes(name)),
  ].map((name) => `${where}: ${manifest.name} may not depend on ${name}`);
}

/**
 * The doors of every package: its `exports`, as others write them. Most have one; a second one must be worth
 * it, and is declared where everybody sees it.
 *
 * @param {{ manifest: Record<string, any> }[]} packages
 * @returns {Set<string>}
 */
export function doorsOf(packages) {
  const doors = packages.flatMap(({ manifest }) =>
    Object.keys(manifest.exports ?? {}).map((key) => manifest.name + key.slice(1)),
  );
  return new Set(doors.filter((door) => !door.includes("*")));
}

/**
 * @param {{ folder: string, directory: string, manifest: Record<string, any> }} one
 * @param {Set<string>} doors
 * @param {{ path: string, fullPath: string }} file `path` is relative to the repository
 * @param {{ specifier: string, line: number }[]} imports
 * @returns {string[]} complaints about the imports of one file
 */
export function importComplaints(one, doors, file, imports) {
  return imports.flatMap(({ specifier, line }) => {
    const reason = specifier.startsWith(".")
      ? relativeReason(one, file, specifier)
      : packageReason(one, doors, file, specifier);
    return reason === undefined ? [] : [`${file.path}:${line}: ${reason}`];
  });
}

function relativeReason(one, file, specifier) {
  // A test may read what the product ships beside its packages, as text: there is nothing in it to import.
  if (specifier.endsWith("?raw") && isTestFile(file.path)) return undefined;
  const target = relative(one.directory, join(dirname(file.fullPath), specifier));
  return target.startsWith("..")
    ? `"${specifier}" leaves the package; go through a package's door`
    : undefined;
}

function packageReason({ manifest }, doors, file, specifier) {
  const isCoreSource = manifest.name === "@callboard/core" && !isTestFile(file.path);
  if (!specifier.startsWith(OURS)) {
    const isRefused = isCoreSource && !CORE_LIBRARIES.has(specifier);
    return isRefused ? `core may not import "${specifier}"` : undefined;
  }
  const target = specifier.split("/").slice(0, 2).join("/");
  if (!mayImport(manifest, target, isTestFile(file.path))) return `${manifest.name} may not import ${target}`;
  return doors.has(specifier)
    ? undefined
    : `"${specifier}" is no door of ${target} (exports in its package.json)`;
}

function mayImport(manifest, target, isTest) {
  const developed = oursIn(manifest.devDependencies);
  if (OUTSIDERS.has(manifest.name)) return [...oursIn(manifest.dependencies), ...developed].includes(target);
  if (DIRECTIONS.get(manifest.name)?.includes(target)) return true;
  return isTest && FOR_TESTS.includes(target) && developed.includes(target);
}
