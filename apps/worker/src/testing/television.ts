/** A television for the tests inside workerd: it has a cookie jar and no keyboard, and knows nothing but what it is answered. */
import type { PairingClaim, PairingOffer, ScreenView } from "@callboard/tenancy";
import { SignJWT } from "jose";
import { send } from "./alerting.ts";
import { openScreen, type Screen } from "./screen.ts";
import { ask, ORIGIN, type TestTenant, tenantOf } from "./tenant.ts";

export const DEVICE = { build: "", width: 1_920, height: 1_080, pixelRatio: 1, engine: "Chromium 79" };

/** `address`: as Cloudflare would tell it; each test has one of its own, since codes are counted by it. */
export function televisionAt(address: string) {
  const jar = new Map<string, string>();
  const tv = {
    /** What its browser keeps; a test may put another one in. */
    get cookie(): string {
      return Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ");
    },
    set cookie(text: string) {
      jar.clear();
      const [name = "", ...value] = text.split("=");
      jar.set(name, value.join("="));
    },
    /** Everything that was ever set, attributes included. */
    cookies: [] as string[],
    ask: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const json = body === undefined ? {} : { "content-type": "application/json" };
      const response = await ask(path, {
        method,
        headers: { "cf-connecting-ip": address, cookie: tv.cookie, ...json, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        tv.cookies.push(cookie);
        const [pair = ""] = cookie.split(";");
        const [name = "", ...value] = pair.split("=");
        if (value.join("=") === "") jar.delete(name);
        else jar.set(name, value.join("="));
      }
      return response;
    },
    offer: async (): Promise<PairingOffer> => (await tv.ask("POST", "/api/tv/pairings", {})).json(),
    claim: async ({ id, secret }: PairingOffer): Promise<PairingClaim["state"]> => {
      const response = await tv.ask("POST", `/api/tv/pairings/${id}/claim`, { secret });
      return (await response.json<PairingClaim>()).state;
    },
    session: () => tv.ask("GET", "/api/tv/session"),
    /** Its cookie's own claims. */
    claims: (): Record<string, unknown> => claimsOf(tv.cookie),
    /** Its token is so much older from now on, and as good as it was. */
    age: async (ms: number): Promise<void> => {
      const claims = tv.claims();
      const iat = Number(claims.iat) - Math.round(ms / 1_000);
      const key = new TextEncoder().encode("callboard's well-known key of local development");
      const signed = new SignJWT({ ...claims, iat }).setProtectedHeader({ alg: "HS256" });
      tv.cookie = `callboard-screen=${await signed.sign(key)}`;
    },
    live: (query = "") =>
      tv.ask("GET", `/api/tv/live${query}`, undefined, { upgrade: "websocket", origin: ORIGIN }),
    open: (query = "", resumed: Screen | null = null) =>
      openScreen({ live: () => tv.live(query) }, resumed, "", DEVICE),
  };
  return tv;
}

const claimsOf = (cookie: string): Record<string, unknown> =>
  JSON.parse(atob((cookie.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));

export type Television = ReturnType<typeof televisionAt>;

/** What a supervisor does about screens, by the API. */
export function supervisorOf(tenant: TestTenant) {
  const at = (path: string): string => `/api/tenants/${tenant.name}/screens${path}`;
  const people = {
    screens: async (): Promise<readonly ScreenView[]> => (await ask(at(""))).json(),
    confirm: (code: string, screen: unknown, by = "Maria") => send("POST", at("/pair"), { by, code, screen }),
    order: (id: string, order: string) => send("POST", at(`/${id}/orders`), { by: "Maria", order }),
    reassign: (id: string, board: string) => send("POST", at(`/${id}/board`), { by: "Maria", board }),
    revoke: (id: string) => send("POST", at(`/${id}/revoke`), { by: "Maria" }),
    /** A television of a new screen of this name, paired and with its cookie. */
    pair: async (tv: Television, name = "Hall"): Promise<ScreenView> => {
      const offer = await tv.offer();
      const response = await people.confirm(offer.code, { name, board: "floor" });
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      const view = await response.json<ScreenView>();
      if ((await tv.claim(offer)) !== "paired") throw new Error("not paired");
      return view;
    },
  };
  return people;
}

/** A tenant with a paired television in it. */
export async function paired(tenantName: string, address: string, screen = "Hall") {
  const tenant = tenantOf(tenantName);
  const supervisor = supervisorOf(tenant);
  const tv = televisionAt(address);
  const view = await supervisor.pair(tv, screen);
  return { tenant, supervisor, tv, view };
}
