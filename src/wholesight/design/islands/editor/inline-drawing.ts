/** A run of words with the styles that they wear; `link` where they lead somewhere. */
export interface Run {
  readonly text: string;
  readonly styles: readonly ("strong" | "emphasis" | "struck" | "highlighted" | "code-words" | "link-words")[];
}

type Style = Run["styles"][number];

const pieces: readonly [RegExp, Style][] = [
  [/^`([^`]+)`/, "code-words"],
  [/^!?\[\[(?:[^\]|]*\|)?([^\]]+)\]\]/, "link-words"],
  [/^\[([^\]]+)\]\([^)\s]*\)/, "link-words"],
  [/^\*\*(?=\S)(.+?)\*\*/, "strong"],
  [/^~~(?=\S)(.+?)~~/, "struck"],
  [/^==(?=\S)(.+?)==/, "highlighted"],
  [/^\*(?=\S)([^*]+?)\*/, "emphasis"],
];

/** The words of one cell as they are shown when nobody writes in it. */
export function drawnRuns(source: string, styles: readonly Style[] = []): Run[] {
  const runs: Run[] = [];
  let plain = "";
  const put = () => {
    if (plain) runs.push({ text: plain, styles });
    plain = "";
  };
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const escaped = /^\\([!-/:-@[-`{-~])/.exec(rest);
    const piece = pieces.find(([pattern]) => pattern.test(rest));
    if (escaped) plain += escaped[1];
    else if (piece) {
      put();
      const [whole, inner = ""] = piece[0].exec(rest)!;
      const worn = [...styles, piece[1]];
      runs.push(...(piece[1] === "code-words" ? [{ text: inner, styles: worn }] : drawnRuns(inner, worn)));
      at += whole.length;
      continue;
    } else plain += rest[0];
    at += escaped ? 2 : 1;
  }
  put();
  return runs;
}
