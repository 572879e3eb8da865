// Two places for the simulated centre, so that clocks and boards of several sites have something to show. They are
// written once, through the same address as a person's own, and never over what somebody wrote.

import { askJson } from "./status.mjs";

const DAILY = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "06:00", to: "23:00" }];

/**
 * @param {string} tenantUrl `…/api/tenants/demo`
 * @returns {Promise<boolean>} whether the sites were written just now
 */
export async function giveDemoSites(tenantUrl) {
  const { calendar, changed } = /** @type {any} */ ((await askJson(`${tenantUrl}/calendar`)) ?? {});
  const { teams } = /** @type {any} */ ((await askJson(`${tenantUrl}/directory`)) ?? {});
  if (changed !== null || calendar === undefined || !Array.isArray(teams) || teams.length < 2) return false;
  const answer = await fetch(`${tenantUrl}/calendar`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...calendar, sites: sitesOf(teams, calendar.zone), by: "demo" }),
  }).catch(() => null);
  return answer?.ok === true;
}

/**
 * The first half of the teams works in the centre's own zone, the second a few hours further east.
 *
 * @param {string[]} teams
 * @param {string} zone
 */
export function sitesOf(teams, zone) {
  const half = Math.ceil(teams.length / 2);
  const hours = { queues: [], open: DAILY, holidays: [] };
  return [
    { id: "main", name: "Main site", zone, teams: teams.slice(0, half), ...hours },
    { id: "halifax", name: "Halifax", zone: "America/Halifax", teams: teams.slice(half), ...hours },
  ];
}
