/**
 * A vault for tests and simulations: it hides nothing from who knows it, but marks what it has sealed, so that what was not is
 * seen. Texts are written backwards: none is found as it was.
 */
import type { SinkVault } from "../src/ports.ts";

export class MarkingVault implements SinkVault {
  /** The version that it seals with; `null`: there is no key. */
  current: number | null = 1;
  /** The versions that it opens. */
  readonly versions = new Set([1]);

  /** A newer key, and which of the older ones stay. */
  rotate(version: number, ...kept: readonly number[]): void {
    this.current = version;
    this.versions.clear();
    for (const one of [version, ...kept]) this.versions.add(one);
  }

  seal(field: string, clear: string): string | null {
    return this.current === null ? null : `sealed|${this.current}|${field}|${backwards(clear)}`;
  }

  open(field: string, sealed: string) {
    const read = readMarked(sealed);
    if (read === null) return { kind: "refused", why: "malformed" } as const;
    if (!this.versions.has(read.version)) return { kind: "refused", why: "unknownKey" } as const;
    if (read.field !== field) return { kind: "refused", why: "tampered" } as const;
    return { kind: "opened", clear: backwards(read.text) } as const;
  }

  rewrap(field: string, sealed: string) {
    if (this.current === null) return { kind: "refused", why: "noKey" } as const;
    const opened = this.open(field, sealed);
    if (opened.kind === "refused") return opened;
    if (this.keyVersionOf(sealed) === this.current) return { kind: "current" } as const;
    return { kind: "rewrapped", sealed: this.seal(field, opened.clear) ?? "" } as const;
  }

  keyVersionOf(sealed: string): number | null {
    return readMarked(sealed)?.version ?? null;
  }
}

const backwards = (text: string): string => Array.from(text).reverse().join("");

function readMarked(sealed: string) {
  const [mark, version, field, ...text] = sealed.split("|");
  if (mark !== "sealed" || field === undefined) return null;
  return { version: Number(version), field, text: text.join("|") };
}
