// Looks at local ports before anything is started, so that a taken one is a clear sentence and not a crash
// half a minute later. It must never leave a port bound.

import { createServer } from "node:net";

const HOST = "127.0.0.1";

/**
 * @param {number} port
 * @returns {Promise<"free" | "taken" | "refused">} `refused` when this user may not bind the port at all
 */
export function lookAtPort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code === "EADDRINUSE" ? "taken" : "refused"));
    probe.listen({ port, host: HOST, exclusive: true }, () => probe.close(() => resolve("free")));
  });
}

/**
 * @param {{ port: number, option: string, whatFor: string }[]} wanted
 * @returns {Promise<string[]>} one sentence per port that cannot be used; empty when all are free
 */
export async function portComplaints(wanted) {
  const complaints = [];
  for (const { port, option, whatFor } of wanted) {
    const state = await lookAtPort(port);
    if (state === "taken") {
      complaints.push(
        `Port ${port} on ${HOST} (${whatFor}) is taken by another program. ` +
          `Stop that program, or choose another port: npm start -- ${option} ${port + 10}`,
      );
    } else if (state === "refused") {
      complaints.push(
        `Port ${port} on ${HOST} (${whatFor}) may not be opened by this user. ` +
          `Choose one above 1023: npm start -- ${option} 8787`,
      );
    }
  }
  return complaints;
}
