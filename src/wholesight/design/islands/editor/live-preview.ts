// Live preview: markup is drawn as what it means, and shows itself where the cursor is. Only what is on the screen is drawn.
import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension, Range } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";
import { readPrefix } from "./lists";
import { Bullet, Picture, Rule, TaskBox } from "./preview-widgets";
import { attachmentAddress, surroundings } from "./surroundings";

const hidden = Decoration.replace({});
const markup = Decoration.mark({ class: "shown-markup" });
const classes: Readonly<Record<string, Decoration>> = Object.fromEntries(
  Object.entries({
    StrongEmphasis: "strong", Emphasis: "emphasis", Strikethrough: "struck", Highlight: "highlighted", InlineCode: "code-words",
    Tag: "tag-word", Note: "note-words", Formula: "formula-words", HTMLTag: "raw-words", Comment: "note-words", URL: "link-words",
  }).map(([name, style]) => [name, Decoration.mark({ class: style })]),
);
const link = Decoration.mark({ class: "link-words" });
const wrapping = new Set(["StrongEmphasis", "Emphasis", "Strikethrough", "Highlight", "InlineCode"]);
const wrappingMarks = new Set(["EmphasisMark", "StrikethroughMark", "HighlightMark", "CodeMark"]);
const picture = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i;

/** What is drawn of one screenful, and what the cursor touches. */
class Drawing {
  readonly drawn: Range<Decoration>[] = [];

  constructor(
    readonly state: EditorState,
    readonly focused: boolean,
  ) {}

  touches(from: number, to: number): boolean {
    return this.focused && this.state.selection.ranges.some((range) => range.from <= to && range.to >= from);
  }

  /** As `touches`, for a prefix: right behind it the words begin, and there it stays drawn. */
  enters(from: number, to: number): boolean {
    return this.focused && this.state.selection.ranges.some((range) => (range.empty ? range.from >= from && range.from < to : range.from < to && range.to > from));
  }

  onLine(at: number): boolean {
    const line = this.state.doc.lineAt(at);
    return this.touches(line.from, line.to);
  }

  hide(from: number, to: number): void {
    // A plugin may not replace line breaks.
    if (from < to && this.state.doc.lineAt(from).to >= to) this.drawn.push(hidden.range(from, to));
  }

  mark(decoration: Decoration, from: number, to: number): void {
    if (from < to) this.drawn.push(decoration.range(from, to));
  }

  lines(from: number, to: number, style: (index: number, last: boolean) => string): void {
    const first = this.state.doc.lineAt(from).number;
    const last = this.state.doc.lineAt(Math.max(from, to)).number;
    for (let number = first; number <= last; number++) {
      const line = this.state.doc.line(number);
      this.drawn.push(Decoration.line({ class: style(number - first, number === last) }).range(line.from));
    }
  }

  text(from: number, to: number): string {
    return this.state.doc.sliceString(from, to);
  }
}

type Draw = (drawing: Drawing, node: SyntaxNodeRef) => void;

function drawHeading(drawing: Drawing, node: SyntaxNodeRef): void {
  const level = node.name.at(-1)!;
  drawing.lines(node.from, node.to, () => `heading-line heading-line-${level}`);
}

function drawHeadingMark(drawing: Drawing, node: SyntaxNodeRef): void {
  const { state } = drawing;
  const line = state.doc.lineAt(node.from);
  let { from, to } = node;
  const opens = state.doc.sliceString(line.from, from).trim() === "" || !/[^\s>]/.test(state.doc.sliceString(line.from, from));
  if (opens) while (to < line.to && /[ \t]/.test(state.doc.sliceString(to, to + 1))) to++;
  else while (from > line.from && /[ \t]/.test(state.doc.sliceString(from - 1, from))) from--;
  if (drawing.onLine(node.from) || /^[=-]/.test(drawing.text(node.from, node.to))) drawing.mark(markup, node.from, node.to);
  else drawing.hide(from, to);
}

function drawWrapped(drawing: Drawing, node: SyntaxNodeRef): void {
  drawing.mark(classes[node.name]!, node.from, node.to);
}

