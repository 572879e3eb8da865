/** Pieces that the document repeats: parameters, answers, errors, and ways to sign in. */
import { tenantId } from "@callboard/tenancy";
import { z } from "zod";
import type {
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
  ZodOpenApiSecuritySchemeObject,
} from "zod-openapi";
import { lazy } from "../lazy.ts";
import type { Needs, Operation } from "../operation.ts";
import { id } from "../shapes/parts.ts";

export const SECURITY_SCHEMES: Readonly<Record<string, ZodOpenApiSecuritySchemeObject>> = {
  access: {
    type: "apiKey",
    in: "header",
    name: "Cf-Access-Jwt-Assertion",
    description:
      "People sign in at Cloudflare Access, which puts this into each request that it lets through.",
  },
  screen: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-callboard-screen",
    description: "A television has it from its pairing, and nobody else can read it.",
  },
  metrics: {
    type: "http",
    scheme: "bearer",
    description: "The deployment's secret CALLBOARD_METRICS_TOKEN.",
  },
};

/** What a request must carry; anything is enough where it is empty. */
export function securityOf(needs: Needs): readonly Readonly<Record<string, readonly string[]>>[] {
  switch (needs) {
    case "anybody":
      return [];
    case "person":
    case "display":
    case "supervisor":
    case "administrator":
    case "owner":
      return [{ access: [] }];
    case "screen":
      return [{ screen: [] }];
    case "scraper":
      return [{ metrics: [] }];
    default:
      return needs satisfies never;
  }
}

const problem = lazy(() =>
  z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      instance: z.string().meta({ description: "The path that was asked." }),
      complaints: z.array(z.string()).optional().meta({ description: "A sentence for each mistake." }),
      needs: z.string().optional().meta({ description: 'Of a 403: the role that this needs, or "owner".' }),
    })
    .meta({
      id: "Problem",
      description: "RFC 9457. Titles and details are sentences for people, and may change.",
      examples: [
        {
          type: "about:blank",
          title: "Somebody was quicker",
          status: 409,
          detail:
            "`Maria` changed `goals` at 2026-11-22 19:41 UTC. Load it anew, and make your change again.",
          instance: "/api/tenants/acme/setup/goals",
        },
      ],
    }),
);

const problemResponse = lazy(
  (): ZodOpenApiResponseObject => ({
    id: "Problem",
    description: "What is wrong, and what to do.",
    content: { "application/problem+json": { schema: problem() } },
  }),
);

const tenant = lazy(() => tenantId.meta({ description: "The tenant's id.", examples: ["acme"] }));
const anyId = lazy(() => id().min(1).meta({ description: "Percent-encoded: ids may hold any character." }));

/** The names in an operation's path, in their order. */
export const namesIn = (path: string): readonly string[] =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);

/** What stands in an operation's path. `null` where nothing does. */
export function paramsOf({ path, params }: Operation): z.ZodObject | null {
  const own = params?.().shape ?? {};
  const names = namesIn(path);
  if (names.length === 0) return null;
  return z.object(
    Object.fromEntries(names.map((name) => [name, own[name] ?? (name === "tenant" ? tenant() : anyId())])),
  );
}

export function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  return { ...well(operation), default: problemResponse() };
}

function well({ id: operation, answer, media, status = 200 }: Operation): ZodOpenApiResponsesObject {
  if (media === "websocket") return { "101": { description: "The socket is open." } };
  const content =
    answer === undefined
      ? { [media ?? "text/plain"]: { schema: z.string() } }
      : { "application/json": { schema: answer() } };
  const done = { [`${status}` as const]: { description: "Done.", content } };
  // The same words in order and out of order, so that a monitor needs the status alone.
  return operation === "health"
    ? { ...done, "503": { description: "Something needs attention.", content } }
    : done;
}
