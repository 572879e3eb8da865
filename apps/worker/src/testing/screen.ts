/** A screen for the tests inside workerd: the real socket, the real decoder, the real replica. */
import {
  applyFrame,
  createDecoder,
  createReplica,
  type Decoder,
  helloOf,
  type OrderFrame,
  type Replica,
  type ScreenDevice,
  type ServerFrame,
} from "@callboard/protocol";
import type { TestTenant } from "./tenant.ts";

export interface Screen {
  readonly replica: Replica;
  readonly decoder: Decoder;
  readonly frames: ServerFrame[];
  readonly orders: OrderFrame[];
  readonly closed: { code: number; reason: string }[];
  readonly socket: WebSocket;
  send(frame: unknown): void;
}

/** Opens a screen and says hello; one that is `resumed` goes on from what the other held when it was cut off. */
export async function openScreen(
  tenant: Pick<TestTenant, "live">,
  resumed: Screen | null = null,
  query = "",
  device: ScreenDevice | null = null,
): Promise<Screen> {
  const response = await tenant.live(query);
  const socket = response.webSocket;
  if (socket === null) throw new Error(`no socket but status ${response.status}`);
  const screen: Screen = {
    replica: resumed?.replica ?? createReplica(),
    decoder: resumed?.decoder ?? createDecoder(),
    frames: [],
    orders: [],
    closed: [],
    socket,
    send: (frame) => socket.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
  };
  socket.addEventListener("message", ({ data }) => {
    const decoded = screen.decoder.decode(String(data));
    if (decoded.kind === "invalid") throw new Error(decoded.detail);
    if (decoded.kind === "order") {
      screen.orders.push(decoded.order);
      return;
    }
    screen.frames.push(decoded.frame);
    applyFrame(screen.replica, decoded.frame);
  });
  socket.addEventListener("close", ({ code, reason }) => {
    screen.closed.push({ code, reason });
  });
  socket.accept();
  screen.send(helloOf(screen.replica, device));
  return screen;
}
