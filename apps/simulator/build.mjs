// Bundles the simulator into dist/, to run on Node 20 with nothing but Node: dist/simulator.mjs and the
// files of its control page.

import { cp } from "node:fs/promises";
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/simulator.mjs",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  // ws is CommonJS and asks for Node's own modules by `require`, which an ES module lacks.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
  // Optional native helpers of ws; it does without them.
  external: ["bufferutil", "utf-8-validate"],
  logLevel: "warning",
});
await cp("src/control/page", "dist/page", { recursive: true });
