import { expect, test } from "vitest";
import { countWords, splice } from "./splice";

function spliced(before: string, after: string): string {
  const change = splice(before, after);
  return change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
}

test("a splice makes one text out of another", () => {
  const texts = ["", "a", "aa", "aaa", "ab", "ba", "The seal", "The seals\n", "🦭", "🦮", "x🦭y", "x🦮y"];
  for (const before of texts) for (const after of texts) expect(spliced(before, after)).toBe(after);
});

test("equal texts need none", () => {
  expect(splice("seal", "seal")).toBeNull();
});

test("it holds only what differs, and whole signs", () => {
  expect(splice("The old seal", "The new seal")).toEqual({ from: 4, to: 7, insert: "new" });
  expect(splice("x🦭y", "x🦮y")).toEqual({ from: 1, to: 3, insert: "🦮" });
});

test("words are counted as people count them", () => {
  expect(countWords("")).toBe(0);
  expect(countWords("Don't grease it twice: 2,5 ml — enough.")).toBe(7);
  expect(countWords("## Größe\n- [x] naïve")).toBe(3);
  expect(countWords("学习组织")).toBe(4);
});
