/** Reads a body with a bound, so that an upstream, or a caller, gone wild cannot fill the memory of everybody else. */

export type BodyRead = { readonly kind: "text"; readonly text: string } | { readonly kind: "tooLarge" };

/** The body as text, or `tooLarge` as soon as more than `maxBytes` have come. */
export async function readBody(response: Pick<Response, "body">, maxBytes: number): Promise<BodyRead> {
  if (response.body === null) return { kind: "text", text: "" };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { kind: "text", text: text + decoder.decode() };
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return { kind: "tooLarge" };
    }
    text += decoder.decode(value, { stream: true });
  }
}
