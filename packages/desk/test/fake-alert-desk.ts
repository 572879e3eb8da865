/** The alert desk and the queue towards it, as a desk meets them: batches are kept, and may be refused or lost. */
import type { FloorBatch } from "@callboard/core/alerting";
import type { AlertDeskBell, BatchQueue } from "../src/ports.ts";

export class FakeAlertDesk {
  readonly batches: FloorBatch[] = [];
  wakes = 0;
  /** What the queue does with the next batches. */
  mood: "takes" | "refuses" | "loses" | "throws" = "takes";

  readonly queue: BatchQueue = {
    send: (batch, done) => {
      if (this.mood === "throws") throw new Error("no queue today");
      if (this.mood === "takes") this.batches.push(batch);
      if (this.mood !== "loses") done(this.mood === "takes");
    },
  };

  readonly bell: AlertDeskBell = {
    wake: () => {
      this.wakes += 1;
    },
  };
}
