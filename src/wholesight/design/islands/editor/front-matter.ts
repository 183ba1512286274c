/** A text cut in two: its front matter with both lines of dashes (empty where there is none), and the body. */
export interface Parts {
  readonly head: string;
  readonly body: string;
}

const fence = /^\ufeff?---[ \t]*\n/;
const closing = /^---[ \t]*(?:\n|$)/m;

/** Cuts as the Markdown engine does: the very first line is `---`, and a later one closes it. */
export function cutFrontMatter(text: string): Parts {
  const opening = fence.exec(text);
  if (!opening) return { head: "", body: text };
  const rest = text.slice(opening[0].length);
  const end = closing.exec(rest);
  if (!end) return { head: "", body: text };
  const length = opening[0].length + end.index + end[0].length;
  return { head: text.slice(0, length), body: text.slice(length) };
}
