/** What people type as JSON: read into one object, or a sentence on what is wrong with it. */

import { t } from "../../words/words.ts";
import type { Failure } from "../api/request.ts";

export type JsonRead =
  | { readonly kind: "object"; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly failure: Failure };

export function readJson(text: string): JsonRead {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { kind: "object", value: { ...value } };
    }
    return {
      kind: "failed",
      failure: noJson(t("app.failures.notObject"), t("app.failures.notObjectDetail")),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    return { kind: "failed", failure: noJson(t("app.failures.notJson"), why) };
  }
}

/** The id within, without which there is no address to put it at. */
export function idIn(value: Readonly<Record<string, unknown>>): string | null {
  return typeof value.id === "string" && value.id.trim() !== "" ? value.id : null;
}

const noJson = (title: string, detail: string): Failure => ({ title, detail, complaints: [] });
