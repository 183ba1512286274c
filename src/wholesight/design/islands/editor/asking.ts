/** What the words before the cursor ask for: completion of `kind` for `query`, replacing the text from column `from` on. */
export interface Question {
  readonly kind: "page" | "heading" | "tag" | "person" | "command";
  readonly query: string;
  readonly from: number;
}

const wikilink = /\[\[([^[\]|\n]*)$/;
const tag = /(?:^|[\s([{"'])#([\p{L}\p{N}\p{M}_/-]*)$/u;
const person = /(?:^|[\s([{"'])@([\p{L}\p{N}\p{M}_.-]*)$/u;
const command = /^[ \t]*\/([\p{L}\p{N}-]*)$/u;

/** What is asked at the end of `before`, the part of a line before the cursor. */
export function questionAt(before: string): Question | null {
  const link = wikilink.exec(before);
  if (link) {
    const query = link[1]!;
    return { kind: query.includes("#") ? "heading" : "page", query, from: before.length - query.length };
  }
  const asked = command.exec(before);
  if (asked) return { kind: "command", query: asked[1]!, from: before.length - asked[1]!.length - 1 };
  const tagged = tag.exec(before);
  // At the beginning of a line a lone `#` is on its way to a heading.
  if (tagged && (tagged[1] || before.length > 1)) return { kind: "tag", query: tagged[1]!, from: before.length - tagged[1]!.length - 1 };
  const called = person.exec(before);
  if (called) return { kind: "person", query: called[1]!, from: before.length - called[1]!.length - 1 };
  return null;
}

/** What to write for an answer, from the question's `from` on: links closed, tags with their sign, whatever the answer left out. */
export function answerText(question: Question, insert: string): string {
  if (question.kind === "page" || question.kind === "heading") {
    const inside = insert.replace(/^!?\[\[/, "").replace(/\]\]$/, "");
    const target = question.query.slice(0, question.query.indexOf("#"));
    const whole = question.kind === "page" || inside.includes("#") ? inside : `${target}#${inside}`;
    return `${whole}]]`;
  }
  if (question.kind === "tag") return insert.startsWith("#") ? insert : `#${insert}`;
  return insert;
}

/** The address that answers a question. */
export function completeAddress(base: string, question: Question, space: string, path: string): string {
  const words = new URLSearchParams({ kind: question.kind, q: question.query, space, path });
  return `${base}${base.includes("?") ? "&" : "?"}${words.toString()}`;
}
