import type { SetupDocuments } from "@callboard/boards";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SITE } from "../../test/book.ts";
import { presetSetup } from "../presets.ts";
import { daysOf, timeOf, yesNoOf } from "./cells.ts";
import { EXPORT_NAMES, exportCsv } from "./export.ts";
import { importCsv } from "./import.ts";

const VALUES: SetupDocuments = { ...presetSetup(SITE), codes: [] };
const codes = (csv: string, values = VALUES) => importCsv("codes", values, csv);
const shifts = (csv: string, values = VALUES) => importCsv("shifts", values, csv);

describe("a CSV of status codes", () => {
  const read = [
    { code: "LUNCH", label: "At lunch", takesContacts: false },
    { code: "CHAT", label: "Chat, only", takesContacts: true },
  ];
  it.each([
    ["commas", 'code,label,takes_contacts\nLUNCH,At lunch,no\nCHAT,"Chat, only",yes\n'],
    [
      "semicolons and a byte-order mark",
      "\ufeffcode;label;takes_contacts\r\nLUNCH;At lunch;no\r\nCHAT;Chat, only;yes",
    ],
    [
      "tabs and other names",
      "Status Code\tDescription\tRoutable\nLUNCH\tAt lunch\tfalse\nCHAT\tChat, only\t1",
    ],
    [
      "columns in another order, one that is not known",
      "x;Takes-Contacts;LABEL;Code\n7;nein;At lunch;LUNCH\n;ja;Chat, only;CHAT",
    ],
    [
      "empty lines and blanks",
      '\n"code" , label , takes_contacts\n\n LUNCH , At lunch , No \n,,\nCHAT,"Chat, only",Y\n\n',
    ],
    ["old line ends", 'code,label,takes_contacts\rLUNCH,At lunch,n\rCHAT,"Chat, only",oui'],
  ])("is read: with %s", (_, csv) => {
    expect(codes(csv)).toEqual({ rows: 2, complaints: [], value: read });
  });

  it("takes the place of what has its code, and leaves the rest", () => {
    const before = { ...VALUES, codes: [{ code: "A", label: "A", takesContacts: true }, ...read] };
    const { value } = codes("code,label,takes_contacts\nCHAT,Chats,no\nNEW,,yes", before);
    expect(value.map(({ code, label }) => [code, label])).toEqual([
      ["A", "A"],
      ["LUNCH", "At lunch"],
      ["CHAT", "Chats"],
      ["NEW", "NEW"],
    ]);
  });

  it("says which rows are wrong and why, and reads the others", () => {
    const csv = [
      ...["code,label,takes_contacts", "A,Fine,yes", "B,Perhaps,maybe", ",No code,no", "", "A,Again,no"],
      ...[`${"c".repeat(201)},Long,no`, "D,Too,yes,many"],
    ].join("\n");
    expect(codes(csv)).toMatchObject({
      rows: 6,
      complaints: [
        { row: 3, text: "`takes_contacts` is `maybe`; write yes or no." },
        { row: 4, text: "`code` must not be empty." },
        { row: 6, text: "The same is in row 2; leave one of them out." },
        { row: 7, text: "`code` may have 200 characters at most." },
        { row: 8, text: expect.stringContaining("more cells") },
      ],
    });
  });

  it.each([
    ["nothing", "", { row: 0, text: "There is nothing in it." }],
    ["no rows", "code,label,takes_contacts\n", { row: 0, text: "There are no rows below the first one." }],
    [
      "no header",
      "LUNCH,At lunch,no",
      { row: 1, text: expect.stringContaining("`code`, `label`, `takes_contacts` is missing") },
    ],
    [
      "open quotes",
      'code,label,takes_contacts\nA,"At,no',
      { row: 2, text: "The quotes of a cell are not closed." },
    ],
  ])("is refused: %s", (_, csv, complaint) => {
    expect(codes(csv).complaints).toContainEqual(complaint);
  });

  it("keeps hostile cells as text", () => {
    const csv = "code,label,takes_contacts\n__proto__,<img onerror=alert(1)>,no\nconstructor,\u202eevil,no";
    expect(codes(csv).value).toEqual([
      { code: "__proto__", label: "<img onerror=alert(1)>", takesContacts: false },
      { code: "constructor", label: "evil", takesContacts: false },
    ]);
  });

  it("tells so many mistakes at most, and counts the rest", () => {
    const rows = Array.from({ length: 300 }, (_, n) => `C${n},x,perhaps`).join("\n");
    const { complaints } = codes(`code,label,takes_contacts\n${rows}`);
    expect(complaints).toHaveLength(201);
    expect(complaints.at(-1)).toEqual({ row: 0, text: "There are 100 more mistakes." });
  });
});

