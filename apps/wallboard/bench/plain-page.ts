/**
 * The baseline of `bench:wall`: the least that any page must do with the same frames. It parses each as JSON and writes the
 * changed agents into plain boxes by hand, as many as a full page of the wall has, and ticks one time a second in each. No
 * framework, no replica, no labels of age: what a wall costs above it is what the wall adds.
 */
export const PLAIN_PAGE = `<!doctype html><meta charset="utf-8"><title>Plain boxes</title>
<style>
  body { margin: 0; display: grid; grid-template-columns: repeat(20, 1fr); gap: 2px; font: 16px sans-serif; }
  div { contain: layout style paint; height: 44px; overflow: hidden; white-space: nowrap; }
</style>
<body>
<script>
  const BOXES = 200;
  const boxes = Array.from({ length: BOXES }, () => document.body.appendChild(document.createElement("div")));
  const since = boxes.map(() => 0);
  const socket = new WebSocket("ws://" + location.host + "/api/tenants/demo/live");
  socket.onopen = () => socket.send(JSON.stringify({ type: "hello", version: 0, epoch: null, seq: null }));
  const waiting = new Map();
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    const agents = frame[0] === 0 ? frame[11] : frame[0] === 1 ? frame[9] : [];
    if (waiting.size === 0) requestAnimationFrame(draw);
    for (const agent of agents) if (agent[0] < BOXES) waiting.set(agent[0], agent);
  };
  function draw() {
    for (const [place, agent] of waiting) {
      since[place] = Date.now();
      boxes[place].textContent = agent[0] + " " + agent[1] + " " + agent[3];
    }
    waiting.clear();
  }
  let turn = 0;
  setInterval(() => {
    turn = (turn + 1) % 10;
    for (let place = turn; place < BOXES; place += 10)
      boxes[place].textContent = place + " " + Math.floor((Date.now() - since[place]) / 1000);
  }, 100);
</script>`;
