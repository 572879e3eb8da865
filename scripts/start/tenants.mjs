// Hands the Worker its tenant. The credentials go into a file that only this user can read, in a folder that
// git ignores, and never onto a command line, where everybody on the machine could read them.

import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const TENANT = "demo";

/**
 * One variable for wrangler's `--env-file`. dotenv ends a value at its quote and replaces `$NAME` in it, so
 * these characters are written as JSON escapes, which mean the same to the Worker's `JSON.parse`.
 *
 * @param {string} name
 * @param {unknown} value
 */
export function envLine(name, value) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const json = JSON.stringify(value).replace(/['`$#]|[^\x20-\x7e]/g, escaped);
  return `${name}='${json}'\n`;
}

/**
 * @param {string} folder the git-ignored folder of this copy of the repository
 * @param {number} port of the Worker: two copies that run at once keep apart
 * @param {{ zone: string, origin: string, clientId: string, clientSecret: string,
 *   site?: object }} tenant `site`: the site's own settings, as the Worker's tenants have them
 * @returns {string} the path of the file
 */
export function writeEnvFile(folder, port, tenant) {
  const path = join(folder, `worker-${port}.env`);
  const tenants = [
    {
      tenant: TENANT,
      name: "Demo centre",
      ...tenant.site,
      zone: tenant.zone,
      upstream: { kind: "loopback", origin: tenant.origin },
      clientId: tenant.clientId,
      clientSecret: tenant.clientSecret,
    },
  ];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Written anew: the mode of writeFileSync does nothing for a file that is already there.
  rmSync(path, { force: true });
  // The same server stands in for all of CXone, so that tenants can be added in the app as well.
  const local = `CALLBOARD_LOCAL=true\nCALLBOARD_LOCAL_UPSTREAM=${tenant.origin}\nCALLBOARD_URL=http://127.0.0.1:${port}\n`;
  writeFileSync(path, envLine("CALLBOARD_TENANTS", tenants) + local, { mode: 0o600 });
  chmodSync(path, 0o600);
  return path;
}
