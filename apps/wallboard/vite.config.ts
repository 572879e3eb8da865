/**
 * Two pages, built one after the other so that neither carries the other's parts: the wall first, then (`--mode floor`)
 * the supervisor's app beside it. The wall is built for televisions: Chromium 68 and newer (displays.md, "Engines"). The target lowers syntax alone;
 * `test/dist.test.ts` guards against functions and CSS that those engines do not have.
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);
const fonts = dirname(require.resolve("@fontsource/barlow-semi-condensed/package.json"));

const TELEVISIONS = { target: "chrome68", cssTarget: "chrome68", rollupOptions: { input: "index.html" } };
/** Tablets and desks get new engines; the wall's files, which are there already, stay. */
const TABLETS = {
  target: ["chrome87", "safari14.1", "firefox90"],
  cssTarget: ["chrome87", "safari14.1", "firefox90"],
  rollupOptions: { input: "floor.html" },
  emptyOutDir: false,
  copyPublicDir: false,
};

export default defineConfig(({ mode }) => ({
  plugins: [vue()],
  resolve: {
    alias: {
      "~fonts": `${fonts}/files`,
      // Without its compiler, which is heavy; `words/compile.ts` does what our texts need of it.
      "vue-i18n": "vue-i18n/dist/vue-i18n.runtime.mjs",
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
    ...(mode === "floor" ? TABLETS : TELEVISIONS),
    assetsDir: "assets",
    // Inlined fonts would be refused by a content security policy and delay the first paint.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
  },
}));
