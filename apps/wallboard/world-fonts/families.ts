/**
 * Which families draw the names that our own font has no letters for, and which of their slices are shipped; they come cut
 * into slices by letter. Read at build time only. Their variable siblings would be a tenth to install, but engines before
 * Chromium 79 set the letters of those on top of each other. Lao, Khmer, Burmese, Sinhala, Ethiopic and rarer scripts are
 * left to the fonts of the screen.
 */
import { createRequire } from "node:module";

interface Family {
  /** The `package.json` of its package. */
  readonly manifest: string;
  /** Its slices by their own names; the families of Han and Hangul are cut into a hundred numbered ones each. */
  readonly slices: readonly string[] | "numbered";
}

const require = createRequire(import.meta.url);

/**
 * In this order a letter that several families say they have is given away: Japanese first, then Korean, then what only
 * Chinese has. Chinese must come last: it says that it has Korean syllables and Arabic letters which it has not.
 */
export const FAMILIES: readonly Family[] = [
  {
    manifest: require.resolve("@fontsource/noto-sans/package.json"),
    slices: ["greek", "greek-ext", "cyrillic", "cyrillic-ext", "devanagari"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-arabic/package.json"),
    slices: ["arabic"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-hebrew/package.json"),
    slices: ["hebrew"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-armenian/package.json"),
    slices: ["armenian"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-georgian/package.json"),
    slices: ["georgian"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-thai/package.json"),
    slices: ["thai"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-bengali/package.json"),
    slices: ["bengali"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-gujarati/package.json"),
    slices: ["gujarati"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-gurmukhi/package.json"),
    slices: ["gurmukhi"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-kannada/package.json"),
    slices: ["kannada"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-malayalam/package.json"),
    slices: ["malayalam"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-tamil/package.json"),
    slices: ["tamil"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-telugu/package.json"),
    slices: ["telugu"],
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-jp/package.json"),
    slices: "numbered",
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-kr/package.json"),
    slices: "numbered",
  },
  {
    manifest: require.resolve("@fontsource/noto-sans-sc/package.json"),
    slices: "numbered",
  },
];
