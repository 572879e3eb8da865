/** Deliveries taken apart again, as their receivers do. */
import { type Delivery, deliveryOf, type Notice, type Sink } from "../src/index.ts";
import { FIRED_AT } from "./floor.ts";

export type HttpDelivery = Extract<Delivery, { kind: "http" }>;

export function httpOf(sink: Sink, notice: Notice, at: number = FIRED_AT): HttpDelivery {
  const delivery = deliveryOf(sink, notice, at);
  if (delivery.kind !== "http") throw new Error(`${sink.kind} does not go over HTTP`);
  return delivery;
}

export function bodyOf(sink: Sink, notice: Notice): Record<string, unknown> {
  return JSON.parse(httpOf(sink, notice).body);
}

/** Every text in a parsed body, however deep. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
