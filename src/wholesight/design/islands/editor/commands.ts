// What a person can do to a text, by name: the toolbar, the keys and the slash menu all call these.
import { indentLess, indentMore, redo, undo } from "@codemirror/commands";
import { syntaxTree } from "@codemirror/language";
import { openSearchPanel } from "@codemirror/search";
import { EditorSelection, type ChangeSpec, type EditorState, type Line, type StateCommand } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";
import { indented, onEnter, outdented, readPrefix, restyled, type LineStyle } from "./lists";
import { pastClosing, toggleMark, type Mark } from "./marks";
import { tick } from "./preview-widgets";
import { surroundings } from "./surroundings";
import { focusTable, markInCell } from "./table-drawing";
import { newTable } from "./tables";

/** A command that puts a mark around what is selected, or takes it away. */
export function marking(mark: Mark): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const text = state.doc.toString();
    const spec = state.changeByRange((range) => {
      const edit = toggleMark(text, range.from, range.to, mark);
      return { changes: [...edit.changes], range: EditorSelection.range(edit.from, edit.to) };
    });
    dispatch(state.update(spec, { userEvent: "input.mark", scrollIntoView: true }));
    return true;
  };
}

function selectedLines(state: EditorState): Line[] {
  const lines = new Map<number, Line>();
  for (const range of state.selection.ranges) {
    for (let at = range.from; ; ) {
      const line = state.doc.lineAt(at);
      lines.set(line.number, line);
      if (line.to >= range.to) break;
      at = line.to + 1;
    }
  }
  return [...lines.values()];
}

/** Replaces each line by what `change` makes of it; the cursor stays with its words. */
function changeLines(lines: readonly Line[], texts: readonly string[]): ChangeSpec[] {
  return lines.flatMap((line, index) => {
    const text = texts[index]!;
    if (text === line.text) return [];
    let tail = 0;
    while (tail < Math.min(text.length, line.length) && text.at(-1 - tail) === line.text.at(-1 - tail)) tail++;
    return [{ from: line.from, to: line.to - tail, insert: text.slice(0, text.length - tail) }];
  });
}

/** A command that gives the selected lines a style, or takes it from them. */
export function styling(style: LineStyle): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const lines = selectedLines(state);
    const changes = state.changes(changeLines(lines, restyled(lines.map((line) => line.text), style)));
    const selection = EditorSelection.create(
      state.selection.ranges.map((range) => EditorSelection.range(changes.mapPos(range.anchor, 1), changes.mapPos(range.head, 1))),
      state.selection.mainIndex,
    );
    dispatch(state.update({ changes, selection, userEvent: "input.style", scrollIntoView: true }));
    return true;
  };
}

function inCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); node.parent; node = node.parent) {
    if (/^(?:FencedCode|CodeBlock)$/.test(node.name)) return true;
  }
  return false;
}

