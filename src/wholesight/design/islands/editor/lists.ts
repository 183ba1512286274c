/** What stands before the words of a line: quote marks, indentation, a list's mark and a task's box. */
export interface Prefix {
  readonly quote: string;
  readonly indent: string;
  readonly mark: string;
  readonly box: string;
  readonly length: number;
}

const pattern = /^((?:[ \t]{0,3}>[ \t]?)*)([ \t]*)((?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)[ \t]*)?(\[[^\]\n]\](?:[ \t]+|$))?/;

/** The prefix of a line; all its parts are empty in a plain one. */
export function readPrefix(line: string): Prefix {
  const [whole = "", quote = "", indent = "", mark = "", found = ""] = pattern.exec(line) ?? [];
  const box = mark ? found : "";
  return { quote, indent, mark, box, length: whole.length - (found.length - box.length) };
}

/** What Enter does in a line: begin the next one with `continued`, or, in an empty item, put `instead` in its place. */
export type Enter = { readonly continued: string } | { readonly instead: string } | null;

/** What Enter at `column` of a line means; null where it is a plain line break. */
export function onEnter(line: string, column: number): Enter {
  const { quote, indent, mark, box, length } = readPrefix(line);
  if ((!mark && !quote) || column < length) return null;
  if (line.slice(length).trim() === "") return { instead: indent && mark ? outdented(line) : mark ? quote : "" };
  if (!mark) return { continued: quote };
  return { continued: quote + indent + nextMark(mark) + (box ? `[ ] ` : "") };
}

function nextMark(mark: string): string {
  const number = /^(\d+)(.*)$/s.exec(mark);
  if (!number) return mark.trimEnd() + (/\s+$/.exec(mark)?.[0] ?? " ");
  return `${Number(number[1]) + 1}${number[2]}`;
}

/** The line one level further in: its item moves below the words of a common list. */
export function indented(line: string): string {
  const { quote } = readPrefix(line);
  return `${quote}${step(line)}${line.slice(quote.length)}`;
}

/** The line one level further out, or as it is where it stands at the edge. */
export function outdented(line: string): string {
  const { quote, indent } = readPrefix(line);
  const less = indent.startsWith("\t") ? indent.slice(1) : indent.replace(/^ {1,4}/, "");
  return quote + less + line.slice(quote.length + indent.length);
}

function step(line: string): string {
  return readPrefix(line).indent.startsWith("\t") ? "\t" : "    ";
}

/** The styles that a whole line can take. */
export type LineStyle = "text" | "heading-1" | "heading-2" | "heading-3" | "bullets" | "numbers" | "checklist" | "quote";

const heading = /^#{1,6}(?:[ \t]+|$)/;

/** How a line is styled now. */
export function styleOf(line: string): LineStyle {
  const { quote, mark, box, length } = readPrefix(line);
  if (box) return "checklist";
  if (mark) return /\d/.test(mark) ? "numbers" : "bullets";
  const level = /^#{1,3}(?=[ \t])/.exec(line.slice(length))?.[0].length;
  if (level) return `heading-${level}` as LineStyle;
  return quote ? "quote" : "text";
}

/** The lines in another style; where all of them have it already, as plain text. Blank lines among others stay blank. */
export function restyled(lines: readonly string[], wanted: LineStyle): string[] {
  const counted = lines.filter((line) => line.trim());
  const worn = counted.length > 0 && counted.every((line) => (wanted === "quote" ? readPrefix(line).quote : styleOf(line) === wanted));
  const style = worn ? "text" : wanted;
  let number = 0;
  return lines.map((line) => {
    if (!line.trim() && lines.length > 1) return wanted === "quote" && !worn ? ">" : worn ? line.replace(/^>[ \t]*/, "") : line;
    const { quote, indent, length } = readPrefix(line);
    if (wanted === "quote") return worn ? line.replace(/^[ \t]{0,3}>[ \t]?/, "") : `> ${line}`;
    const words = line.slice(length).replace(heading, "");
    number += 1;
    const inward = style.startsWith("heading") || style === "text" ? "" : indent;
    return quote + inward + opening(style, number) + words;
  });
}

function opening(style: LineStyle, number: number): string {
  if (style === "bullets") return "- ";
  if (style === "numbers") return `${number}. `;
  if (style === "checklist") return "- [ ] ";
  return style.startsWith("heading") ? `${"#".repeat(Number(style.at(-1)))} ` : "";
}

/** The line with its task ticked, or open again; null where it is no task. */
export function ticked(line: string): string | null {
  const { box, length } = readPrefix(line);
  if (!box) return null;
  const at = length - box.length;
  return `${line.slice(0, at)}[${box[1] === " " ? "x" : " "}]${line.slice(at + 3)}`;
}
