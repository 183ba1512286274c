import { expect, test } from "vitest";
import { addColumn, addRow, cellSource, cellText, findTables, newTable, readTable, removeColumn, removeRow, setCell, type Change } from "./tables";

const docks = "| Part | Fails at |\n|------|---------:|\n| Seal |   −4 °C  |\n| Latch | −9 °C |";

function changed(text: string, changes: readonly Change[]): string {
  return [...changes].sort((a, b) => b.from - a.from).reduce((whole, { from, to, insert }) => whole.slice(0, from) + insert + whole.slice(to), text);
}

function found(text: string): string[] {
  return findTables(text.split("\n")).map(({ from, to }) => text.slice(from, to));
}

test("a table ends at a blank line", () => {
  expect(found(`Before.\n\n${docks}\n\nAfter | not a row`)).toEqual([docks]);
});

test("a table ends where a heading, list, quote or fence begins", () => {
  for (const next of ["# Heading", "- item", "> quote", "```"]) expect(found(`${docks}\n${next}`)).toEqual([docks]);
});

test("the last line of a text may be a table's", () => {
  expect(found(`Words\n\n${docks}`)).toEqual([docks]);
});

test("what stands in a fence is no table, also where the fence is never closed", () => {
  expect(found(`\`\`\`\n${docks}\n\`\`\`\n\n~~~~\n${docks}\n~~~\n`)).toEqual([]);
});

test("a rule that counts other cells than its heading makes no table", () => {
  expect(found("| a | b |\n|---|\n| 1 | 2 |")).toEqual([]);
});

test("a heading underlined with dashes is no table", () => {
  expect(found("Docks\n-----\nwords")).toEqual([]);
});

test("columns have the alignment that colons give them", () => {
  expect(readTable("a | b | c | d\n:-- | :-: | --: | ---").alignments).toEqual(["start", "center", "end", ""]);
});

test("a bar after a backslash belongs to its cell", () => {
  const row = readTable("| a | b |\n|---|---|\n| [[Seal\\|why]] | x |").rows[1]!;
  expect(row.cells.map((cell) => cellText(cell.source))).toEqual(["[[Seal|why]]", "x"]);
});

test("writing into a cell changes the bytes of that cell alone", () => {
  const change = setCell(readTable(docks), 1, 1, "−5 °C");
  expect(changed(docks, [change])).toBe(docks.replace("−4 °C", "−5 °C"));
});

test("writing into a cell that its row does not have yet completes the row", () => {
  const short = "| a | b |\n|---|---|\n| 1 |";
  expect(changed(short, [setCell(readTable(short), 1, 1, "2")])).toBe("| a | b |\n|---|---|\n| 1 | 2 |");
});

test("a cell can be emptied and filled again", () => {
  const emptied = changed(docks, [setCell(readTable(docks), 1, 0, "")]);
  expect(readTable(emptied).rows[1]!.cells[0]!.source).toBe("");
  expect(changed(emptied, [setCell(readTable(emptied), 1, 0, "Seal")])).toContain("Seal");
});

test("what is typed into a cell cannot break the table", () => {
  for (const typed of ["a|b", "a\\|b", "two\nlines", "end\\", "||", ""]) {
    const text = changed(docks, [setCell(readTable(docks), 2, 0, typed)]);
    const table = readTable(text);
    expect(table.rows.map((row) => row.cells.length)).toEqual([2, 2, 2]);
    expect(table.rows[2]!.cells[0]!.source).toBe(cellSource(typed));
  }
});

test("a row is added behind another one, and behind the rule for the heading", () => {
  const table = readTable(docks);
  expect(changed(docks, [addRow(table, 1)]).split("\n")[3]).toBe("|  |  |");
  expect(changed(docks, [addRow(table, 0)]).split("\n")[2]).toBe("|  |  |");
});

test("a row is taken out, the heading never", () => {
  const table = readTable(docks);
  expect(changed(docks, [removeRow(table, 1)!])).toBe(docks.replace("| Seal |   −4 °C  |\n", ""));
  expect(removeRow(table, 0)).toBeNull();
});

test("a column is added and taken out in every line", () => {
  const wider = changed(docks, addColumn(readTable(docks), 0));
  expect(readTable(wider).rows.map((row) => row.cells.length)).toEqual([3, 3, 3]);
  expect(readTable(wider).alignments).toEqual(["", "", "end"]);
  const narrow = changed(wider, removeColumn(readTable(wider), 1));
  expect(readTable(narrow).rows[2]!.cells.map((cell) => cell.source)).toEqual(["Latch", "−9 °C"]);
});

test("the only column stays", () => {
  expect(removeColumn(readTable("| a |\n|---|"), 0)).toEqual([]);
});

test("a new table is found as a table", () => {
  const [table] = found(newTable(3, 2));
  expect(readTable(table!).rows).toHaveLength(3);
});
