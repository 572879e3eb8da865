/**
 * Loading the page anew when it is outdated: at a moment drawn by chance, since a deploy outdates every screen at once;
 * only when the new page and all that it names can be had, so that no wall goes blank over a network that has just failed;
 * and only so often, since a server that contradicts itself must not make a wall blink for ever.
 */

export interface ReloadPorts {
  /** The device's date in milliseconds: the only clock that outlives a page. Used for spacing alone, never shown. */
  now(): number;
  chance(): number;
  after(ms: number, task: () => void): () => void;
  /** Survives the page; `null` where nothing was kept or nothing can be. */
  read(): string | null;
  write(text: string): void;
  /** Fetches the new page with its scripts, styles and fonts into the browser's cache; whether all of them answered. */
  canLoad(): Promise<boolean>;
  /** Whether the page can be had this very moment: asked last, since to fetch all that it names takes a while. */
  answers(): Promise<boolean>;
  reload(): void;
}

const SPREAD_MS = 60_000;
const WINDOW_MS = 15 * 60_000;
const RELOADS_MOST = 3;
/** Between two attempts while the new page cannot be had. The old one goes on meanwhile. */
const AGAIN_MS = 30_000;

/**
 * Asked as often as one likes; a page reloads once.
 * @param spreadMs over which many screens that are outdated at once spread their reloads; none where one is asked by a person
 */
export function createReloader(ports: ReloadPorts, spreadMs = SPREAD_MS): () => void {
  let isPlanned = false;

  const isReady = async () => (await ports.canLoad()) && (await ports.answers());

  async function tryNow(): Promise<void> {
    if (await isReady().catch(() => false)) reloadNoted(ports);
    else ports.after(AGAIN_MS + Math.floor(ports.chance() * SPREAD_MS), () => void tryNow());
  }

  return () => {
    if (isPlanned) return;
    isPlanned = true;
    const recent = recentReloads(ports);
    const oldest = recent[0];
    // Too many lately: wait until the oldest of them no longer counts.
    const holdMs =
      recent.length < RELOADS_MOST || oldest === undefined
        ? 0
        : Math.max(0, oldest + WINDOW_MS - ports.now());
    ports.after(holdMs + Math.floor(ports.chance() * spreadMs), () => void tryNow());
  };
}

function reloadNoted(ports: ReloadPorts): void {
  ports.write(JSON.stringify([...recentReloads(ports), ports.now()]));
  ports.reload();
}

/**
 * For a person who waits: whose sign-in is over, so that loading the page is the way to sign in again, or who asked for a page that is not
 * there any more. Nothing is tried beforehand. Not where nothing can be kept: who cannot count would reload for ever.
 *
 * @returns whether it is on its way; false where it was done too often lately
 */
export function reloadAtOnce(ports: ReloadPorts): boolean {
  if (ports.read() === null) ports.write("[]");
  if (ports.read() === null || recentReloads(ports).length >= RELOADS_MOST) return false;
  reloadNoted(ports);
  return true;
}

/** Everything of its own origin that a page names in its tags. */
export function assetsNamedIn(html: string): string[] {
  const found: string[] = [];
  const pattern = /(?:src|href)="(\/assets\/[^"]+)"/g;
  for (let match = pattern.exec(html); match !== null; match = pattern.exec(html)) {
    if (match[1] !== undefined) found.push(match[1]);
  }
  return found;
}

function recentReloads(ports: ReloadPorts): number[] {
  const now = ports.now();
  return parse(ports.read()).filter((at) => at <= now && at > now - WINDOW_MS);
}

function parse(text: string | null): number[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((at) => typeof at === "number").slice(-RELOADS_MOST) : [];
  } catch {
    return [];
  }
}
