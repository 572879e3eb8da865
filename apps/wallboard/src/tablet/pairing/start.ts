/** The page of whoever scanned the code of a television: it stands in for the app until they said where it hangs. */
import { createApp } from "vue";
import type { Ask } from "../api/request.ts";
import WhereToPair from "./WhereToPair.vue";

export function askWhere(code: string, ask: Ask): void {
  createApp(WhereToPair, {
    code: code.slice(0, 20),
    ask,
    go: (path: string) => location.replace(path),
  }).mount("#app");
}
