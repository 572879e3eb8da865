import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agentsRequest,
  chunkIds,
  skillsRequest,
  streamRequest,
  tokenRequest,
  usersRequest,
} from "./requests.ts";
import { Secret } from "./secret.ts";
import { isId } from "./text.ts";

// In every runtime this product meets, though in no ECMAScript library.
declare function atob(base64: string): string;

const token = new Secret("t0ken");
const BEARER = { accept: "application/json", authorization: "Bearer t0ken" };

const credentials = (clientId: string, clientSecret: string) => ({
  clientId,
  clientSecret: new Secret(clientSecret),
});
const basicOf = (clientId: string, clientSecret: string): string =>
  tokenRequest(credentials(clientId, clientSecret)).headers.authorization ?? "";

/** What a server reads from a Basic header: the base64's bytes as UTF-8. */
function decoded(basic: string): string {
  const bytes = [...atob(basic.replace(/^Basic /, ""))].map((byte) => byte.charCodeAt(0));
  return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
}

describe("requests, to the letter of the guide", () => {
  it("the token", () => {
    expect(tokenRequest(credentials("client", "s3cret"))).toEqual({
      method: "POST",
      path: "/oauth2/token",
      origin: "login",
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
        authorization: "Basic Y2xpZW50OnMzY3JldA==",
      },
      body: "grant_type=client_credentials&scope=realtime:read%20users:read%20analytics:read",
    });
  });

  it("the users", () => {
    expect(usersRequest(token)).toEqual({
      method: "GET",
      path: "/api/v2/users",
      origin: "api",
      headers: BEARER,
      body: null,
    });
  });

  it("one user's skills", () => {
    expect(skillsRequest(token, "a1b2")).toMatchObject({
      path: "/api/v2/users/a1b2/skills",
      headers: BEARER,
    });
  });

  it("ground truth for several agents", () => {
    const request = agentsRequest(token, ["a", "b", "c"]);
    expect(request).toMatchObject({ path: "/api/v2/realtime/agents?user_ids=a,b,c", headers: BEARER });
  });

  it("the stream's upgrade", () => {
    expect(streamRequest(token)).toMatchObject({
      method: "GET",
      path: "/api/v2/realtime/stream",
      origin: "api",
      headers: { ...BEARER, upgrade: "websocket" },
    });
  });
});

describe("hostile ids and credentials", () => {
  it("an id cannot leave its place in the path", () => {
    expect(skillsRequest(token, "../../oauth2?x=#").path).toBe(
      "/api/v2/users/..%2F..%2Foauth2%3Fx%3D%23/skills",
    );
    expect(agentsRequest(token, ["a,b&c=d", "é"]).path).toBe(
      "/api/v2/realtime/agents?user_ids=a%2Cb%26c%3Dd,%C3%A9",
    );
  });

  it("credentials of any letters are sent as the bytes of their UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (id, secret) => {
        expect(decoded(basicOf(id, secret))).toBe(`${id}:${secret}`);
      }),
    );
  });

  it("half a surrogate pair in a credential is wrong, not fatal", () => {
    expect(decoded(basicOf("\ud800", "x"))).toBe("\ufffd:x");
  });
});

describe("chunks of ids", () => {
  it("are none for nobody", () => {
    expect(chunkIds([])).toEqual([]);
  });

  it("hold as many UUIDs as the bound says", () => {
    const ids = Array.from(
      { length: 250 },
      (_, at) => `a1b2c3d4-e5f6-7890-abcd-${String(at).padStart(12, "0")}`,
    );
    expect(chunkIds(ids).map((chunk) => chunk.length)).toEqual([100, 100, 50]);
  });

  it("keep every id once and in order, and every URL within its length", () => {
    const id = fc.string({ unit: "grapheme", minLength: 1, maxLength: BOUNDS.idCharsMax }).filter(isId);
    const longId = fc.constantFrom("é".repeat(BOUNDS.idCharsMax), "漢".repeat(BOUNDS.idCharsMax), "a");
    fc.assert(
      fc.property(fc.array(fc.oneof(id, longId), { maxLength: 250 }), (ids) => {
        const chunks = chunkIds(ids);
        expect(chunks.flat()).toEqual(ids);
        for (const chunk of chunks) {
          expect(chunk.length).toBeGreaterThan(0);
          expect(chunk.length).toBeLessThanOrEqual(BOUNDS.userIdsPerRequest);
          expect(agentsRequest(token, chunk).path.length).toBeLessThanOrEqual(6_000);
        }
      }),
    );
  });
});
