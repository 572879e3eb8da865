/**
 * A page of the app is a file that is fetched when it is first opened, and a deployment takes the files of the build before away: whoever
 * has the app open from then would press and nothing would happen. The whole page is loaded at the address that was asked for
 * instead; where nothing can be had, what is there stays and says so.
 */
import type { Router } from "vue-router";
import { browserReloadPorts } from "../../live/browser-ports.ts";
import { type ReloadPorts, reloadAtOnce } from "../../live/reload.ts";
import { t } from "../../words/words.ts";
import { toast } from "./toasts.ts";

export interface LostPagePorts {
  readonly reload: ReloadPorts;
  go(address: string): void;
  tell(): void;
}

export function followLostPages(router: Router, { reload, go, tell }: LostPagePorts): void {
  router.onError(async (_error, to) => {
    const { href } = router.resolve(to.fullPath);
    const canLoad = await reload.canLoad().catch(() => false);
    const isGoing = canLoad && reloadAtOnce({ ...reload, reload: () => go(href) });
    if (!isGoing) tell();
  });
}

/** In the browser. */
export const lostPagePorts = (): LostPagePorts => ({
  reload: browserReloadPorts(),
  go: (address) => location.assign(address),
  tell: () => toast("bad", t("app.pageLost"), t("app.pageLostHint")),
});
