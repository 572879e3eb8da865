/** What the tests use of puppeteer as it was in 2018 and 2019, which brought no types. */

export interface OldPage {
  setViewport(size: { width: number; height: number; deviceScaleFactor: number }): Promise<void>;
  goto(url: string): Promise<unknown>;
  evaluate<Given>(script: string): Promise<Given>;
  screenshot(options: { path: string }): Promise<unknown>;
  on(event: "pageerror", listener: (error: Error) => void): void;
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  on(event: "requestfailed", listener: (request: { url(): string }) => void): void;
}

export interface OldBrowser {
  version(): Promise<string>;
  newPage(): Promise<OldPage>;
  close(): Promise<void>;
}

export interface OldPuppeteer {
  launch(options: {
    executablePath: string;
    args: readonly string[];
    headless: boolean;
    timeout: number;
    userDataDir: string;
    env?: Readonly<Record<string, string>>;
  }): Promise<OldBrowser>;
}
