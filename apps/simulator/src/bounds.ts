/** The simulator's own bounds. They protect the simulator, and play a real server's limits; not the product's. */

/** Longest request line that is answered; beyond it 414, as servers and proxies do. */
export const MAX_URL_CHARS = 16_384;

/** Node's limit for all headers together, above the URL's so that our own answer comes first. */
export const MAX_HEADER_BYTES = 64 * 1_024;

export const MAX_BODY_BYTES = 64 * 1_024;

/** Nothing is expected from a stream client; larger frames close its socket. */
export const MAX_INBOUND_FRAME_BYTES = 64 * 1_024;

/** A stream client that does not read is cut off once this much waits for it. */
export const MAX_BUFFERED_BYTES = 64 * 1_024 * 1_024;

/** Messages that wait for their delay; beyond it new ones are lost, and counted as lost. */
export const MAX_DELAYED_MESSAGES = 200_000;

/** Tokens remembered per simulator, expired and revoked ones too; the oldest go first. */
export const MAX_TOKENS = 10_000;

/** The world is looked at no later than this, whatever it plans: holds and faults take effect by then. */
export const MAX_TICK_MS = 25;

export const MIN_TICK_MS = 2;

/** A pack of values is sent unfilled after this. */
export const MAX_PACK_MS = 200;

/** Between the two frames of a cut value. */
export const CUT_GAP_MS = 15;

export const MAX_FAULT_SECONDS = 24 * 3_600;
export const MAX_DELAY_MS = 10 * 60_000;
export const MAX_OVERSIZE_BYTES = 32 * 1_024 * 1_024;
export const MAX_TENANTS = 20;
export const MAX_SCENARIO_STEPS = 1_000;
export const MAX_STREAM_CLIENTS = 1_000;
