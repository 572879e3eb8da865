/** A screen's socket as the hub sees it. Sending to one that has gone is harmless: its close event tells the rest. */
import type { ViewerSocket } from "@callboard/desk";
import { CLOSE, type CloseName } from "@callboard/protocol";

export function viewerSocket(socket: WebSocket, onClose: () => void = () => undefined): ViewerSocket {
  return {
    send(text) {
      try {
        socket.send(text);
      } catch {
        // Closed between two events; the runtime reports it on its own.
      }
    },
    close(code, reason) {
      onClose();
      try {
        socket.close(code, reason);
      } catch {
        // Closed already, which is all that was wanted.
      }
    },
    buffered: () => bufferedBytes(socket),
  };
}

/** workerd has `bufferedAmount` from a runtime of November 2026 on; before it the acknowledgements must do. */
function bufferedBytes(socket: WebSocket): number | null {
  const amount: unknown = Reflect.get(socket, "bufferedAmount");
  return typeof amount === "number" ? amount : null;
}

/** A socket that is opened to say why there is none: a browser is not told the status of an upgrade that was refused. */
export function closedUpgrade(why: CloseName): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(CLOSE[why], why);
  return new Response(null, { status: 101, webSocket: client });
}

/** Closes our side as the other has closed its own. 1005 and 1006 stand for "no code came" and may not be sent. */
export function answerClose(socket: WebSocket, code: number): void {
  const isSendable = code === 1000 || (code >= 3000 && code <= 4999);
  viewerSocket(socket).close(isSendable ? code : 1000, "");
}
