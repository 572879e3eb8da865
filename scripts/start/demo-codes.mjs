// What the simulated centre's own status codes mean, as a customer would tell Callboard. Without it an agent
// who is READY_TRAINING would count as one who takes calls: the guide's trap.

const works = (label) => ({ label, takesContacts: true });
const doesNot = (label) => ({ label, takesContacts: false });

/** By code; `packages/world` sends these. */
export const DEMO_STATUS_CODES = {
  AVAILABLE: works("Available"),
  READY_OUTBOUND_ONLY: doesNot("Outbound only"),
  READY_TRAINING: doesNot("In training"),
  BREAK: doesNot("Break"),
  LUNCH: doesNot("Lunch"),
  PERSONAL: doesNot("Personal time"),
  BACK_OFFICE: doesNot("Back office"),
  COACHING: doesNot("Coaching"),
  TEAM_MEETING: doesNot("Team meeting"),
  SYSTEM_ISSUE: doesNot("System issue"),
  RONA: doesNot("Missed a ring"),
};
