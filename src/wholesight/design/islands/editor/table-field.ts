// Every table of the text is drawn as a table whose cells are fields. What is typed there changes that cell's text alone.
import { isolateHistory } from "@codemirror/commands";
import { StateField, type EditorState, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, keymap, type DecorationSet } from "@codemirror/view";
import { TableDrawing, focusTable } from "./table-drawing";
import { findTables, type Span } from "./tables";

interface Tables {
  readonly spans: readonly Span[];
  readonly drawn: DecorationSet;
}

function linesOf(doc: Text): Iterable<string> {
  return { [Symbol.iterator]: () => doc.iterLines() };
}

/** A selection inside a table (a find, a jump) opens it as text, else nobody would see what is selected. */
function isOpen(state: EditorState, span: Span): boolean {
  return state.selection.ranges.some((range) => range.from < span.to && range.to > span.from && !(range.from <= span.from && range.to >= span.to));
}

function draw(state: EditorState, spans: readonly Span[]): DecorationSet {
  const closed = spans.filter((span) => !isOpen(state, span));
  return Decoration.set(
    closed.map((span) =>
      Decoration.replace({ widget: new TableDrawing(state.doc.sliceString(span.from, span.to)), block: true }).range(span.from, span.to),
    ),
  );
}

const tables = StateField.define<Tables>({
  create(state) {
    const spans = findTables(linesOf(state.doc));
    return { spans, drawn: draw(state, spans) };
  },
  update(before, transaction) {
    if (!transaction.docChanged && !transaction.selection) return before;
    const spans = transaction.docChanged ? findTables(linesOf(transaction.newDoc)) : before.spans;
    if (spans.length === 0 && before.spans.length === 0) return before;
    return { spans, drawn: draw(transaction.state, spans) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (value) => value.drawn),
    EditorView.atomicRanges.of((view) => view.state.field(field).drawn),
  ],
});

/** The drawn table that begins or ends right beyond the cursor's line, in the direction of the key. */
function neighbour(view: EditorView, down: boolean): Span | null {
  const { main } = view.state.selection;
  if (!main.empty) return null;
  const { doc } = view.state;
  const line = doc.lineAt(main.head);
  // In a paragraph of several rows on the screen, only the outermost row leads out.
  const moved = view.moveVertically(main, down);
  if (moved.head >= line.from && moved.head <= line.to && moved.head !== main.head) return null;
  const next = down ? line.number + 1 : line.number - 1;
  if (next < 1 || next > doc.lines) return null;
  const at = down ? doc.line(next).from : doc.line(next).to;
  return view.state.field(tables).spans.find((span) => !isOpen(view.state, span) && (down ? span.from === at : span.to === at)) ?? null;
}

function enter(view: EditorView, down: boolean): boolean {
  const span = neighbour(view, down);
  return span !== null && focusTable(view, span.from, down ? "first" : "last");
}

/** What is typed right before or behind a table goes into a paragraph of its own. */
const apart = EditorView.inputHandler.of((view, from, to, text) => {
  if (from !== to || text === "\n") return false;
  const span = view.state.field(tables).spans.find((each) => each.from === from || each.to === from);
  if (!span || isOpen(view.state, span)) return false;
  const before = span.from === from;
  const insert = before ? `${text}\n\n` : `\n\n${text}`;
  const anchor = before ? from + text.length : from + insert.length;
  view.dispatch({ changes: { from, insert }, selection: { anchor }, userEvent: "input.type", annotations: isolateHistory.of("before") });
  return true;
});

/** Tables as tables. */
export const tableEditing: Extension = [
  tables,
  apart,
  keymap.of([
    { key: "ArrowDown", run: (view) => enter(view, true) },
    { key: "ArrowUp", run: (view) => enter(view, false) },
  ]),
];
