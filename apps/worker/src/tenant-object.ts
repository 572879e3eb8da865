/** What every object does alike: outlive a turn that throws. */
import { faultFacts } from "@callboard/shell";
import { consoleJournal } from "./ports/ports.ts";

/** What the turn gives, or `null` where it threw: that is noted as `event`, and stays in the turn. */
export function guardTurn<Given>(
  ctx: DurableObjectState,
  event: string,
  what: string,
  turn: () => Given,
): Given | null {
  try {
    return turn();
  } catch (error) {
    consoleJournal().note(event, { tenant: ctx.id.name ?? null, what, ...faultFacts(error) });
    return null;
  }
}
