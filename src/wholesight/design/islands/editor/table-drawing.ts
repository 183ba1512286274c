import { redo, undo } from "@codemirror/commands";
import { WidgetType, type EditorView } from "@codemirror/view";
import { drawnRuns } from "./inline-drawing";
import { toggleMark, type Mark } from "./marks";
import { surroundings } from "./surroundings";
import { addColumn, addRow, cellSource, cellText, readTable, removeColumn, removeRow, setCell, type Change, type Table } from "./tables";

type Place = { readonly row: number; readonly column: number };

const acts = ["row.add", "column.add", "row.remove", "column.remove", "table.remove"] as const;
type Act = (typeof acts)[number];

/** One table of the text, drawn. Its DOM outlives its text: a change is patched in, so that the cursor stays in its cell. */
export class TableDrawing extends WidgetType {
  constructor(readonly source: string) {
    super();
  }

  override eq(other: TableDrawing): boolean {
    return other.source === this.source;
  }

  override get estimatedHeight(): number {
    return 34 * this.source.split("\n").length;
  }

  override toDOM(view: EditorView): HTMLElement {
    const frame = document.createElement("div");
    frame.className = "table-drawing";
    const scroll = document.createElement("div");
    scroll.className = "table-scroll";
    const table = document.createElement("table");
    table.createTHead();
    table.createTBody();
    scroll.append(table);
    frame.append(scroll, actsBar(view, frame));
    patch(view, frame, this.source);
    listen(view, frame);
    return frame;
  }

  override updateDOM(frame: HTMLElement, view: EditorView): boolean {
    patch(view, frame, this.source);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const sources = new WeakMap<HTMLElement, string>();

function actsBar(view: EditorView, frame: HTMLElement): HTMLElement {
  const { words } = view.state.facet(surroundings);
  const bar = document.createElement("div");
  bar.className = "table-acts";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", words("table.acts"));
  for (const act of acts) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words(act);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => perform(view, frame, act));
    bar.append(button);
  }
  return bar;
}

/** Makes the DOM show `source`, touching only what differs; a cell that somebody writes in keeps its cursor. */
function patch(view: EditorView, frame: HTMLElement, source: string): void {
  sources.set(frame, source);
  const table = readTable(source);
  const { words } = view.state.facet(surroundings);
  const [head, body] = [frame.querySelector("thead")!, frame.querySelector("tbody")!];
  table.rows.forEach((row, index) => {
    const section = index === 0 ? head : body;
    const line = section.rows[index === 0 ? 0 : index - 1] ?? section.insertRow();
    table.alignments.forEach((alignment, column) => {
      const cell = line.cells[column] ?? line.appendChild(document.createElement(index === 0 ? "th" : "td"));
      cell.className = alignment ? `align-${alignment}` : "";
      const field = cell.firstElementChild instanceof HTMLElement ? cell.firstElementChild : newField(view, cell);
      field.dataset["row"] = String(index);
      field.dataset["column"] = String(column);
      const heading = cellText(table.rows[0]!.cells[column]?.source ?? "");
      const values = { row: index, column: column + 1, heading };
      field.setAttribute("aria-label", words(index === 0 ? "cell.heading" : heading ? "cell.named" : "cell.numbered", values));
      show(field, row.cells[column]?.source ?? "");
    });
    while (line.cells.length > table.alignments.length) line.deleteCell(-1);
  });
  while (body.rows.length > table.rows.length - 1) body.deleteRow(-1);
}

function newField(view: EditorView, cell: HTMLElement): HTMLElement {
  const field = document.createElement("div");
  field.className = "cell-field";
  field.setAttribute("role", "textbox");
  field.contentEditable = view.state.readOnly ? "false" : "plaintext-only";
  field.spellcheck = true;
  if (view.state.readOnly) field.setAttribute("aria-readonly", "true");
  cell.append(field);
  return field;
}