describe("a CSV of shifts", () => {
  const csv = [
    "template_id;name;zone;days;start;end;breaks",
    'early;Early;Europe/Madrid;1-5;6:00;14.00;"Tea 8:00-8:15; Lunch 11:30 - 12:00"',
    "night;;;Fr-Mo;22:00;06:00;",
  ].join("\n");

  it("is read, with the tenant's zone where none is named", () => {
    expect(shifts(csv)).toEqual({
      rows: 2,
      complaints: [],
      value: {
        assignments: [],
        templates: [
          {
            ...{ id: "early", name: "Early", zone: "Europe/Madrid", days: [1, 2, 3, 4, 5] },
            ...{ start: "06:00", end: "14:00" },
            breaks: [
              { name: "Tea", start: "08:00", end: "08:15" },
              { name: "Lunch", start: "11:30", end: "12:00" },
            ],
          },
          {
            ...{ id: "night", name: "night", zone: "Europe/Berlin", days: [1, 5, 6, 7] },
            ...{ start: "22:00", end: "06:00", breaks: [] },
          },
        ],
      },
    });
  });

  it.each([
    ["days", "a,A,,weekly,08:00,16:00,", "`days` is `weekly`; write weekdays such as 1-5, or Mon-Fri."],
    ["a break", "a,A,,1,08:00,16:00,Lunch at noon", "The break `Lunch at noon` is not readable"],
    [
      "a break elsewhere",
      "a,A,,1,08:00,16:00,Lunch 17:00-17:30",
      "The break `Lunch` is not within the shift.",
    ],
    ["a time", "a,A,,1,8 am,16:00,", "`start` must be a time of day"],
    ["a zone", "a,A,Mars,1,08:00,16:00,", "`zone` is no time zone that we know"],
  ])("says what is wrong with a row: %s", (_, row, sentence) => {
    const { complaints } = shifts(`template_id,name,zone,days,start,end,breaks\n${row}`);
    expect(complaints).toEqual([{ row: 2, text: expect.stringContaining(sentence) }]);
  });

  const withTemplates: SetupDocuments = { ...VALUES, shifts: shifts(csv).value };

  it.each([
    ["a kind", "kind,who,template_id\nagent,a-1,early\nteam,Sales,night"],
    ["a column each", "agent_id,team,template\na-1,,early\n,Sales,night"],
  ])("is of assignments where it has no times: with %s", (_, text) => {
    const { value, complaints } = shifts(text, withTemplates);
    expect(complaints).toEqual([]);
    expect(value).toEqual({
      ...withTemplates.shifts,
      assignments: [
        { kind: "agent", who: "a-1", template: "early" },
        { kind: "team", who: "Sales", template: "night" },
      ],
    });
  });

  it("says which template there is not, and who is named twice", () => {
    const text = "agent_id,team,template\na-1,,erly\na-2,Sales,early\na-3,,night\na-3,,early\n,,night";
    expect(shifts(text, withTemplates).complaints).toEqual([
      { row: 2, text: "There is no template `erly`; did you mean `early`?" },
      { row: 3, text: "It names more than one whose shift it is; give each a row." },
      { row: 5, text: "The same is in row 4; leave one of them out." },
      { row: 6, text: "`who` must not be empty." },
    ]);
  });
});

describe("a CSV of aliases", () => {
  it("is read over those that there are, and no two people get the same", () => {
    const before: SetupDocuments = {
      ...VALUES,
      privacy: { names: "alias", aliases: [{ agentId: "a-1", alias: "Falcon" }] },
    };
    const read = importCsv("privacy", before, "User ID;Alias\na-2;Heron\na-1;Osprey");
    expect(read).toMatchObject({
      complaints: [],
      value: {
        names: "alias",
        aliases: [
          { agentId: "a-1", alias: "Osprey" },
          { agentId: "a-2", alias: "Heron" },
        ],
      },
    });
    expect(importCsv("privacy", before, "agent,alias\na-2,falcon").complaints).toEqual([
      { row: 0, text: expect.stringContaining("Two people have the alias `falcon`") },
    ]);
  });
});

