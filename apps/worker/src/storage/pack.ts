/** gzip, there and back. The platform has it as a stream only. */

/** The text's bytes, packed. */
export const pack = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(
    await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
  );

/** The text again; rejects for what is no gzip. */
export const unpack = (bytes: ArrayBuffer | Uint8Array): Promise<string> =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
