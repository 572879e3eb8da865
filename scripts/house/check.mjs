// Applies every house rule to every package of a workspace.

import { workspacePackages } from "../lib/workspace.mjs";
import { doorsOf, importComplaints, manifestComplaints } from "./directions.mjs";
import { commentComplaints, headerComplaints, htmlComplaints, lengthComplaints } from "./manners.mjs";
import { impurities } from "./purity.mjs";
import { importsOf, isScript, parseScript, sourceFiles, walk } from "./source.mjs";

/**
 * @param {string} root of the repository
 * @returns {{ files: number, complaints: string[] }} each complaint names its file and, where it can, the line
 */
export function checkHouse(root) {
  let files = 0;
  const complaints = [];
  const packages = workspacePackages(root);
  const doors = doorsOf(packages);
  for (const one of packages) {
    complaints.push(...manifestComplaints(one));
    for (const file of sourceFiles(root, one.directory)) {
      files += 1;
      complaints.push(...lengthComplaints(file));
      if (isScript(file.path)) complaints.push(...scriptComplaints(one, doors, file));
    }
  }
  return { files, complaints };
}

function scriptComplaints(one, doors, file) {
  const script = parseScript(file);
  if (script.errors.length > 0) return [`${file.path}: cannot be parsed: ${script.errors[0]}`];
  const isTest = /\.test\.\w+$/.test(file.path);
  return [
    ...importComplaints(one, doors, file, importsOf(script)),
    ...(isTest ? [] : impurities(script, one.manifest.name, file.path)).map(
      ({ line, what }) => `${file.path}:${line}: ${what} may not be used in ${one.manifest.name}`,
    ),
    ...headerComplaints(file, script),
    ...commentComplaints(file, script),
    ...htmlComplaints(file, script, walk),
  ];
}
