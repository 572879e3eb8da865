/**
 * A text becomes the function that vue-i18n calls for it. Its own compiler is a tenth of all script that a television has to
 * read, and our texts need two things of it: `{name}` for values, and ` | ` between the forms of a plural.
 */

/** What vue-i18n hands to a message. */
export interface MessageContext {
  named(name: string): unknown;
  /** The form for the number that was given. */
  plural<T>(forms: T[]): T;
}
export type Message = (context: MessageContext) => string;

const BETWEEN_FORMS = " | ";
const VALUE = /\{(\w+)\}/g;

function compileText(text: string): Message {
  const forms = text.split(BETWEEN_FORMS);
  return (context) => {
    const form = forms.length === 1 ? text : context.plural(forms);
    return form.replace(VALUE, (_whole, name: string) => {
      const value = context.named(name);
      return value === undefined || value === null ? "" : String(value);
    });
  };
}

/** The same tree with functions for its texts. */
export function compileTexts(texts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const compiled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === "string") compiled[key] = compileText(value);
    else if (typeof value === "object" && value !== null) {
      compiled[key] = compileTexts(value as Readonly<Record<string, unknown>>);
    }
  }
  return compiled;
}
