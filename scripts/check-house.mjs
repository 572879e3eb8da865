// Holds the rules that no other tool holds: who may import whom (scripts/house/directions.mjs), no clock or
// chance in the core (purity.mjs), file lengths, headers and HTML (manners.mjs). Changes nothing.
//
//   node scripts/check-house.mjs        one line per complaint; ends with 1 when there is any

import { checkHouse } from "./house/check.mjs";
import { ROOT } from "./lib/workspace.mjs";

const { files, complaints } = checkHouse(ROOT);
for (const complaint of complaints) console.error(complaint);
console.log(`${files} files, ${complaints.length} complaints`);
// An empty folder would pass every rule, and mean that the wrong one was looked at.
process.exitCode = complaints.length > 0 || files === 0 ? 1 : 0;
