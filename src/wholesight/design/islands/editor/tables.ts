// Tables as text: where they stand, what their cells hold, and the smallest change of text for each act on them. What an act
// does not concern keeps its bytes.

/** One replacement in a text: `insert` stands instead of what lies between `from` and `to`. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export interface Cell {
  readonly from: number;
  readonly to: number;
  /** As written, without the blanks around it. */
  readonly source: string;
}

export interface Row {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
}

export type Alignment = "start" | "center" | "end" | "";

/** A table that begins at offset 0. `rows[0]` is the heading; `rule` is the line below it. */
export interface Table {
  readonly rows: readonly Row[];
  readonly rule: Row;
  readonly alignments: readonly Alignment[];
}

/** Where a table stands in a text: `to` is the end of its last line. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const rulePattern = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const fencePattern = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const endsTable = /^ {0,3}(?:>|#{1,6}\s|`{3}|~{3}|[-*+]\s|1[.)]\s)/;

/** Every table of a text given as lines, code left out. A table inside a quote or list is not one of these. */
export function findTables(lines: Iterable<string>): Span[] {
  const spans: Span[] = [];
  let fence = "";
  let offset = 0;
  let before = "";
  let start = -1;
  let end = 0;
  for (const line of lines) {
    const marks = fencePattern.exec(line);
    if (start >= 0 && (line.trim() === "" || endsTable.test(line) || line.startsWith("    "))) {
      spans.push({ from: start, to: end });
      start = -1;
    }
    if (fence) {
      if (marks && marks[1]!.startsWith(fence) && marks[2]!.trim() === "") fence = "";
    } else if (marks && !(marks[1]![0] === "`" && marks[2]!.includes("`"))) {
      fence = marks[1]!;
    } else if (start >= 0) {
      end = offset + line.length;
    } else if (isRule(before, line)) {
      start = offset - before.length - 1;
      end = offset + line.length;
    }
    before = fence || line.startsWith("    ") ? "" : line;
    offset += line.length + 1;
  }
  if (start >= 0) spans.push({ from: start, to: end });
  return spans;
}

function isRule(heading: string, line: string): boolean {
  if (!line.includes("-") || !heading.trim() || endsTable.test(heading)) return false;
  if (!rulePattern.test(line) || !(line.includes("|") || heading.includes("|"))) return false;
  return cut(line, 0).cells.length === cut(heading, 0).cells.length;
}

/** The table that `source` is; it was found by `findTables`. */
export function readTable(source: string): Table {
  const rows: Row[] = [];
  let offset = 0;
  for (const line of source.split("\n")) {
    rows.push(cut(line, offset));
    offset += line.length + 1;
  }
  const [heading, rule, ...body] = rows;
  if (!heading || !rule) throw new Error("A table has a heading and a rule.");
  return { rows: [heading, ...body], rule, alignments: rule.cells.map((cell) => alignment(cell.source)) };
}

function alignment(rule: string): Alignment {
  if (rule.endsWith(":")) return rule.startsWith(":") ? "center" : "end";
  return rule.startsWith(":") ? "start" : "";
}

/** The cells of one line; a bar after a backslash separates nothing, as the Markdown engine has it. */
function cut(line: string, offset: number): Row {
  const inner = line.trim();
  const first = line.indexOf(inner) + (inner.startsWith("|") ? 1 : 0);
  const close = inner.length > 1 && inner.endsWith("|") && !inner.endsWith("\\|") ? 1 : 0;
  const last = line.indexOf(inner) + inner.length - close;
  const cells: Cell[] = [];
  let begin = first;
  for (let at = first; at <= last; at++) {
    if (at < last && line[at] === "\\") at++;
    else if (at === last || line[at] === "|") {
      cells.push(trimmed(line, begin, at, offset));
      begin = at + 1;
    }
  }
  return { from: offset, to: offset + line.length, cells };
}

function trimmed(line: string, from: number, to: number, offset: number): Cell {
  const whole = line.slice(from, to);
  const source = whole.trim();
  const inner = source ? from + whole.indexOf(source) : from + Math.min(1, whole.length);
  return { from: offset + inner, to: offset + inner + source.length, source };
}

/** How a cell's source reads in its field: bars as bars, breaks as blanks. */
export function cellText(source: string): string {
  return source.replaceAll("\\|", "|");
}

/** How what was typed into a cell is written. */
export function cellSource(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim().replace(/\\?\|/g, "\\|").replace(/\\$/, "\\\\");
}

/** The change that puts `text` into a cell; a row that is too short gets the cells up to it. */
export function setCell(table: Table, row: number, column: number, text: string): Change {
  const line = table.rows[row]!;
  const cell = line.cells[column];
  const source = cellSource(text);
  if (cell) return { from: cell.from, to: cell.to, insert: source };
  const cells = line.cells.map((each) => each.source);
  while (cells.length < column) cells.push("");
  return { from: line.from, to: line.to, insert: written([...cells, source]) };
}

function written(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The change that puts an empty row behind row `after` (0: the heading). */
export function addRow(table: Table, after: number): Change {
  const at = after === 0 ? table.rule.to : table.rows[after]!.to;
  return { from: at, to: at, insert: `\n${written(table.alignments.map(() => ""))}` };
}

/** The change that takes a row out; none for the heading. */
export function removeRow(table: Table, row: number): Change | null {
  const line = table.rows[row];
  return row > 0 && line ? { from: line.from - 1, to: line.to, insert: "" } : null;
}

/** The changes that put an empty column behind column `after`. */
export function addColumn(table: Table, after: number): Change[] {
  return eachLine(table, (cells, isRuleLine) => cells.splice(after + 1, 0, isRuleLine ? "---" : ""));
}

/** The changes that take a column out; none where it is the only one. */
export function removeColumn(table: Table, column: number): Change[] {
  if (table.alignments.length < 2) return [];
  return eachLine(table, (cells) => cells.splice(column, 1));
}

function eachLine(table: Table, act: (cells: string[], isRuleLine: boolean) => void): Change[] {
  const [heading, ...body] = table.rows;
  return [heading!, table.rule, ...body].map((line, index) => {
    const cells = table.alignments.map((_, column) => line.cells[column]?.source ?? "");
    act(cells, index === 1);
    return { from: line.from, to: line.to, insert: written(cells) };
  });
}

/** An empty table as it is put into a text. */
export function newTable(columns: number, rows: number): string {
  const empty = written(Array.from({ length: columns }, () => ""));
  const rule = written(Array.from({ length: columns }, () => "---"));
  return [empty, rule, ...Array.from({ length: rows }, () => empty)].join("\n");
}
