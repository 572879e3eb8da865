/**
 * What this screen was told besides frames: boards, sites, goals, and who has which skill. Whoever loads it puts it here;
 * whoever shows it reads it here. It must never decide what is asked of the server, or when.
 */
import type { SiteView, WallSetup } from "@callboard/boards";
import type { Directory } from "@callboard/protocol";
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";

const NO_SITES: readonly SiteView[] = [];

export const useSetupStore = defineStore("setup", () => {
  /** `null` before the first answer, when the screen shows the preset. */
  const setup = shallowRef<WallSetup | null>(null);
  /** `null` until it was needed and has come. */
  const directory = shallowRef<Directory | null>(null);
  /** True once something on the screen cannot be shown without the directory. */
  const wantsDirectory = shallowRef(false);
  const sites = computed(() => setup.value?.sites ?? NO_SITES);
  return {
    setup,
    directory,
    wantsDirectory,
    sites,
    siteOf: (id: string) => sites.value.find((site) => site.id === id) ?? null,
  };
});