function drawWrappingMark(drawing: Drawing, node: SyntaxNodeRef): void {
  const parent = node.node.parent;
  if (!parent) return;
  if (parent.name === "FencedCode") return drawFenceMark(drawing, node, parent);
  if (!wrapping.has(parent.name)) return;
  if (drawing.touches(parent.from, parent.to)) drawing.mark(markup, node.from, node.to);
  else drawing.hide(node.from, node.to);
}

function drawFenceMark(drawing: Drawing, node: SyntaxNodeRef, block: SyntaxNode): void {
  if (drawing.touches(block.from, block.to)) drawing.mark(markup, node.from, node.to);
  else drawing.hide(node.from, node.to);
}

function drawFence(drawing: Drawing, node: SyntaxNodeRef): void {
  drawing.lines(node.from, node.to, (index, last) => `code-line${index === 0 ? " code-line-first" : ""}${last ? " code-line-last" : ""}`);
}

/** `[words](address)`: the words stay; a name in brackets that leads nowhere is left alone. */
function drawLink(drawing: Drawing, node: SyntaxNodeRef): void {
  const marks = node.node.getChildren("LinkMark");
  const open = marks[0];
  const close = marks[1];
  if (!open || !close || !(node.node.getChild("URL") || node.node.getChild("LinkLabel"))) return;
  drawing.mark(link, open.to, close.from);
  if (drawing.touches(node.from, node.to)) {
    drawing.mark(markup, open.from, open.to);
    drawing.mark(markup, close.from, node.to);
  } else {
    drawing.hide(open.from, open.to);
    drawing.hide(close.from, node.to);
  }
}

function drawWikilink(drawing: Drawing, node: SyntaxNodeRef): void {
  const inside = drawing.text(node.from + 2, node.to - 2);
  const bar = inside.indexOf("|");
  const words = bar >= 0 && bar < inside.length - 1 ? node.from + 2 + bar + 1 : node.from + 2;
  drawing.mark(link, words, node.to - 2);
  if (drawing.touches(node.from, node.to)) {
    drawing.mark(markup, node.from, words);
    drawing.mark(markup, node.to - 2, node.to);
  } else {
    drawing.hide(node.from, words);
    drawing.hide(node.to - 2, node.to);
  }
}

function drawPicture(drawing: Drawing, node: SyntaxNodeRef, target: string, label: string, width: number | null): void {
  const { attachmentUrl, words } = drawing.state.facet(surroundings);
  const address = picture.test(target) ? attachmentAddress(attachmentUrl, target) : null;
  const widget = new Picture(address, target, label || target, width, words("picture.missing", { name: target }));
  if (drawing.touches(node.from, node.to)) {
    drawing.mark(markup, node.from, node.to);
    if (address) drawing.drawn.push(Decoration.widget({ widget, side: 1 }).range(node.to));
  } else {
    drawing.drawn.push(Decoration.replace({ widget }).range(node.from, node.to));
  }
}

function drawEmbed(drawing: Drawing, node: SyntaxNodeRef): void {
  const [target = "", ...rest] = drawing.text(node.from + 3, node.to - 2).split("|");
  const width = rest.map((part) => /^(\d{1,4})(?:x\d+)?$/.exec(part.trim())?.[1]).find(Boolean);
  drawPicture(drawing, node, target.trim(), rest.find((part) => !/^\d+(x\d+)?$/.test(part.trim())) ?? "", width ? Number(width) : null);
}

function drawImage(drawing: Drawing, node: SyntaxNodeRef): void {
  const address = node.node.getChild("URL");
  if (!address || drawing.state.doc.lineAt(node.from).to < node.to) return;
  const target = drawing.text(address.from, address.to).replace(/^<|>$/g, "");
  const [label = "", width] = drawing.text(node.from + 2, node.node.getChildren("LinkMark")[1]?.from ?? node.from + 2).split("|");
  drawPicture(drawing, node, plainPath(target), label, width && /^\d+/.test(width) ? parseInt(width, 10) : null);
}

function plainPath(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // a lone percent sign is part of the name
  }
}

const callout = /^\s*>\s*\[!([\w-]+)\][+-]?/;

