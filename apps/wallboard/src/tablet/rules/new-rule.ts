/** What a new rule begins as: the guide's own first rule, without a name. */
export const newRule = (advice: string) => ({
  name: "",
  enabled: true,
  severity: "medium",
  scope: { of: "agents" },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "stateSeconds", above: 900 },
    ],
  },
  holdSeconds: 0,
  clear: null,
  keepFiringSeconds: 0,
  cooldownSeconds: 300,
  hours: "always",
  sinks: "all",
  advice,
});
