/** Where things are in this repository. It reads nothing. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** An absolute path, from one that is relative to the repository. */
export const inRepository = (path: string): string => join(ROOT, path);
