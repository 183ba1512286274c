import type { Change } from "./tables";

/** What wraps words: strong, emphasis, struck out, highlighted, code. */
export type Mark = "**" | "*" | "~~" | "==" | "`";

/** What to change, and where the selection stands afterwards, both in the text as it was or will be. */
export interface Edit {
  readonly changes: readonly Change[];
  readonly from: number;
  readonly to: number;
}

/** Wraps what is selected in a mark, or takes the mark away; without a selection the word at the cursor, or what comes next. */
export function toggleMark(text: string, from: number, to: number, mark: Mark): Edit {
  if (from !== to) return toggleSelection(text, from, to, mark);
  const after = text.slice(to);
  const wrapped = carries(text, from, to, mark);
  if (wrapped) return { changes: cutAround(from, to, mark), from: from - mark.length, to: to - mark.length };
  if (after.startsWith(mark) && isOpenBefore(text, from, mark)) {
    return { changes: [], from: from + mark.length, to: to + mark.length };
  }
  const word = wordAt(text, from);
  if (word.from < from && from < word.to) {
    const edit = toggleSelection(text, word.from, word.to, mark);
    const moved = from + edit.from - word.from;
    return { changes: edit.changes, from: moved, to: moved };
  }
  const at = from + mark.length;
  return { changes: [{ from, to, insert: mark + mark }], from: at, to: at };
}

function toggleSelection(text: string, wideFrom: number, wideTo: number, mark: Mark): Edit {
  const chosen = text.slice(wideFrom, wideTo);
  const from = wideFrom + chosen.length - chosen.trimStart().length;
  const to = Math.max(from, wideTo - (chosen.length - chosen.trimEnd().length));
  const size = mark.length;
  if (carries(text, from, to, mark)) return { changes: cutAround(from, to, mark), from: from - size, to: to - size };
  if (to - from > 2 * size && carries(text, from + size, to - size, mark)) {
    return { changes: cutAround(from + size, to - size, mark), from, to: to - 2 * size };
  }
  const changes: Change[] = [];
  let end = from;
  for (const line of lineSpans(text, from, to)) {
    changes.push({ from: line.from, to: line.from, insert: mark }, { from: line.to, to: line.to, insert: mark });
    end = line.to;
  }
  const inner = changes.length > 2 ? 0 : size;
  return { changes, from: from + inner, to: end + changes.length * size - inner };
}

/** Whether the mark stands directly around; a run of three asterisks is both strong and emphasis. */
function carries(text: string, from: number, to: number, mark: Mark): boolean {
  const sign = mark[0]!;
  let before = 0;
  while (text[from - 1 - before] === sign) before++;
  let after = 0;
  while (text[to + after] === sign) after++;
  const run = Math.min(before, after);
  if (mark === "*") return run % 2 === 1;
  return run >= mark.length;
}

function cutAround(from: number, to: number, mark: Mark): Change[] {
  const size = mark.length;
  return [
    { from: from - size, to: from, insert: "" },
    { from: to, to: to + size, insert: "" },
  ];
}

function isOpenBefore(text: string, at: number, mark: Mark): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return (line.split(mark).length - 1) % 2 === 1;
}

/** The column behind the marks that close at `column` and end the line; `column` itself where there are none. */
export function pastClosing(line: string, column: number): number {
  const rest = line.slice(column);
  const before = line.slice(0, column);
  const isClosing = /^(?:\*{1,3}|~~|==|`)+$/.test(rest) && before.includes(rest) && /\S$/.test(before);
  return isClosing ? line.length : column;
}

const letter = /[\p{L}\p{N}\p{M}'’-]/u;

function wordAt(text: string, at: number): { from: number; to: number } {
  let from = at;
  let to = at;
  while (from > 0 && letter.test(text[from - 1]!)) from--;
  while (to < text.length && letter.test(text[to]!)) to++;
  return { from, to };
}

/** The words of each line between two places, without what begins a list, quote or heading. */
function* lineSpans(text: string, from: number, to: number): Generator<{ from: number; to: number }> {
  let at = from;
  for (const line of text.slice(from, to).split("\n")) {
    const opening = at === from && text[from - 1] !== "\n" && from > 0 ? 0 : (/^[ \t>]*(?:(?:[-*+]|\d+[.)]|#{1,6})[ \t]+(?:\[.\][ \t]+)?)?/.exec(line)?.[0].length ?? 0);
    const words = line.slice(opening).trimEnd();
    if (words) yield { from: at + opening, to: at + opening + words.length };
    at += line.length + 1;
  }
}
