/** E-mail through Cloudflare's own binding, which writes the message itself from what it is given. */
import type { Delivery, DeliveryAnswer } from "@callboard/notices";

type EmailDelivery = Extract<Delivery, { kind: "email" }>;

const NO_BINDING =
  "This deployment cannot send e-mail. Give its environment in wrangler.jsonc a send_email binding (docs/sinks.md), deploy it, and send the notice again.";

/** Without the binding no try can ever do better than the first, so it is we who refuse. */
export async function sendEmail(
  binding: SendEmail | undefined,
  { from, to, subject, text, headers }: EmailDelivery,
): Promise<DeliveryAnswer> {
  if (binding === undefined) return { kind: "failed", why: "refusedByUs", detail: NO_BINDING };
  try {
    await binding.send({ from, to: [...to], subject, text, headers: { ...headers } });
    return { kind: "sent" };
  } catch (error) {
    return { kind: "failed", why: "email", detail: wordsOf(error) };
  }
}

/** The binding's errors carry a code such as E_SENDER_NOT_VERIFIED, by which they are judged; it goes first. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return "The platform gave no reason.";
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? `${code}: ${error.message}` : error.message;
}
