import { describe, expect, it } from "vitest";
import { HELP, readOptions } from "./options.mjs";

const optionsOf = (...args) => readOptions(args, {}).options;
const complaintsOf = (...args) => readOptions(args, {}).complaints;

describe("the options of npm start", () => {
  it("without any: 500 agents, 30 queues, both usual ports", () => {
    expect(optionsOf()).toMatchObject({ port: 8787, simulatorPort: 8788, agents: 500, queues: 30, speed: 1 });
  });

  it("takes those of the README", () => {
    const words = "--agents 2000 --queues 100 --seed 7 --speed 10 --port=9000 --fresh".split(" ");
    expect(optionsOf(...words)).toMatchObject({
      agents: 2000,
      queues: 100,
      seed: 7,
      speed: 10,
      port: 9000,
      isFresh: true,
    });
  });

  it.each([
    [["--agent", "5"], "--agent is not an option"],
    [["--__proto__", "5"], "--__proto__ is not an option"],
    [["five"], '"five" is not an option'],
    [["--agents"], "--agents needs a value"],
    [["--agents", "--queues", "3"], "--agents needs a value"],
    [["--agents", "0"], "--agents must be a whole number"],
    [["--agents", "1.5"], "--agents must be a whole number"],
    [["--agents", ""], "--agents needs a value"],
    [["--port", "70000"], "--port must be a whole number"],
    [["--port", "8788"], "--port and --simulator-port must differ"],
    [["--speed", "fast"], "--speed must be a number"],
    [["--zone", "Europe/Bonn"], "--zone Europe/Bonn is not an IANA zone"],
    [["--client-id", "a"], "--client-id needs --upstream"],
    [
      ["--upstream", "http://127.0.0.1:9100/api", "--client-id", "a", "--client-secret", "b"],
      "--upstream must be an origin",
    ],
    [["--upstream", "http://127.0.0.1:9100", "--client-secret", "b"], "--upstream needs --client-id"],
    [["--upstream", "http://127.0.0.1:9100", "--client-id", "a"], "--upstream needs --client-secret"],
    [
      ["--upstream", "http://127.0.0.1:9100", "--client-id", "a", "--client-secret", "b", "--seed", "3"],
      "--seed is for the simulator",
    ],
  ])("%j is refused in a sentence", (args, sentence) => {
    expect(complaintsOf(...args).join("\n")).toContain(sentence);
  });

  it("takes the secret from the environment, where no process list shows it", () => {
    const read = readOptions(["--upstream", "http://127.0.0.1:9100", "--client-id", "a"], {
      CALLBOARD_CLIENT_SECRET: "s",
    });
    expect(read.options.upstream).toEqual({
      origin: "http://127.0.0.1:9100",
      clientId: "a",
      clientSecret: "s",
    });
  });

  it("explains every option that it takes", () => {
    expect(readOptions(["--help"], {}).kind).toBe("help");
    for (const name of ["port", "scenario", "upstream", "fresh"]) expect(HELP).toContain(`--${name}`);
  });
});
