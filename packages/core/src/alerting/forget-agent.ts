/** What an engine remembers of somebody who has left the floor, so that nothing of them is packed any more. */
import type { AgentId } from "../vocabulary.ts";
import type { Engine } from "./entities.ts";

/** Whether they are on the floor: then the engine goes on knowing them, and what is over of their alerts is forgotten alone. */
export function forgetAgent(engine: Engine, id: AgentId): boolean {
  const tail = `.a.${id}`;
  for (const key of engine.pasts.keys()) if (key.endsWith(tail)) engine.pasts.delete(key);
  return engine.agents.has(id);
}
