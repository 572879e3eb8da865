import type { HttpRequest } from "@callboard/cxone";
import { describe, expect, it } from "vitest";
import { inboxOf } from "../testing/receiver.ts";
import { sendAll } from "./send.ts";

/** A request of ours to whoever answers at that inbox, with the token that it must keep to itself. */
const asked = (url: string): [{ login: string; api: string }, HttpRequest] => {
  const { origin, pathname } = new URL(url);
  const headers = { authorization: "Bearer token-of-these-tests" };
  return [
    { login: origin, api: origin },
    { ...{ method: "GET", origin: "api", body: null }, path: pathname, headers },
  ];
};

describe("a request to the upstream", () => {
  it.each([301, 302, 307, 308])(
    "is not sent on where the answer is a redirect, nor is its token: %i",
    async (status) => {
      const [inbox, elsewhere] = [inboxOf(`upstream-${status}`), inboxOf(`elsewhere-${status}`)];
      await inbox.plan([{ do: "answer", status, headers: { location: elsewhere.url } }]);
      const [origins, request] = asked(inbox.url);
      expect(await sendAll(origins, [request], 1)).toMatchObject([{ kind: "answered", status }]);
      expect(await inbox.received()).toHaveLength(1);
      expect(await elsewhere.received()).toEqual([]);
    },
  );
});
