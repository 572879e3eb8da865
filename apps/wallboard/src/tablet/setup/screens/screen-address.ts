/** The address that a television opens. */
export function screenAddress(origin: string, tenant: string, screenId: string): string {
  return `${origin}/?${new URLSearchParams({ tenant, screen: screenId })}`;
}

export function boardAddress(origin: string, tenant: string, boardId: string): string {
  return `${origin}/?${new URLSearchParams({ tenant, board: boardId })}`;
}
