/** The guide's own JSON examples, as they stand there. Used by tests only. */
export const GUIDE_AGENT_EXAMPLE = `{
"type": "agent_state_change",
"timestamp": "2024-05-15T14:32:10.000Z",
"data": {
"user_id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
"state": "CALL",
"state_code": "ON_CALL",
"queue_id": "q9x8y7z6-w5v4-3210-fedc-ba0987654321",
"call_id": "call_123456789",
"direction": "INBOUND",
"duration_seconds": 45,
"last_updated": "2024-05-15T14:32:10.000Z"
}
}`;

export const GUIDE_QUEUE_EXAMPLE = `{
"type": "queue_stats_update",
"timestamp": "2024-05-15T14:32:12.000Z",
"data": {
"queue_id": "q9x8y7z6-w5v4-3210-fedc-ba0987654321",
"wait_time_seconds": 120,
"abandoned_count": 3,
"available_agents": 4,
"call_volume_1h": 145,
"service_level_pct": 78.5
}
}`;

/** Our assumption (DIALECT.md): the guide names interaction events and shows none. */
export const INTERACTION_EXAMPLE = `{"type":"interaction_state_change","timestamp":"2024-05-15T14:32:10.000Z",
"data":{"interaction_id":"call_123456789","queue_id":"q9x8y7z6-w5v4-3210-fedc-ba0987654321",
"user_id":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","phase":"ANSWERED","media":"voice","direction":"INBOUND",
"queued_at":"2024-05-15T14:31:40.000Z","offered_at":"2024-05-15T14:32:04.000Z",
"answered_at":"2024-05-15T14:32:10.000Z","ended_at":null,"last_updated":"2024-05-15T14:32:10.000Z"}}`;
