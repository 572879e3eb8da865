/** The one door to the upstream's dialects. */

export type { TokenResult, UsersResult } from "./guide/answers.ts";
export { type AgentsResult, readAgents, readToken, readUsers } from "./guide/answers.ts";
export { interpretedContracts } from "./guide/contracts.ts";
export {
  type OriginsResult,
  REGIONS,
  type Region,
  type Upstream,
  type UpstreamOrigins,
  upstreamOrigins,
} from "./guide/hosts.ts";
export type { HttpAnswer, HttpRefusal, HttpRequest } from "./guide/http.ts";
export {
  agentsRequest,
  type Credentials,
  chunkIds,
  skillsRequest,
  streamRequest,
  tokenRequest,
  usersRequest,
} from "./guide/requests.ts";
export { parseRetryAfter } from "./guide/retry-after.ts";
export { Secret } from "./guide/secret.ts";
export { readSkills, type SkillsResult } from "./guide/skills-answer.ts";
export { createSplitter, type SplitFrame, type SplitRefusal, type Splitter } from "./guide/splitter.ts";
export { type StreamInput, type Translation, translateMessage } from "./guide/translate.ts";