function drawQuote(drawing: Drawing, node: SyntaxNodeRef): void {
  if (node.node.parent?.name === "Blockquote") return;
  const kind = callout.exec(drawing.state.doc.lineAt(node.from).text)?.[1]?.toLowerCase();
  drawing.lines(node.from, node.to, (index) => (kind ? `callout-line callout-line-${kind}${index ? "" : " callout-line-first"}` : "quote-line"));
  if (!kind) return;
  const line = drawing.state.doc.lineAt(node.from);
  const found = callout.exec(line.text)!;
  const bracket = line.from + found[0].indexOf("[!");
  if (drawing.onLine(line.from)) drawing.mark(markup, bracket, line.from + found[0].length);
  else if (line.text.length > found[0].length) drawing.hide(bracket, Math.min(line.to, line.from + found[0].length + 1));
}

function drawQuoteMark(drawing: Drawing, node: SyntaxNodeRef): void {
  const blank = drawing.text(node.to, node.to + 1) === " " ? 1 : 0;
  if (drawing.onLine(node.from)) drawing.mark(markup, node.from, node.to);
  else drawing.hide(node.from, node.to + blank);
}

function drawItem(drawing: Drawing, node: SyntaxNodeRef): void {
  const line = drawing.state.doc.lineAt(node.from);
  const prefix = readPrefix(line.text);
  if (!prefix.mark) return;
  let depth = 0;
  for (let parent = node.node.parent; parent; parent = parent.parent) if (/List$/.test(parent.name)) depth++;
  const ordered = /\d/.test(prefix.mark);
  const from = line.from + prefix.quote.length;
  const end = line.from + prefix.length;
  const marks = from + prefix.indent.length;
  const done = prefix.box && prefix.box[1] !== " " ? " task-line-done" : "";
  drawing.drawn.push(Decoration.line({ class: `item-line item-depth-${Math.min(depth, 6)}${done}` }).range(line.from));
  if (drawing.enters(from, end)) return drawing.mark(markup, marks, end);
  drawing.hide(from, marks);
  if (prefix.box) {
    const words = drawing.state.facet(surroundings).words("task.done");
    drawing.drawn.push(Decoration.replace({ widget: new TaskBox(prefix.box[1] !== " ", words) }).range(marks, end));
  } else if (end > marks) {
    drawing.drawn.push(Decoration.replace({ widget: new Bullet(ordered ? prefix.mark.trim() : "•") }).range(marks, end));
  }
}

function drawRule(drawing: Drawing, node: SyntaxNodeRef): void {
  if (drawing.onLine(node.from)) drawing.mark(markup, node.from, node.to);
  else drawing.drawn.push(Decoration.replace({ widget: new Rule() }).range(node.from, node.to));
}

function drawEscape(drawing: Drawing, node: SyntaxNodeRef): void {
  if (!drawing.touches(node.from, node.to)) drawing.hide(node.from, node.from + 1);
}

const draws: Readonly<Record<string, Draw>> = {
  ...Object.fromEntries(["1", "2", "3", "4", "5", "6"].map((level) => [`ATXHeading${level}`, drawHeading])),
  SetextHeading1: drawHeading,
  SetextHeading2: drawHeading,
  HeaderMark: drawHeadingMark,
  ...Object.fromEntries(Object.keys(classes).map((name) => [name, drawWrapped])),
  ...Object.fromEntries([...wrappingMarks].map((name) => [name, drawWrappingMark])),
  FencedCode: drawFence,
  CodeBlock: drawFence,
  HTMLBlock: drawFence,
  Link: drawLink,
  Wikilink: drawWikilink,
  Embed: drawEmbed,
  Image: drawImage,
  Blockquote: drawQuote,
  QuoteMark: drawQuoteMark,
  ListItem: drawItem,
  HorizontalRule: drawRule,
  Escape: drawEscape,
};

/** Inside these nothing more is drawn: their own parts say it all. */
const closed = new Set(["Wikilink", "Embed", "Image", "CodeBlock", "HTMLBlock"]);

function draw(view: EditorView): DecorationSet {
  const drawing = new Drawing(view.state, view.hasFocus);
  const tree = syntaxTree(view.state);
  for (const { from, to } of view.visibleRanges) {
    tree.iterate({
      from,
      to,
      enter(node) {
        if (node.name === "URL" && node.node.parent?.name === "Link") return false;
        draws[node.name]?.(drawing, node);
        return !closed.has(node.name);
      },
    });
  }
  return Decoration.set(drawing.drawn, true);
}

/** The extension that draws. */
export const livePreview: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = draw(view);
    }

    update(update: ViewUpdate): void {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged || parsed) {
        this.decorations = draw(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
