// Says what is going on while it goes on: one line per step with its seconds. On a terminal the line ticks;
// in a log a sign of life is printed every ten seconds instead. It must never throw on a closed output.

const TICK_MS = 200;
const LOG_EVERY_MS = 10_000;

/**
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [out]
 * @param {() => number} [nowMs]
 */
export function createSteps(out = process.stdout, nowMs = () => performance.now()) {
  const secondsSince = (startedMs) => `${((nowMs() - startedMs) / 1_000).toFixed(1)} s`;

  /**
   * Runs one step and prints how it went.
   *
   * @template T
   * @param {string} title
   * @param {(note: (text: string) => void) => Promise<T>} work calls `note` with what it is doing just now
   * @param {(result: T) => boolean} [isGood] tells a failure that comes back as a value
   * @returns {Promise<T>}
   */
  async function step(title, work, isGood = () => true) {
    const startedMs = nowMs();
    let noteText = "";
    let loggedMs = startedMs;
    const line = () => `${title} … ${secondsSince(startedMs)}${noteText === "" ? "" : `  ${noteText}`}`;
    if (!out.isTTY) out.write(`  ${title} …\n`);
    const timer = setInterval(() => {
      if (out.isTTY) out.write(`\r\u001b[2K  ${line().slice(0, 110)}`);
      else if (nowMs() - loggedMs >= LOG_EVERY_MS) {
        loggedMs = nowMs();
        out.write(`  ${line()}\n`);
      }
    }, TICK_MS);
    const finish = (mark) => {
      clearInterval(timer);
      out.write(`${out.isTTY ? "\r\u001b[2K" : ""}${mark} ${title} (${secondsSince(startedMs)})\n`);
    };
    try {
      const result = await work((text) => {
        noteText = text;
      });
      finish(isGood(result) ? "✓" : "✗");
      return result;
    } catch (error) {
      finish("✗");
      throw error;
    }
  }

  return { step, say: (text = "") => out.write(`${text}\n`) };
}

/** The last lines of a command's output, indented, for a message that explains a failure. */
export function indented(lines, count = 30) {
  const shown = lines.filter((line) => line.trim() !== "").slice(-count);
  return shown.map((line) => `    ${line}`).join("\n");
}