/** Enter goes on with a list or a quote, and ends it in an empty item. */
export const continueList: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  if (state.readOnly || main.to > line.to || inCode(state, main.from)) return false;
  const from = main.empty ? line.from + pastClosing(line.text, main.from - line.from) : main.from;
  const answer = onEnter(line.text, from - line.from) ?? (from > main.from ? { continued: "" } : null);
  if (!answer) return false;
  if ("instead" in answer) {
    const changes = { from: line.from, to: line.to, insert: answer.instead };
    dispatch(state.update({ changes, selection: { anchor: line.from + answer.instead.length }, userEvent: "delete", scrollIntoView: true }));
    return true;
  }
  const insert = `\n${answer.continued}`;
  dispatch(
    state.update({
      changes: { from, to: Math.max(from, main.to), insert },
      selection: { anchor: from + insert.length },
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Backspace right behind the mark of an item takes the mark away. */
export const unmark: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  const { quote, mark, length } = readPrefix(line.text);
  const marked = mark || quote;
  if (state.readOnly || !main.empty || !marked || main.from !== line.from + length || inCode(state, main.from)) return false;
  const from = line.from + (mark ? quote.length : 0);
  dispatch(state.update({ changes: { from, to: main.from }, userEvent: "delete.backward" }));
  return true;
};

/** Tab and Shift-Tab move items in and out; elsewhere the keys keep their own meaning. */
function moving(change: (line: string) => string, inside: StateCommand): StateCommand {
  return (target) => {
    const { state, dispatch } = target;
    if (state.readOnly) return false;
    const lines = selectedLines(state);
    if (lines.every((line) => inCode(state, line.to))) return inside(target);
    if (!lines.some((line) => readPrefix(line.text).mark)) return false;
    const changes = changeLines(lines, lines.map((line) => (line.text.trim() ? change(line.text) : line.text)));
    dispatch(state.update({ changes, userEvent: "input.indent" }));
    return true;
  };
}

export const moveIn = moving(indented, indentMore);
export const moveOut = moving(outdented, indentLess);

/** Puts a block on lines of its own at the cursor; `cursor` is where the cursor stands in it. */
function putBlock(view: EditorView, block: string, cursor: number, length = 0): number {
  const { state } = view;
  const line = state.doc.lineAt(state.selection.main.to);
  const empty = line.text.trim() === "";
  const from = empty ? line.from : line.to;
  const above = line.number > 1 ? state.doc.line(line.number - 1).text.trim() : "";
  const before = empty ? (above ? "\n" : "") : "\n\n";
  const below = line.number < state.doc.lines ? state.doc.line(line.number + 1).text.trim() : null;
  const after = below === null ? "\n" : below ? "\n" : "";
  const start = from + before.length;
  view.dispatch({
    changes: { from, to: empty ? line.to : from, insert: before + block + after },
    selection: { anchor: start + cursor, head: start + cursor + length },
    userEvent: "input.block",
    scrollIntoView: true,
  });
  return start;
}

const table: Command = (view) => {
  const block = newTable(3, 2);
  const start = putBlock(view, block, block.length);
  focusTable(view, start, "first");
  return true;
};

const codeBlock: Command = (view) => {
  const { state } = view;
  const { from, to } = state.selection.main;
  const chosen = state.sliceDoc(from, to);
  if (!chosen.includes("\n")) putBlock(view, "```\n\n```", 4);
  else view.dispatch({ changes: { from, to, insert: `\`\`\`\n${chosen}\n\`\`\`` }, selection: { anchor: from + 3 }, userEvent: "input.block" });
  return true;
};

const callout: Command = (view) => {
  const title = view.state.facet(surroundings).words("callout.title");
  putBlock(view, `> [!note] ${title}\n> `, 10, title.length);
  return true;
};

const code: Command = (view) => (view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to).includes("\n") ? codeBlock(view) : marking("`")(view));

const divider: Command = (view) => {
  putBlock(view, "---\n", 4);
  return true;
};

const today: Command = (view) => {
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  view.dispatch(view.state.replaceSelection(date), { userEvent: "input" });
  return true;
};

function calling(name: "chooseFile" | "askForLink" | "save" | "toggleAlone"): Command {
  return (view) => {
    view.state.facet(surroundings)[name]();
    return true;
  };
}

export const marks: Readonly<Record<string, Mark>> = { bold: "**", italic: "*", strike: "~~", highlight: "==", code: "`" };

/** Every command by name. Those that write are not there in a text that may only be read. */
export const commands: Readonly<Record<string, Command>> = {
  undo,
  redo,
  bold: marking("**"),
  italic: marking("*"),
  strike: marking("~~"),
  highlight: marking("=="),
  code,
  text: styling("text"),
  "heading-1": styling("heading-1"),
  "heading-2": styling("heading-2"),
  "heading-3": styling("heading-3"),
  bullets: styling("bullets"),
  numbers: styling("numbers"),
  checklist: styling("checklist"),
  quote: styling("quote"),
  tick: (view) => tick(view, view.state.selection.main.head),
  table,
  "code-block": codeBlock,
  callout,
  divider,
  date: today,
  link: calling("askForLink"),
  image: calling("chooseFile"),
  save: calling("save"),
  alone: calling("toggleAlone"),
  find: openSearchPanel,
};

const reading = new Set(["find", "alone", "save"]);

/** Runs a command by name, in a table's cell where the cursor is in one. */
export function perform(view: EditorView, name: string): void {
  const run = commands[name];
  if (!run || (view.state.readOnly && !reading.has(name))) return;
  const mark = marks[name];
  const cell = document.activeElement;
  const inCell = cell instanceof HTMLElement && cell.classList.contains("cell-field") && view.contentDOM.contains(cell);
  if (inCell && mark) return markInCell(cell, mark);
  if (!inCell) view.focus();
  run(view);
}
