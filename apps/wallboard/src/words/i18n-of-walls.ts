/**
 * As much of vue-i18n as the words ask of it, for televisions: the library is a twelfth of the script that a wall may be, and
 * a wall uses three things of it. The wall's build takes this in its place (vite.config.ts); tests, tablets and types use the
 * library itself, and `i18n-of-walls.test.ts` holds the two against each other.
 */
import { shallowRef } from "vue";
import type { Message, MessageContext } from "./compile.ts";

type Tree = { readonly [key: string]: Tree | Message };
type Values = Readonly<Record<string, unknown>>;

/** The forms of a plural by number, as vue-i18n has it: one or many; none, one or many where there are three. */
function formOf<T>(forms: readonly T[], number: number): T | undefined {
  const many = Math.abs(number);
  if (forms.length === 2) return forms[many === 1 ? 0 : 1];
  return forms[Math.min(many, 2, forms.length - 1)];
}

function find(tree: Tree | undefined, key: string): Message | null {
  let at: Tree | Message | undefined = tree;
  for (const part of key.split(".")) {
    if (typeof at !== "object" || !Object.hasOwn(at, part)) return null;
    at = at[part];
  }
  return typeof at === "function" ? at : null;
}

/** Two trees as one; what the second says again, it says anew. */
function merged(one: Tree | undefined, other: Tree): Tree {
  const all: Record<string, Tree | Message> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = all[key];
    all[key] =
      typeof value === "object" ? merged(typeof before === "object" ? before : undefined, value) : value;
  }
  return all;
}

export function createI18n(options: { readonly locale: string; readonly fallbackLocale: string }) {
  const locale = shallowRef(options.locale);
  const trees = new Map<string, Tree>();

  function t(key: string, values: Values = {}, number?: number): string {
    const message = find(trees.get(locale.value), key) ?? find(trees.get(options.fallbackLocale), key);
    if (message === null) return key;
    const context: MessageContext = {
      named: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
      plural: (forms) => formOf(forms, number ?? 1) ?? (forms[0] as (typeof forms)[number]),
    };
    return message(context);
  }

  return {
    global: {
      locale,
      t,
      mergeLocaleMessage(language: string, texts: Tree) {
        trees.set(language, merged(trees.get(language), texts));
      },
    },
    /** Components ask `t` of the words and nothing of the app. */
    install: () => undefined,
  };
}