describe("cells", () => {
  it.each([
    ["1,2,3", [1, 2, 3]],
    ["Mon - Fri", [1, 2, 3, 4, 5]],
    ["Sa-Mo", [1, 6, 7]],
    ["lun mer ven", [1, 3, 5]],
    ["samedi, dimanche", [6, 7]],
    ["Dienstag", [2]],
    ["Thursday Tuesday", [2, 4]],
    ["8", null],
    ["1-3-5", null],
    ["", null],
    ["every day", null],
  ])("tell weekdays: %s", (cell, days) => {
    expect(daysOf(cell)).toEqual(days);
  });

  it("tell times and yes and no", () => {
    expect(["7:05", "07.05", "07:05:00", "noon", "7"].map(timeOf)).toEqual([
      "07:05",
      "07:05",
      "07:05",
      "noon",
      "7",
    ]);
    expect(["JA", "0", "vrai", "", "maybe"].map(yesNoOf)).toEqual([true, false, true, null, null]);
  });
});

describe("an export", () => {
  const name = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => /[\p{L}]/u.test(text));
  const formula = fc.constantFrom(
    "=1+1",
    "+49 30 1",
    "-2",
    "@SUM(A1)",
    "'=x",
    '=cmd|"/c calc"!A0',
    "a;b,c\td",
  );
  const text = fc.oneof(name, formula).map((one) => one.trim());

  it("imports again as what it was, whatever the words are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 8, selector: (one) => one.toLowerCase() }), (words) => {
        const values: SetupDocuments = {
          ...VALUES,
          codes: words.map((word, n) => ({ code: word, label: `Label ${n}`, takesContacts: n % 2 === 0 })),
          privacy: {
            names: "alias",
            aliases: words.map((word, n) => ({ agentId: word, alias: `Bird ${n}` })),
          },
          shifts: {
            templates: words.map((word, n) => ({
              ...{ id: word, name: `Shift ${n}`, zone: "UTC", days: [1, 7], start: "08:00", end: "16:00" },
              breaks: [{ name: "Tea 2", start: "10:00", end: "10:15" }],
            })),
            assignments: words.map((word) => ({ kind: "team" as const, who: word, template: word })),
          },
        };
        if (words.length === 0) return;
        const bare = { ...VALUES, shifts: { ...values.shifts, assignments: [] } };
        expect(codes(exportCsv("codes", values))).toMatchObject({ complaints: [], value: values.codes });
        expect(importCsv("privacy", VALUES, exportCsv("privacy", values)).value.aliases).toEqual(
          values.privacy.aliases,
        );
        expect(shifts(exportCsv("shifts", values)).value.templates).toEqual(values.shifts.templates);
        expect(shifts(exportCsv("assignments", values), bare).value).toEqual(values.shifts);
      }),
    );
  });

  it("has no cell that a spreadsheet would run", () => {
    const values = { ...VALUES, codes: [{ code: "=1+1", label: "@x", takesContacts: true }] };
    const lines = exportCsv("codes", values).split("\r\n");
    expect(lines[0]).toBe("\ufeffcode,label,takes_contacts");
    expect(lines[1]).toBe("'=1+1,'@x,yes");
  });

  it("of nothing is the header alone", () => {
    for (const file of EXPORT_NAMES) expect(exportCsv(file, VALUES).trim().split("\r\n")).toHaveLength(1);
  });
});

describe("any text at all", () => {
  it("is read without throwing", () => {
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(",", ";", '"', "\n", "=1", "\0", "code"),
    );
    const csv = fc.array(line, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.constantFrom("codes", "shifts", "privacy"), csv, (file, body) => {
        const headed = `code,label,takes_contacts,template_id,days,start,end,agent_id,alias\n${body}`;
        for (const value of [body, headed]) {
          const { rows, complaints } = importCsv(file, VALUES, value);
          if (rows === 0) expect(complaints.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
