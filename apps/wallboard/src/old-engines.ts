/**
 * The two functions of our libraries that televisions lack: `Object.hasOwn` (Chromium 93; pinia asks for it) and
 * `queueMicrotask` (71; uPlot does). Imported before everything else. More than this does not belong here: our own code does
 * without.
 */
type HasOwn = (object: object, key: PropertyKey) => boolean;

/** Gives `objects` a `hasOwn` where it has none. */
export function completeObject(objects: { hasOwn?: HasOwn }): void {
  if (typeof objects.hasOwn === "function") return;
  const own = Object.prototype.hasOwnProperty;
  objects.hasOwn = (object, key) => own.call(object, key);
}

/** Gives the page a `queueMicrotask` where it has none. What its task throws is nobody's to catch, as it would be there. */
export function completeMicrotasks(page: { queueMicrotask?: (task: () => void) => void }): void {
  if (typeof page.queueMicrotask === "function") return;
  page.queueMicrotask = (task) => {
    void Promise.resolve().then(task);
  };
}

completeObject(Object);
completeMicrotasks(window);
