/**
 * The browser that comes as a package, for machines that have none: Chromium for Linux x64 with the libraries and
 * fonts it needs. It is unpacked into a folder of its own, which the caller removes.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface BundledBrowser {
  readonly executablePath: string;
  /** What the browser alone needs; it must not reach other programs. */
  readonly env: Record<string, string>;
}

/** @param folder an empty folder; it holds some 250 MB afterwards */
export async function unpackBundledBrowser(folder: string): Promise<BundledBrowser> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `the packaged Chromium is for Linux x64 only, and this is ${process.platform} ${process.arch}`,
    );
  }
  const before = { ...process.env };
  // The package decides while it is imported: only on what it takes for AWS Lambda does it bring its libraries.
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs24.x";
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const executablePath = await chromium.executablePath();
    const env = definedOnly({
      ...before,
      LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
      FONTCONFIG_FILE: writeFontSettings(folder),
    });
    return { executablePath, env };
  } finally {
    for (const name of ["AWS_EXECUTION_ENV", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "HOME"]) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** The package's own settings look for its fonts in one fixed folder; without any font Chromium crashes. */
function writeFontSettings(folder: string): string {
  const path = join(folder, "fonts.conf");
  const places = [join(folder, "fonts"), "/usr/share/fonts"].map((place) => `<dir>${place}</dir>`).join("");
  const cache = `<cachedir>${join(folder, "fonts-cache")}</cachedir>`;
  writeFileSync(path, `<?xml version="1.0"?><fontconfig>${places}${cache}</fontconfig>`);
  return path;
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const defined = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(defined);
}
