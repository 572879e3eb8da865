// What the page shows of each fault; the parameters are those of src/faults/schema.ts, which has the last word.

const probability = (value) => ({ name: "probability", label: "probability", value });
const seconds = { name: "seconds", label: "for s" };
const lasting = (name, title, help, ...parameters) => ({
  name,
  key: name,
  title,
  help,
  isAct: false,
  parameters: [...parameters, seconds],
});
const act = (name, title, help, ...parameters) => ({ name, key: name, title, help, isAct: true, parameters });

const refuse = (where, title, help, status) => ({
  name: "refuse",
  key: `refuse:${where}`,
  fixed: { where },
  title,
  help,
  isAct: false,
  parameters: [
    { name: "status", label: "status", value: status },
    { name: "retryAfterSeconds", label: "Retry-After s" },
    probability(1),
    seconds,
  ],
});

export const FAULT_GROUPS = [
  {
    title: "Connection",
    faults: [
      act("drop", "Drop the sockets", "Every stream socket ends now; new ones are taken."),
      act("partition", "Partition", "Connections are reset and new ones too; heals by itself.", {
        name: "seconds",
        label: "for s",
        value: 20,
      }),
      lasting("silence", "Half-open silence", "Sockets stay open, nothing is sent, pings are not answered."),
      lasting("hang", "Hang", "What is asked is never answered; the connection stays.", {
        name: "where",
        label: "what",
        options: ["both", "handshake", "rest"],
      }),
      refuse("handshake", "Refuse the handshake", "401, 403, 429 or 5xx instead of a WebSocket.", 429),
      refuse("rest", "Refuse REST", "401, 403, 429 or 5xx for users, skills and agents.", 503),
      refuse("token", "Refuse tokens", "401, 429 or 5xx at sign-in.", 503),
      act("revoke", "Revoke all tokens", "Every token given so far is void from now on."),
    ],
  },
  {
    title: "Messages",
    faults: [
      lasting(
        "delay",
        "Delay",
        "Every message is late.",
        { name: "ms", label: "ms", value: 500 },
        { name: "jitterMs", label: "jitter ms", value: 0 },
      ),
      lasting("lose", "Lose", "Messages never arrive.", probability(0.1)),
      lasting("duplicate", "Duplicate", "Messages come twice.", probability(0.1)),
      lasting("reorder", "Reorder", "Messages are overtaken by later ones.", probability(0.2), {
        name: "ms",
        label: "within ms",
        value: 1000,
      }),
      lasting("garble", "Garble", "Messages are damaged and no longer JSON.", probability(0.05)),
      lasting(
        "short-states",
        "Miss short states",
        "States shorter than this are never sent; the others come that much later.",
        {
          name: "ms",
          label: "shorter than ms",
          value: 2000,
        },
      ),
      lasting(
        "unknown-type",
        "Unknown types",
        "Messages of a type nobody knows come in between.",
        probability(0.05),
      ),
      lasting(
        "unknown-state",
        "Unknown states",
        "Agents appear in a state that the guide does not name.",
        probability(0.05),
      ),
      lasting("oversize", "Oversize messages", "Very large messages come in between.", probability(0.01), {
        name: "bytes",
        label: "bytes",
        value: 2000000,
      }),
      lasting("skew", "Clock skew", "Every timestamp is off by this.", {
        name: "ms",
        label: "ms",
        value: 120000,
      }),
    ],
  },
  {
    title: "Frames",
    faults: [
      lasting("cut", "Cut values", "A value begins in one frame and ends in the next.", probability(0.3)),
      lasting(
        "pack",
        "Pack values",
        "Several values share a frame.",
        { name: "values", label: "values", value: 5 },
        {
          name: "separator",
          label: "separator",
          options: ["newline", "none"],
        },
      ),
    ],
  },
  {
    title: "REST",
    faults: [
      lasting("slow-rest", "Slow REST", "Answers take their time.", { name: "ms", label: "ms", value: 5000 }),
      lasting("empty-arrays", "Empty arrays", "Lists are [] with status 200.", {
        name: "where",
        label: "lists",
        options: ["both", "users", "agents"],
      }),
      lasting("partial-lists", "Partial lists", "Rows are missing from lists.", probability(0.2)),
    ],
  },
];
