/**
 * Writes Prometheus' text format 0.0.4, exactly: a family's HELP and TYPE once and before its series, labels escaped, no series twice.
 * It is our own since the well-kept library (prom-client) is a registry of counters in one Node process, with Node's own modules; here
 * the counts live in thousands of objects, and are only written down. It must never guess at a name: all are in `families.ts`.
 */
import { FAMILIES, type FamilyName } from "./families.ts";

export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export type Labels = Readonly<Record<string, string>>;

export class Exposition {
  readonly #series = new Map<FamilyName, Map<string, number>>();

  /** One series of a counter or a gauge; what is not known is left out. Throws where it was given before. */
  add(family: FamilyName, labels: Labels, value: number | boolean | null): void {
    if (value !== null) this.#put(family, `${family}${labelled(labels)}`, Number(value));
  }

  /** A series for each entry, by its key as the label `by`. */
  addEach(family: FamilyName, labels: Labels, by: string, values: Readonly<Record<string, number>>): void {
    for (const [key, value] of Object.entries(values)) this.add(family, { ...labels, [by]: key }, value);
  }

  /** `one` of `all`: 1 for it and 0 for the others, so that each can be summed over tenants. */
  addOneHot(family: FamilyName, labels: Labels, by: string, all: readonly string[], one: string): void {
    for (const key of all) this.add(family, { ...labels, [by]: key }, key === one);
  }

  /** `counts`: of each bucket alone, one more than there are bounds. */
  addHistogram(
    family: FamilyName,
    labels: Labels,
    { bounds, counts, sum }: { bounds: readonly number[]; counts: readonly number[]; sum: number },
  ): void {
    let total = 0;
    for (const [index, count] of counts.entries()) {
      total += count;
      const le = index < bounds.length ? String(bounds[index]) : "+Inf";
      this.#put(family, `${family}_bucket${labelled({ ...labels, le })}`, total);
    }
    this.#put(family, `${family}_sum${labelled(labels)}`, sum);
    this.#put(family, `${family}_count${labelled(labels)}`, total);
  }

  #put(family: FamilyName, series: string, value: number): void {
    const known = this.#series.get(family) ?? new Map<string, number>();
    if (known.has(series)) throw new Error("a series was given twice");
    known.set(series, value);
    this.#series.set(family, known);
  }

  toText(): string {
    const lines: string[] = [];
    for (const [family, series] of this.#series) {
      const { type, help } = FAMILIES[family];
      lines.push(`# HELP ${family} ${help}`, `# TYPE ${family} ${type}`);
      for (const [name, value] of series) lines.push(`${name} ${numeral(value)}`);
    }
    return `${lines.join("\n")}\n`;
  }
}

function labelled(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

const escaped = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

function numeral(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
