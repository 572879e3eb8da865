import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAllowedUrl } from "./allowed-url.ts";

const judged = (url: string, isLocal = false) => isAllowedUrl(url, { isLocal }).kind;

describe("[O2] an address of the public internet, over https on 443, is allowed", () => {
  test.each([
    ["https://hooks.example.com/x"],
    ["https://hooks.example.com:443/x?y=1#z"],
    ["HTTPS://Hooks.Example.COM/x"],
    ["https://xn--bcher-kva.example.com/"],
    ["https://bücher.example.com/"],
    ["https://1.example.com/"],
    ["https://localhost.example.com/"],
    ["https://internal.example.com/"],
  ])("%s", (url) => expect(judged(url)).toBe("allowed"));

  test("and is given back as a browser writes it, so that what is kept is what was judged", () => {
    expect(isAllowedUrl("https://HOOKS.example.com:443/a b\n", { isLocal: false })).toEqual({
      kind: "allowed",
      url: "https://hooks.example.com/a%20b",
      host: "hooks.example.com",
    });
  });
});

const HOSTILE = [
  ["plain http", "http://hooks.example.com/"],
  ["another scheme", "ftp://hooks.example.com/"],
  ["a file", "file:///etc/passwd"],
  ["data", "data:text/plain,hello"],
  ["javascript", "javascript:alert(1)"],
  ["another port", "https://hooks.example.com:8443/"],
  ["port 80 under https", "https://hooks.example.com:80/"],
  ["a name before the host", "https://user@hooks.example.com/"],
  ["a name and password", "https://user:pass@hooks.example.com/"],
  ["a host that looks like a name", "https://hooks.example.com@127.0.0.1/"],
  ["loopback", "https://127.0.0.1/"],
  ["loopback, dot at the end", "https://127.0.0.1./"],
  ["a decimal address", "https://2130706433/"],
  ["a hexadecimal address", "https://0x7f000001/"],
  ["an octal address", "https://0177.0.0.1/"],
  ["a hexadecimal part", "https://0x7f.0.0.1/"],
  ["a short address", "https://127.1/"],
  ["a shorter one", "https://0/"],
  ["full-width digits", "https://１２７.０.０.１/"],
  ["ideographic full stops", "https://127。0。0。1/"],
  ["percent-encoded digits", "https://%31%32%37.0.0.1/"],
  ["the cloud's metadata", "https://169.254.169.254/latest/meta-data/"],
  ["a private address", "https://10.0.0.1/"],
  ["a public address without a name", "https://93.184.216.34/"],
  ["IPv6 loopback", "https://[::1]/"],
  ["IPv6", "https://[2606:4700::1111]/"],
  ["IPv4 in IPv6", "https://[::ffff:127.0.0.1]/"],
  ["IPv4 in IPv6, hexadecimal", "https://[::ffff:7f00:1]/"],
  ["NAT64", "https://[64:ff9b::7f00:1]/"],
  ["localhost", "https://localhost/"],
  ["localhost, dot at the end", "https://localhost./"],
  ["LOCALHOST", "https://LOCALHOST/"],
  ["below localhost", "https://api.localhost/"],
  ["mDNS", "https://printer.local/"],
  ["mDNS, dot at the end", "https://printer.local./"],
  ["the cloud's inside", "https://metadata.google.internal/"],
  ["an intranet", "https://wiki.intranet/"],
  ["a home network", "https://router.home.arpa/"],
  ["a LAN", "https://nas.lan/"],
  ["Tor", "https://hidden.onion/"],
  ["a single label", "https://intranet/"],
  ["a single label, dot at the end", "https://intranet./"],
  ["an empty label", "https://hooks..example.com/"],
  ["a last label that begins with a digit", "https://hooks.example.0com/"],
  ["no address", "hooks.example.com"],
  ["nothing", ""],
  ["spaces", "   "],
  ["too long", `https://hooks.example.com/${"x".repeat(2_000)}`],
] as const;

describe("[O2] everything else is refused, in every spelling", () => {
  test.each(HOSTILE)("%s", (_what, url) => {
    const verdict = isAllowedUrl(url, { isLocal: false });
    expect(verdict.kind).toBe("refused");
    expect(verdict).toHaveProperty("why", expect.stringMatching(/\S/));
  });

  test("people are told that it is the numbers which are refused, in IPv6 as well", () => {
    for (const url of ["https://[2606:4700::1111]/", "https://93.184.216.34/", "https://2130706433/"]) {
      expect(isAllowedUrl(url, { isLocal: false })).toMatchObject({
        why: expect.stringContaining("numbers"),
      });
    }
  });

  test("http to this machine is for a developer's own machine alone", () => {
    for (const url of [
      "http://127.0.0.1:8787/x",
      "http://localhost:9000/x",
      "http://localhost/x",
      "http://127.1:8080/",
    ]) {
      expect(judged(url, false)).toBe("refused");
      expect(judged(url, true)).toBe("allowed");
    }
  });

  test("and there nothing else is opened either", () => {
    const opened = HOSTILE.filter(([, url]) => judged(url, true) === "allowed");
    expect(opened).toEqual([]);
    expect(judged("http://127.0.0.2:8080/", true)).toBe("refused");
    expect(judged("http://user@127.0.0.1:8080/", true)).toBe("refused");
    expect(judged("http://10.0.0.1/", true)).toBe("refused");
    expect(judged("http://[::1]:8080/", true)).toBe("refused");
  });

  test("no spelling of any IPv4 address passes", () => {
    const part = fc.nat(255);
    const spelled = fc.constantFrom(
      (n: number) => String(n),
      (n: number) => `0x${n.toString(16)}`,
      (n: number) => `0${n.toString(8)}`,
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(part, spelled), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (parts, dot) => {
          const host = parts.map(([value, spell]) => spell(value)).join(".");
          expect(judged(`https://${host}${dot ? "." : ""}/`)).toBe("refused");
        },
      ),
    );
  });

  test("it never throws, and never repeats the path, which may be a secret", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const verdict = isAllowedUrl(`https://127.0.0.1/secret-${text}`, { isLocal: false });
        expect(JSON.stringify(verdict)).not.toContain("secret-");
        isAllowedUrl(text, { isLocal: true });
      }),
    );
  });
});
