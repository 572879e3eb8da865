/** What people may enter for each kind of sink. What is left out is filled from what was kept; see `read-sink.ts`. */
import { BOUNDS } from "@callboard/core";
import { z } from "zod";
import type { SinkKind } from "../sink.ts";
import { clean } from "../words/clean.ts";

const text = (error: string) => z.string({ error });

const id = text("`id` must be a text.")
  .max(BOUNDS.sinkIdCharsMax, { error: `\`id\` must have at most ${BOUNDS.sinkIdCharsMax} characters.` })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: "`id` must be of lower-case letters, digits and single hyphens, such as `night-shift`.",
  });

const name = text("`name` must be a text that people will know the sink by.")
  .transform((entered) => clean(entered, BOUNDS.nameCharsMax))
  .refine((cleaned) => cleaned !== "", {
    error: "`name` is empty; give the sink a name that people will know it by.",
  });

const address = (field: string) =>
  z
    .email({ error: `\`${field}\` must be an e-mail address, such as floor@example.com.` })
    .max(BOUNDS.emailAddressCharsMax, { error: `\`${field}\` holds an address that is too long.` });

const common = {
  id,
  name: name.optional(),
  enabled: z.boolean({ error: "`enabled` must be true or false." }).optional(),
};
const url = text("`url` must be a text.").optional();

const webhook = z.strictObject({
  ...common,
  kind: z.literal("webhook"),
  url,
  secret: text("`secret` must be a text.")
    .refine(isSigningSecret, {
      error:
        `\`secret\` must be \`whsec_\` and then base64 of ${BOUNDS.signingSecretBytesMin} to ` +
        `${BOUNDS.signingSecretBytesMax} random bytes; leave it out to be given one.`,
    })
    .optional(),
});
const slack = z.strictObject({ ...common, kind: z.literal("slack"), url });
const teams = z.strictObject({ ...common, kind: z.literal("teams"), url });
const pagerduty = z.strictObject({
  ...common,
  kind: z.literal("pagerduty"),
  routingKey: text("`routingKey` must be a text.")
    .regex(/^[A-Za-z0-9]{32}$/, {
      error:
        "`routingKey` must be the 32 letters and digits of an Events API v2 integration, without spaces.",
    })
    .optional(),
  serviceRegion: z
    .enum(["us", "eu"], { error: "`serviceRegion` must be `us` or `eu`, as the PagerDuty account is." })
    .optional(),
});
const email = z.strictObject({
  ...common,
  kind: z.literal("email"),
  from: address("from").optional(),
  to: z
    .array(address("to"), { error: "`to` must be a list of e-mail addresses." })
    .min(1, { error: "`to` must name at least one address." })
    .max(BOUNDS.emailRecipientsMax, {
      error: `\`to\` may name at most ${BOUNDS.emailRecipientsMax} addresses.`,
    })
    .optional(),
});

export const SHAPES = { webhook, slack, teams, pagerduty, email } as const satisfies Record<
  SinkKind,
  z.ZodType
>;
export const SINK_KINDS = [
  "webhook",
  "slack",
  "teams",
  "pagerduty",
  "email",
] as const satisfies readonly SinkKind[];

export type EnteredSink = z.infer<(typeof SHAPES)[SinkKind]>;

function isSigningSecret(secret: string): boolean {
  const base64 = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(secret)?.[1];
  if (base64 === undefined) return false;
  const bytes = (base64.length / 4) * 3 - (base64.match(/=/g)?.length ?? 0);
  return bytes >= BOUNDS.signingSecretBytesMin && bytes <= BOUNDS.signingSecretBytesMax;
}
