/** An object whose turns know by which request they were called, and the stub through which such a call is made. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { during, requestNow } from "./request.ts";

export abstract class TracedObject extends DurableObject<Env> {
  /** One of its own methods, called while this request is served. */
  traced(request: string, method: string, args: readonly unknown[]): unknown {
    const turn: unknown = Reflect.get(this, method);
    if (typeof turn !== "function") throw new TypeError("there is no such method");
    return during(request, () => Reflect.apply(turn, this, args));
  }
}

/** What a stub has besides the object's methods. */
const OWN = new Set(["fetch", "id", "name", "connect", "then", "dup"]);

/** The stub itself where no request is being served; else one whose every call takes the request's id along. */
export function tracedStub<One extends TracedObject>(stub: DurableObjectStub<One>): DurableObjectStub<One> {
  const request = requestNow();
  if (request === null) return stub;
  return new Proxy(stub, {
    get(target, name) {
      if (typeof name === "string" && !OWN.has(name))
        return (...args: readonly unknown[]) =>
          (target as unknown as Pick<TracedObject, "traced">).traced(request, name, args);
      // Never as a promise: a stub is what is called, not what is awaited.
      const own: unknown = name === "then" ? undefined : Reflect.get(target, name);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
}
