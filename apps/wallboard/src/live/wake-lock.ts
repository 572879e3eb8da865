/** Keeps the display on where the browser can; televisions mostly cannot and stay on by themselves. */

interface WakeLocks {
  request(kind: "screen"): Promise<unknown>;
}

/** Asks for the lock now and each time the page is seen again, since hiding the page gives it up. */
export function keepAwake(page: Document, browser: Navigator): void {
  const locks = (browser as { readonly wakeLock?: WakeLocks }).wakeLock;
  if (locks === undefined) return;
  const ask = () => {
    if (page.visibilityState !== "visible") return;
    // Refused on low battery or without a tap: the screen is then no worse off than without us.
    locks.request("screen").catch(() => undefined);
  };
  page.addEventListener("visibilitychange", ask);
  ask();
}
