// The control page: shows the tenants, switches their faults, holds agents, surges queues. Runs in the
// browser as it stands. Every name is a stranger's string: it goes to `textContent`, never into markup.

import { FAULT_GROUPS } from "./faults.js";

const STATES = ["READY", "NOT_READY", "CALL", "AFTER_CALL_WORK", "WRAP_UP", "SIGNED_OUT"];
const REFRESH_MS = 1_000;

const byId = (id) => document.getElementById(id);
let tenant = null;
const cards = new Map();

function element(tag, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

async function call(method, path, body) {
  const query =
    tenant === null ? "" : `${path.includes("?") ? "&" : "?"}tenant=${encodeURIComponent(tenant)}`;
  const response = await fetch(`/_control${path}${query}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error_description ?? response.statusText);
  return answer;
}

async function attempt(action) {
  const problem = byId("problem");
  try {
    await action();
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error instanceof TypeError ? "The simulator does not answer." : error.message;
    problem.hidden = false;
  }
}

// ---------------------------------------------------------------- faults

function parameterInput(parameter) {
  const { name, value, options } = parameter;
  const input = options
    ? element(
        "select",
        { name },
        options.map((option) => element("option", { value: option, textContent: option })),
      )
    : element("input", { name, type: "number", value: value ?? "", step: "any" });
  const label = element("label", { textContent: parameter.label ?? name }, [input]);
  return {
    label,
    read: () => (input.value === "" ? undefined : options ? input.value : Number(input.value)),
  };
}

function faultCard(fault) {
  const inputs = fault.parameters.map((parameter) => [parameter.name, parameterInput(parameter)]);
  const until = element("small", { className: "until" });
  const button = element("button", { type: "button", textContent: fault.isAct ? "Do it" : "Off" });
  const card = element("div", { className: "fault" }, [
    element("div", {}, [element("strong", { textContent: fault.title }), " ", until]),
    button,
    element("small", { textContent: fault.help }),
    element(
      "div",
      { className: "parameters" },
      inputs.map(([, input]) => input.label),
    ),
  ]);
  const command = (on) => ({
    fault: fault.name,
    ...fault.fixed,
    ...Object.fromEntries(inputs.map(([name, input]) => [name, input.read()])),
    ...(fault.isAct ? {} : { on }),
  });
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    void attempt(async () => showOverview(await call("POST", "/faults", command(on))));
  });
  if (!fault.isAct) button.setAttribute("aria-pressed", "false");
  cards.set(fault.key, { card, button, until, isAct: fault.isAct });
  return card;
}

function buildFaults() {
  for (const group of FAULT_GROUPS) {
    byId("faults").append(element("div", { className: "group", textContent: group.title }));
    for (const fault of group.faults) byId("faults").append(faultCard(fault));
  }
}

function showFaults(own) {
  const active = new Map(
    own.faults.map((fault) => [
      fault.where && fault.fault === "refuse" ? `refuse:${fault.where}` : fault.fault,
      fault,
    ]),
  );
  if (own.partitionUntilMs !== null) active.set("partition", { untilMs: own.partitionUntilMs });
  for (const [key, { card, button, until, isAct }] of cards) {
    const fault = active.get(key);
    card.classList.toggle("on", fault !== undefined);
    const left = fault?.untilMs ? Math.max(0, Math.ceil((fault.untilMs - own.nowMs) / 1_000)) : null;
    until.textContent = left === null ? "" : `${left} s left`;
    if (isAct) continue;
    button.setAttribute("aria-pressed", String(fault !== undefined));
    button.textContent = fault === undefined ? "Off" : "On";
  }
}

// ---------------------------------------------------------------- tenants and counters

function showOverview({ tenants }) {
  const own = tenants.find((each) => each.tenant === tenant) ?? tenants[0];
  const local = new Date(own.nowMs).toLocaleTimeString("en-GB", { timeZone: own.zone });
  byId("summary").textContent =
    `${own.agents} agents, ${own.queues} queues, seed ${own.seed}, speed ${own.speed} · ${own.zone} ${local} · ` +
    `${own.clients} stream client${own.clients === 1 ? "" : "s"}`;
  showFaults(own);
  byId("counters").replaceChildren(
    ...Object.entries(own.counters).flatMap(([name, count]) => {
      const className = count === 0 ? "zero" : "";
      return [
        element("dt", { className, textContent: name.replace(/([A-Z])/g, " $1").toLowerCase() }),
        element("dd", { className, textContent: count.toLocaleString("en") }),
      ];
    }),
  );
}

function buildTenants(names) {
  tenant = names[0];
  const buttons = names.map((name) => element("button", { type: "button", textContent: name }));
  const mark = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.textContent === tenant));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      tenant = button.textContent;
      mark();
      void attempt(refresh);
    });
  }
  mark();
  byId("tenants").replaceChildren(...buttons);
}

// ---------------------------------------------------------------- the floor

const duration = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const pad = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  return `${hours > 0 ? `${hours}:` : ""}${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
};

function queueRow(queue) {
  const surge = element("button", { type: "button", textContent: "Surge" });
  surge.title = "Five times the arrivals for two minutes";
  surge.addEventListener("click", () => {
    void attempt(() =>
      call("POST", `/queues/${encodeURIComponent(queue.id)}/surge`, { factor: 5, seconds: 120 }),
    );
  });
  return element("tr", {}, [
    element("td", { textContent: queue.name, title: queue.name }),
    element("td", { className: "number", textContent: queue.waiting }),
    element("td", { className: "number", textContent: duration(queue.longestWaitMs) }),
    element("td", {}, [surge]),
  ]);
}

function agentRow(agent, atMs) {
  const path = `/agents/${encodeURIComponent(agent.id)}/state`;
  const choice = element("select", { ariaLabel: `Hold ${agent.name} in a state` }, [
    element("option", { value: "", textContent: "free" }),
    ...STATES.map((state) => element("option", { value: state, textContent: state })),
  ]);
  choice.value = agent.isForced ? agent.state : "";
  choice.addEventListener("change", () => {
    const state = choice.value;
    void attempt(() => (state === "" ? call("DELETE", path) : call("POST", path, { state })));
    choice.blur();
  });
  return element("tr", { className: agent.isForced ? "held" : "" }, [
    element("td", { textContent: agent.name, title: `${agent.name} · ${agent.teamName}` }),
    element("td", { textContent: agent.statusCode, title: `${agent.state} · ${agent.statusCode}` }),
    element("td", { className: "number", textContent: duration(atMs - agent.sinceMs) }),
    element("td", {}, [choice]),
  ]);
}

function showFloor(glance) {
  const states = [...glance.states].sort(
    (one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state),
  );
  byId("states").replaceChildren(
    ...[...states, { state: "routable", count: glance.routable }].map(({ state, count }) =>
      element("span", { textContent: state }, [element("b", { textContent: count })]),
    ),
  );
  const queues = [...glance.queues]
    .sort((one, other) => other.longestWaitMs - one.longestWaitMs)
    .slice(0, 12);
  byId("queues").tBodies[0].replaceChildren(...queues.map(queueRow));
  // A list that somebody is choosing from must not be pulled away.
  if (byId("agents").contains(document.activeElement)) return;
  byId("agents").tBodies[0].replaceChildren(
    ...glance.agents.slice(0, 14).map((agent) => agentRow(agent, glance.atMs)),
  );
}

async function refresh() {
  showOverview(await call("GET", ""));
  showFloor(await call("GET", `/glance?search=${encodeURIComponent(byId("search").value)}`));
}

async function begin() {
  buildFaults();
  byId("calm").addEventListener("click", () => {
    void attempt(async () => showOverview(await call("DELETE", "/faults")));
  });
  await attempt(async () => {
    const { tenants } = await call("GET", "");
    buildTenants(tenants.map((each) => each.tenant));
  });
  const keepFresh = async () => {
    if (!document.hidden) await attempt(refresh);
    setTimeout(keepFresh, REFRESH_MS);
  };
  await keepFresh();
}

await begin();