/** In the cell with the cursor the source itself, elsewhere what it means. */
function show(field: HTMLElement, source: string): void {
  field.dataset["source"] = source;
  if (field === document.activeElement) {
    if (cellSource(field.textContent) !== source) field.textContent = cellText(source);
    return;
  }
  const nodes = drawnRuns(cellText(source)).map((run) => {
    if (run.styles.length === 0) return document.createTextNode(run.text);
    const span = document.createElement("span");
    span.className = run.styles.join(" ");
    span.textContent = run.text;
    return span;
  });
  field.replaceChildren(...nodes);
}

function listen(view: EditorView, frame: HTMLElement): void {
  frame.addEventListener("focusin", (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    const text = cellText(field.dataset["source"] ?? "");
    if (field.textContent !== text) field.textContent = text;
    current.set(frame, placeOf(field));
  });
  frame.addEventListener("focusout", (event) => {
    const field = fieldOf(event.target);
    // At this moment the field is still the active element of some browsers.
    if (field) queueMicrotask(() => field.isConnected && show(field, field.dataset["source"] ?? ""));
  });
  frame.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (field) write(view, frame, field);
  });
  frame.addEventListener("keydown", (event) => {
    const field = fieldOf(event.target);
    if (field && !event.isComposing) answerKey(view, frame, field, event);
  });
}

const current = new WeakMap<HTMLElement, Place>();

function fieldOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement && target.classList.contains("cell-field") ? target : null;
}

function placeOf(field: HTMLElement): Place {
  return { row: Number(field.dataset["row"]), column: Number(field.dataset["column"]) };
}

function tableOf(frame: HTMLElement): Table {
  return readTable(sources.get(frame) ?? "");
}

function apply(view: EditorView, frame: HTMLElement, changes: readonly Change[], userEvent: string): void {
  const start = view.posAtDOM(frame);
  const moved = changes.map((change) => ({ from: start + change.from, to: start + change.to, insert: change.insert }));
  view.dispatch({ changes: moved, userEvent });
}

function write(view: EditorView, frame: HTMLElement, field: HTMLElement): void {
  const { row, column } = placeOf(field);
  if (cellSource(field.textContent) === (field.dataset["source"] ?? "")) return;
  apply(view, frame, [setCell(tableOf(frame), row, column, field.textContent)], "input.type.cell");
}

function focusCell(frame: HTMLElement, { row, column }: Place): void {
  const field = frame.querySelector<HTMLElement>(`.cell-field[data-row="${row}"][data-column="${column}"]`);
  if (!field) return;
  field.focus();
  getSelection()?.selectAllChildren(field);
  getSelection()?.collapseToEnd();
}

/** Puts the cursor into the drawn table at `from`; false where none is drawn there. */
export function focusTable(view: EditorView, from: number, where: "first" | "last"): boolean {
  const frames = [...view.contentDOM.querySelectorAll<HTMLElement>(".table-drawing")];
  const frame = frames.find((each) => view.posAtDOM(each) === from);
  if (!frame) return false;
  focusCell(frame, { row: where === "first" ? 0 : tableOf(frame).rows.length - 1, column: 0 });
  return true;
}

function leave(view: EditorView, frame: HTMLElement, down: boolean): void {
  const start = view.posAtDOM(frame);
  const end = start + (sources.get(frame)?.length ?? 0);
  const { doc } = view.state;
  const at = down ? Math.min(end + 1, doc.length) : Math.max(start - 1, 0);
  const atEdge = down ? end === doc.length : start === 0;
  view.focus();
  if (atEdge && !view.state.readOnly) {
    const changes = down ? { from: end, insert: "\n\n" } : { from: 0, insert: "\n\n" };
    view.dispatch({ changes, selection: { anchor: down ? end + 2 : 0 }, scrollIntoView: true });
  } else view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
}

