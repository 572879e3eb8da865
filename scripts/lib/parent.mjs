// Notices that the process that started us is gone: a TERM or KILL sent to npm alone must not leave a
// Worker running that nobody can see. It must never keep a process alive by itself.

const LOOK_EVERY_MS = 250;

/**
 * Calls `onGone` once when the parent process ends before we do. Only under npm: somebody who runs a script
 * in the background of a shell that ends may want it to go on.
 *
 * @param {() => void} onGone
 */
export function whenParentIsGone(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}
