/** What one operation of the API is: where it is, who may ask it, what goes in and what comes out. */
import type { Role } from "@callboard/tenancy";
import type { z } from "zod";
import type { Lazy } from "./lazy.ts";

/**
 * Who may. `anybody`: without any sign-in. `person`: whoever is signed in. A role: of the tenant in the address.
 * `owner`: who runs the deployment. `screen`: a paired television, by its cookie; its tenant and board come from that.
 * `scraper`: the token for metrics.
 */
export type Needs = "anybody" | "person" | Role | "owner" | "screen" | "scraper";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** From `/api` on, with parameters as `{name}`. */
  readonly path: string;
  readonly needs: Needs;
  /** One sentence, for the document. */
  readonly summary: string;
  /** What else is to be known. */
  readonly more?: string;
  /** What of the path is no plain id. */
  readonly params?: Lazy<z.ZodObject>;
  /** Lists are given as the same name several times. */
  readonly query?: Lazy<z.ZodObject>;
  /** What is sent as JSON; left out where nothing is. */
  readonly body?: Lazy<z.ZodType>;
  /** Such a body, for the document. */
  readonly example?: unknown;
  /** What a 2xx carries as JSON; left out where it is something else (`media`). */
  readonly answer?: Lazy<z.ZodType>;
  /** 200 where nothing is said; 201 of what is made anew. */
  readonly status?: 200 | 201;
  /** What comes out where it is no JSON: a socket, CSV, plain text. */
  readonly media?: string;
}
