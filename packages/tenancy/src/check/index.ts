/** The connection check's decisions: what each step found means, and what to do about it. Whoever runs the steps is elsewhere. */
export { type Finding, skipped } from "./finding.ts";
export {
  type HostProbe,
  hostFinding,
  scopesFinding,
  skillsFinding,
  tokenFinding,
  usersFinding,
} from "./rest-findings.ts";
export {
  type Clocks,
  clockFinding,
  firstEventFinding,
  type Handshake,
  type Heard,
  streamFinding,
} from "./stream-findings.ts";
