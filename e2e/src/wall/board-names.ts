/**
 * Lets a tenant's default board tell full names, as somebody would in the setup: a wall's address alone can only ask for less
 * than its board tells. Where nobody answers there is nothing to set, and the test sees what its wall makes of that.
 */
interface Board {
  readonly id: string;
  readonly names: string;
}
interface View {
  readonly name: string;
  readonly revision: number;
  readonly value: readonly Board[];
}

const DEFAULT_BOARD = "floor";
/** Tests of one tenant may run side by side, and then one of them is quicker. */
const TRIES = 3;

export async function tellFullNames(origin: string, tenant: string): Promise<void> {
  const path = `${origin}/api/tenants/${encodeURIComponent(tenant)}/setup`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await fetch(path).catch(() => null);
    if (answer?.ok !== true) return;
    const views = (await answer.json()) as readonly View[];
    const boards = views.find(({ name }) => name === "boards");
    if (
      boards === undefined ||
      boards.value.every(({ id, names }) => id !== DEFAULT_BOARD || names === "full")
    )
      return;
    const value = boards.value.map((board) =>
      board.id === DEFAULT_BOARD ? { ...board, names: "full" } : board,
    );
    const body = JSON.stringify({ by: "e2e", revision: boards.revision, value });
    const headers = { "content-type": "application/json" };
    const put = await fetch(`${path}/boards`, { method: "PUT", headers, body });
    if (put.ok) return;
  }
  throw new Error(`the default board of ${tenant} could not be set to tell full names`);
}
