/** What boards and widgets are called. Presets are named in the reader's language as long as nobody has renamed them. */
import { type BoardPlan, PRESET_BOARDS } from "@callboard/boards";
import { SEVERITIES, type Severity } from "@callboard/protocol";
import { shownName } from "../../../format/name.ts";
import { t } from "../../../words/words.ts";

const presetOf = (id: string) => PRESET_BOARDS.find((preset) => preset.id === id) ?? null;

export const isPreset = (id: string): boolean => presetOf(id) !== null;

export function boardTitle({ id, name }: Pick<BoardPlan, "id" | "name">): string {
  const preset = presetOf(id);
  return preset !== null && preset.name === name ? t(`boards.presets.${id}.name`) : shownName(name, id);
}

/** What a preset is good for; empty for one's own boards. */
export function boardAbout(id: string): string {
  return isPreset(id) ? t(`boards.presets.${id}.about`) : "";
}

/** "High and worse"; nothing is worse than the worst. */
export function severityAndWorse(severity: Severity): string {
  const name = t(`floor.severities.${severity}`);
  return severity === SEVERITIES[0] ? name : t("boards.andWorse", { severity: name });
}
