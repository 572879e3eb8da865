/** What faults.js, plain JavaScript for the browser, looks like to the test that holds it to the schema. */

interface Parameter {
  name: string;
  label: string;
  value?: number;
  options?: string[];
}

interface ShownFault {
  name: string;
  key: string;
  title: string;
  help: string;
  isAct: boolean;
  fixed?: Record<string, string>;
  parameters: Parameter[];
}

/** @public Taken by the browser's page, where no tool of ours looks. */
export const FAULT_GROUPS: { title: string; faults: ShownFault[] }[];
