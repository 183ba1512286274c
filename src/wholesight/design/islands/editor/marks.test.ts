import { expect, test } from "vitest";
import { pastClosing, toggleMark, type Mark } from "./marks";

/** `|` marks the selection in the text before and after. */
function toggled(marked: string, mark: Mark): string {
  const from = marked.indexOf("|");
  const to = marked.lastIndexOf("|") - (marked.lastIndexOf("|") > from ? 1 : 0);
  const text = marked.replaceAll("|", "");
  const edit = toggleMark(text, from, to, mark);
  const after = [...edit.changes].sort((a, b) => b.from - a.from).reduce((whole, change) => whole.slice(0, change.from) + change.insert + whole.slice(change.to), text);
  if (edit.from === edit.to) return `${after.slice(0, edit.from)}|${after.slice(edit.from)}`;
  return `${after.slice(0, edit.from)}|${after.slice(edit.from, edit.to)}|${after.slice(edit.to)}`;
}

test("selected words are wrapped, and blanks at their ends stay outside", () => {
  expect(toggled("the |short| set", "**")).toBe("the **|short|** set");
  expect(toggled("the| short |set", "==")).toBe("the ==|short|== set");
});

test("a second time takes the mark away, whether it is selected or around", () => {
  expect(toggled("the **|short|** set", "**")).toBe("the |short| set");
  expect(toggled("the |**short**| set", "**")).toBe("the |short| set");
});

test("strong and emphasis do not take each other for themselves", () => {
  expect(toggled("**|short|**", "*")).toBe("***|short|***");
  expect(toggled("***|short|***", "*")).toBe("**|short|**");
  expect(toggled("***|short|***", "**")).toBe("*|short|*");
  expect(toggled("*|short|*", "**")).toBe("***|short|***");
});

test("without a selection the word at the cursor is meant", () => {
  expect(toggled("a sh|ort set", "~~")).toBe("a ~~sh|ort~~ set");
});

test("without a word the marks wait for one, and a second time they go", () => {
  expect(toggled("a | b", "**")).toBe("a **|** b");
  expect(toggled("a **|** b", "**")).toBe("a | b");
});

test("at the end of marked words the key leads out of the mark", () => {
  expect(toggled("a **short|** b", "**")).toBe("a **short**| b");
});

test("over several lines each has its own marks, behind the sign of its list", () => {
  expect(toggled("|- one\n\n2. two|", "**")).toBe("|- **one**\n\n2. **two**|");
});

test("marks that close at the end of a line are passed, others are not", () => {
  expect(pastClosing("- **short**", 9)).toBe(11);
  expect(pastClosing("- **short** set", 9)).toBe(9);
  expect(pastClosing("short**", 5)).toBe(5);
});
