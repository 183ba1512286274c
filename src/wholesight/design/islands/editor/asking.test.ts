import { expect, test } from "vitest";
import { answerText, completeAddress, questionAt } from "./asking";

test("two brackets ask for a page, and a sign behind its name for its headings and blocks", () => {
  expect(questionAt("See [[Seal ch")).toEqual({ kind: "page", query: "Seal ch", from: 6 });
  expect(questionAt("![[")).toEqual({ kind: "page", query: "", from: 3 });
  expect(questionAt("[[Seal check#the si")).toEqual({ kind: "heading", query: "Seal check#the si", from: 2 });
  expect(questionAt("[[Seal check#^thr")).toEqual({ kind: "heading", query: "Seal check#^thr", from: 2 });
});

test("a closed link and the words shown for one ask for nothing", () => {
  expect(questionAt("[[Seal check]] ")).toBeNull();
  expect(questionAt("[[Seal check|my wo")).toBeNull();
});

test("a number sign asks for tags, but not where it begins a heading, word or address", () => {
  expect(questionAt("cold #wint")).toEqual({ kind: "tag", query: "wint", from: 5 });
  expect(questionAt("#w")).toEqual({ kind: "tag", query: "w", from: 0 });
  for (const none of ["#", "# ", "## He", "C#ab", "https://example.org/#pa"]) expect(questionAt(none)).toBeNull();
});

test("an at sign asks for a person, but not in an address of mail", () => {
  expect(questionAt("ask @ad")).toEqual({ kind: "person", query: "ad", from: 4 });
  expect(questionAt("ada@example")).toBeNull();
});

test("a slash asks for a command at the beginning of a line only", () => {
  expect(questionAt("/he")).toEqual({ kind: "command", query: "he", from: 0 });
  expect(questionAt("and/or")).toBeNull();
});

test("an answer is written whole, however much of it the server gave", () => {
  const page = { kind: "page", query: "Se", from: 2 } as const;
  expect(answerText(page, "Seal check")).toBe("Seal check]]");
  expect(answerText(page, "[[Docks/Seal check|Seal check]]")).toBe("Docks/Seal check|Seal check]]");
  const heading = { kind: "heading", query: "Seal check#the", from: 2 } as const;
  expect(answerText(heading, "The six minutes")).toBe("Seal check#The six minutes]]");
  expect(answerText(heading, "Seal check#The six minutes")).toBe("Seal check#The six minutes]]");
  expect(answerText({ kind: "tag", query: "w", from: 0 }, "winter")).toBe("#winter");
  expect(answerText({ kind: "person", query: "a", from: 0 }, "[[People/Ada]]")).toBe("[[People/Ada]]");
});

test("what is asked travels unharmed", () => {
  const address = completeAddress("/complete/", { kind: "page", query: "a&b #1", from: 2 }, "Über uns", "x/y z.md");
  expect(Object.fromEntries(new URL(address, "http://localhost").searchParams)).toEqual({ kind: "page", q: "a&b #1", space: "Über uns", path: "x/y z.md" });
});
