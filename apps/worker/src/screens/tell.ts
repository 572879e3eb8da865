/**
 * Speaks to the sockets of one screen, wherever they are. Those of its credential alone: a supervisor who looks at the same board is
 * neither closed nor asked to reload.
 */
import { CLOSE, type CloseName, encodeOrder, type OrderFrame } from "@callboard/protocol";
import { viewerSocket } from "../ports/viewer-socket.ts";

export type ScreenTelling =
  | { readonly kind: "order"; readonly order: OrderFrame }
  | { readonly kind: "close"; readonly why: CloseName };

/** Gives how many sockets were told. */
export type TellScreens = (screen: string, what: ScreenTelling) => number;

/** `dismiss` is called for each before it is closed: nothing more is sent to it. */
export function tellSockets(
  sockets: readonly WebSocket[],
  what: ScreenTelling,
  dismiss: (socket: WebSocket) => void,
): number {
  for (const socket of sockets) {
    if (what.kind === "order") viewerSocket(socket).send(encodeOrder(what.order));
    else {
      dismiss(socket);
      viewerSocket(socket).close(CLOSE[what.why], what.why);
    }
  }
  return sockets.length;
}