function answerKey(view: EditorView, frame: HTMLElement, field: HTMLElement, event: KeyboardEvent): void {
  const place = placeOf(field);
  const table = tableOf(frame);
  const [last, width] = [table.rows.length - 1, table.alignments.length];
  const shortcut = event.ctrlKey || event.metaKey;
  const act = shortcut ? shortcutAct(view, field, event) : moveAct(event, place, last, width);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  if (typeof act === "function") return act();
  if (act === "up" || act === "down") return leave(view, frame, act === "down");
  if (act.row > last) apply(view, frame, [addRow(table, last)], "input.row");
  focusCell(frame, act);
}

/** Where a key leads from a cell: to another one (a row too many makes that row), or out of the table. */
function moveAct(event: KeyboardEvent, { row, column }: Place, last: number, width: number): Place | "up" | "down" | null {
  if (event.key === "Escape") return "down";
  if (event.key === "Enter") return { row: row + 1, column };
  if (event.key === "ArrowDown") return row === last ? "down" : { row: row + 1, column };
  if (event.key === "ArrowUp") return row === 0 ? "up" : { row: row - 1, column };
  if (event.key !== "Tab") return null;
  if (event.shiftKey) return column > 0 ? { row, column: column - 1 } : row > 0 ? { row: row - 1, column: width - 1 } : "up";
  return column < width - 1 ? { row, column: column + 1 } : { row: row + 1, column: 0 };
}

const marksByKey: Readonly<Record<string, Mark>> = { b: "**", i: "*", e: "`" };

function shortcutAct(view: EditorView, field: HTMLElement, event: KeyboardEvent): (() => void) | null {
  const key = event.key.toLowerCase();
  if (key === "a") return () => getSelection()?.selectAllChildren(field);
  if (key === "z") return () => void (event.shiftKey ? redo : undo)(view);
  if (key === "y") return () => void redo(view);
  if (key === "s") return () => view.state.facet(surroundings).save();
  const mark = marksByKey[key];
  return mark ? () => markInCell(field, mark) : null;
}

/** Puts a mark around what is selected in a cell; what the toolbar does while somebody writes there. */
export function markInCell(field: HTMLElement, mark: Mark): void {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || !field.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const before = range.cloneRange();
  before.selectNodeContents(field);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  const edit = toggleMark(field.textContent, from, from + range.toString().length, mark);
  let text = field.textContent;
  for (const change of [...edit.changes].sort((a, b) => b.from - a.from)) text = text.slice(0, change.from) + change.insert + text.slice(change.to);
  field.textContent = text;
  if (field.firstChild) selection.setBaseAndExtent(field.firstChild, edit.from, field.firstChild, edit.to);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function perform(view: EditorView, frame: HTMLElement, act: Act): void {
  if (view.state.readOnly) return;
  const table = tableOf(frame);
  const place = current.get(frame) ?? { row: table.rows.length - 1, column: table.alignments.length - 1 };
  const { row, column } = place;
  if (act === "table.remove") return removeTable(view, frame);
  const removed = removeRow(table, row);
  const changes = {
    "row.add": () => [addRow(table, row)],
    "row.remove": () => (removed ? [removed] : []),
    "column.add": () => addColumn(table, column),
    "column.remove": () => removeColumn(table, column),
  }[act]();
  apply(view, frame, changes, "input.table");
  const target = {
    "row.add": { row: row + 1, column },
    "row.remove": { row: Math.max(0, row - 1), column },
    "column.add": { row, column: column + 1 },
    "column.remove": { row, column: Math.max(0, column - 1) },
  }[act];
  focusCell(frame, changes.length ? target : place);
}

function removeTable(view: EditorView, frame: HTMLElement): void {
  const from = view.posAtDOM(frame);
  const end = from + (sources.get(frame)?.length ?? 0);
  view.focus();
  view.dispatch({ changes: { from, to: Math.min(end + 1, view.state.doc.length) }, selection: { anchor: from }, userEvent: "delete.table" });
}
