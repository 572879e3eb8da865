/** Which language a device reads. */
import type { Language } from "@callboard/boards";
import { afterEach, expect, it } from "vitest";
import { language, speak } from "../../words/words.ts";
import { chooseLanguage, speakAsTenant, speakFirst } from "./tongue.ts";

const tenantIn = (tongue: Language) => ({
  read: async () => ({
    kind: "done" as const,
    value: { revision: 1, changed: null, value: { language: tongue } as never },
  }),
});

afterEach(() => {
  localStorage.clear();
  speak("en");
});

it("is the tenant's where nothing was chosen on the device, and before that is known the browser's", async () => {
  speakFirst(["fr-FR"]);
  expect(language.value).toBe("fr");
  await speakAsTenant(tenantIn("de"));
  expect(language.value).toBe("de");
});

it("is the one that was chosen on the device, also while the tenant's was asked for", async () => {
  speakFirst(["fr"]);
  const asked = speakAsTenant(tenantIn("de"));
  chooseLanguage("en");
  await asked;
  expect(language.value).toBe("en");
  await speakAsTenant(tenantIn("fr"));
  expect(language.value).toBe("en");
});
