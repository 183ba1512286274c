// Markdown as the engine reads it: CommonMark with what Obsidian adds. Tables are read line by line (tables.ts).
import { Language, defineLanguageFacet, languageDataProp } from "@codemirror/language";
import { Autolink, Strikethrough, TaskList, parser, type InlineContext, type InlineParser, type MarkdownConfig } from "@lezer/markdown";

const backslash = 92;

/** What stands between an opening and a closing sign and holds no markup of its own. */
function enclosed(name: string, open: string, close: string, pattern: RegExp): InlineParser {
  return {
    name,
    before: "Link",
    parse(context: InlineContext, next: number, at: number) {
      if (next !== open.charCodeAt(0) || context.slice(at, Math.min(context.end, at + open.length)) !== open) return -1;
      if (context.char(at - 1) === backslash) return -1;
      const rest = context.slice(at, Math.min(context.end, at + 1000 + open.length));
      const found = pattern.exec(rest);
      if (!found) return -1;
      const end = at + found[0].length;
      const marks = [
        context.elt(`${name}Mark`, at, at + open.length),
        context.elt(`${name}Mark`, end - close.length, end),
      ];
      return context.addElement(context.elt(name, at, end, marks));
    },
  };
}

const highlightEnds = { resolve: "Highlight", mark: "HighlightMark" };

const highlight: MarkdownConfig = {
  defineNodes: ["Highlight", "HighlightMark"],
  parseInline: [
    {
      name: "Highlight",
      after: "Emphasis",
      parse(context, next, at) {
        const equals = 61;
        if (next !== equals || context.char(at + 1) !== equals || context.char(at + 2) === equals) return -1;
        const before = context.slice(at - 1, at);
        const after = context.slice(at + 2, at + 3);
        return context.addDelimiter(highlightEnds, at, at + 2, !/^\s?$/.test(after), !/^\s?$/.test(before));
      },
    },
  ],
};

const tagPattern = /^#[\p{L}\p{N}\p{M}\p{Extended_Pictographic}_/-]*[^\s\d#.,;:!?()[\]{}'"]/u;

const tag: MarkdownConfig = {
  defineNodes: ["Tag"],
  parseInline: [
    {
      name: "Tag",
      parse(context, next, at) {
        if (next !== 35 || !/^(?:|[\s([{"'])$/.test(at > context.offset ? context.slice(at - 1, at) : "")) return -1;
        const word = /^#[\p{L}\p{N}\p{M}\p{Extended_Pictographic}_/-]+/u.exec(context.slice(at, Math.min(context.end, at + 200)));
        if (!word || !tagPattern.test(word[0])) return -1;
        return context.addElement(context.elt("Tag", at, at + word[0].length));
      },
    },
  ],
};

const enclosures: MarkdownConfig = {
  defineNodes: ["Embed", "EmbedMark", "Wikilink", "WikilinkMark", "Note", "NoteMark", "Formula", "FormulaMark"],
  parseInline: [
    enclosed("Embed", "![[", "]]", /^!\[\[(?!\[)[^\n[\]]+?\]\]/),
    enclosed("Wikilink", "[[", "]]", /^\[\[(?!\[)[^\n[\]]+?\]\]/),
    enclosed("Note", "%%", "%%", /^%%[^%]+%%/),
    enclosed("Formula", "$$", "$$", /^\$\$[^$]+\$\$/),
    { ...enclosed("Formula", "$", "$", /^\$(?![\s$])[^$\n]*?[^\s$]\$(?!\d)/), name: "FormulaInLine" },
  ],
};

const data = defineLanguageFacet({ closeBrackets: { brackets: [] } });

const configured = parser.configure([
  Strikethrough,
  TaskList,
  Autolink,
  enclosures,
  highlight,
  tag,
  { props: [languageDataProp.add({ Document: data })] },
]);

/** The language that every editor of Markdown here speaks. */
export const markdownLanguage = new Language(data, configured, [], "markdown");
