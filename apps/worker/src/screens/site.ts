/** From which site somebody asks, so that nobody is many by having many addresses. What is counted by it is open to everybody. */

/** One site has 48 bits of an address at least: less, as some providers give, and its neighbours are counted with it. */
const GROUPS_OF_A_SITE = 3;
const GROUPS = 8;

/** All IPv6 addresses of one site count as one. `::` stands for zeros, and is written out for that. */
export function siteOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [before = [], after = []] = address
    .toLowerCase()
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array.from({ length: Math.max(0, GROUPS - before.length - after.length) }, () => "0");
  const groups = address.includes("::") ? [...before, ...zeros, ...after] : before;
  return groups.slice(0, GROUPS_OF_A_SITE).join(":");
}
