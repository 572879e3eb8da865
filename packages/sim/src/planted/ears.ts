/** Planted bugs in the reading of the stream (see bugs.ts). Never used but to be found. */
import type { Dialer, Ports } from "@callboard/desk";
import type { TenantWraps } from "../bugs.ts";

type Rewrite = (text: string, ports: Ports) => string;

const withTexts = (rewriteOf: () => Rewrite): Partial<TenantWraps> => {
  const rewrite = rewriteOf();
  return { ports: (ports) => ({ ...ports, dialer: rewriting(ports, rewrite) }) };
};

const rewriting = (ports: Ports, rewrite: Rewrite): Dialer => ({
  dial: (request, events) =>
    ports.dialer.dial(request, {
      opened: () => events.opened(),
      failed: (failure) => events.failed(failure),
      message: (text) => events.message(text === null ? null : rewrite(text, ports)),
      closed: (code) => events.closed(code),
    }),
});

/** Every event of an agent looks newer than all before it. */
export const orderBlind = (): Partial<TenantWraps> =>
  withTexts(() => (text, ports) => {
    if (!text.includes('"agent_state_change"')) return text;
    const now = new Date(ports.clock.now()).toISOString();
    return text.replace(/"last_updated":"[^"]*"/g, `"last_updated":"${now}"`);
  });

const KEPT_MAX = 500;

/** A contact's event that comes again is given to a contact of another name. */
export const contactCountedTwice = (): Partial<TenantWraps> =>
  withTexts(() => {
    const heard = new Set<string>();
    return (text) => {
      const isAgain = heard.has(text);
      if (heard.size >= KEPT_MAX) heard.clear();
      heard.add(text);
      return isAgain ? text.replace('"interaction_id":"', '"interaction_id":"again_') : text;
    };
  });
