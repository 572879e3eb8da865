/**
 * Three pages, built one after the other so that none carries another's parts: the wall first, then (`--mode tv`) the page
 * by which a television is paired and (`--mode floor`) the supervisor's app beside it. The wall is built for televisions: Chromium 68 and newer (displays.md, "Engines"). The target lowers syntax alone;
 * `test/dist.test.ts` guards against functions and CSS that those engines do not have.
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { BOUNDS } from "@callboard/protocol";
import vue from "@vitejs/plugin-vue";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { wallWords } from "./wall-words/plugin.ts";
import { worldFonts } from "./world-fonts/plugin.ts";

const require = createRequire(import.meta.url);
const fonts = dirname(require.resolve("@fontsource/barlow-semi-condensed/package.json"));
/** Without its inspector, which the usual file carries into what is shipped. */
const shippedPinia = `${dirname(require.resolve("pinia/package.json"))}/dist/pinia.esm-browser.prod.js`;

const TELEVISIONS = { target: "chrome68", cssTarget: "chrome68", rollupOptions: { input: "index.html" } };
/** The wall's files, which are there already, stay. */
const PAIRING = {
  ...TELEVISIONS,
  rollupOptions: { input: "tv.html" },
  emptyOutDir: false,
  copyPublicDir: false,
};
/** Tablets and desks get new engines; the wall's files, which are there already, stay. */
const TABLETS = {
  target: ["chrome87", "safari14.1", "firefox90"],
  cssTarget: ["chrome87", "safari14.1", "firefox90"],
  rollupOptions: { input: "floor.html" },
  emptyOutDir: false,
  copyPublicDir: false,
};

/** A wall asks for a handful of the product's bounds: those are written where they stand, and the long table stays away. */
const boundsAsFigures: Plugin = {
  name: "bounds-as-figures",
  enforce: "pre",
  transform(code, id) {
    if (!/\.(ts|vue)$/.test(id) || !code.includes("BOUNDS.")) return null;
    const figures: Readonly<Record<string, unknown>> = BOUNDS;
    return code.replace(/\bBOUNDS\.(\w+)/g, (whole, name: string) =>
      typeof figures[name] === "number" ? String(figures[name]) : whole,
    );
  },
};

/** Names of components are for inspectors, which no television has. */
const componentsUnnamed: Plugin = {
  name: "components-unnamed",
  enforce: "post",
  transform(code, id) {
    return id.includes(".vue") ? code.replace(/\b__name:\s*(["'`])\w+\1,?/g, "") : null;
  },
};

const WALL_PLUGINS = [boundsAsFigures, componentsUnnamed];

export default defineConfig(({ command, mode }) => {
  const isWall = command === "build" && mode !== "floor" && mode !== "tv";
  return {
    plugins: [
      vue(),
      wallWords({ isWall }),
      worldFonts({ isShipping: isWall }),
      ...(isWall || mode === "tv" ? WALL_PLUGINS : []),
    ],
    resolve: {
      alias: {
        "~fonts": `${fonts}/files`,
        ...(command === "build" ? { pinia: shippedPinia } : {}),
        // Without its compiler, which is heavy; `words/compile.ts` does what our texts need of it. Walls do without the rest, too.
        "vue-i18n": isWall
          ? fileURLToPath(new URL("src/words/i18n-of-walls.ts", import.meta.url))
          : "vue-i18n/dist/vue-i18n.runtime.mjs",
      },
    },
    define: {
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
      // What the words do not use of vue-i18n: its old interface, its components and directives, its inspector.
      __VUE_I18N_LEGACY_API__: "false",
      __VUE_I18N_FULL_INSTALL__: "false",
      __INTLIFY_PROD_DEVTOOLS__: "false",
      __INTLIFY_DROP_MESSAGE_COMPILER__: "true",
    },
    build: {
      ...(mode === "floor" ? TABLETS : mode === "tv" ? PAIRING : TELEVISIONS),
      assetsDir: "assets",
      // Inlined fonts would be refused by a content security policy and delay the first paint.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    test: {
      environment: "happy-dom",
      include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    },
  };
});
