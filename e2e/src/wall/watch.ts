/**
 * Notes everything a page does that a wall must never do: errors in the console, exceptions, dialogs, refusals by a
 * content security policy, requests to anybody but its own server.
 */
import type { Page } from "playwright-core";

/** Complaints about a page, as they come; empty is right. */
export function watchPage(page: Page, origin: string): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    const type = message.type();
    if (type === "error" || type === "warning") complaints.push(`console ${type}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => complaints.push(`popup: ${popup.url()}`));
  page.on("request", (request) => {
    const url = request.url();
    const isOwn = new URL(url).origin === origin;
    if (!isOwn) complaints.push(`request elsewhere: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on("websocket", (socket) => {
    const own = origin.replace(/^http/, "ws");
    if (new URL(socket.url()).origin !== own) complaints.push(`socket elsewhere: ${socket.url()}`);
  });
  return complaints;
}
