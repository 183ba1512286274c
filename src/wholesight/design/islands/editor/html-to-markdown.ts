// What a word processor or a web page puts on the clipboard, as clean Markdown: its sense, and nothing of its looks.

/** A picture that came along as data, to be sent to the server; `placeholder` stands for it in the Markdown. */
export interface CarriedPicture {
  readonly placeholder: string;
  readonly address: string;
}

export interface Converted {
  readonly markdown: string;
  readonly pictures: readonly CarriedPicture[];
}

const blocks = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE UL".split(" "));
const silent = new Set("SCRIPT STYLE TEMPLATE HEAD META LINK TITLE NOSCRIPT OBJECT IFRAME SVG svg BUTTON SELECT TEXTAREA INPUT O:P".split(" "));

/** Converts the document of a clipboard. `origin` is our own: pictures from elsewhere become links. */
export function htmlToMarkdown(root: Element, origin: string): Converted {
  const conversion = new Conversion(origin);
  const markdown = conversion.blocksOf(root).join("\n\n").replace(/\n{3,}/g, "\n\n").trim();
  return { markdown, pictures: conversion.pictures };
}

class Conversion {
  readonly pictures: CarriedPicture[] = [];

  constructor(private readonly origin: string) {}

  /** The blocks inside an element; words between blocks make paragraphs of their own. */
  blocksOf(parent: Node): string[] {
    const found: string[] = [];
    let loose: Node[] = [];
    const close = () => {
      const words = tidy(this.inline(loose));
      if (words) found.push(guarded(words));
      loose = [];
    };
    for (const child of wordLists([...parent.childNodes])) {
      if (child instanceof WordList) {
        close();
        found.push(child.items.map((item) => item.prefix + tidy(this.inline([...item.node.childNodes]))).join("\n"));
      } else if (isElement(child) && (blocks.has(child.nodeName) || holdsBlocks(child))) {
        close();
        found.push(...this.block(child));
      } else loose.push(child);
    }
    close();
    return found.filter((block) => block.trim());
  }

  private block(element: Element): string[] {
    const level = /^H([1-6])$/.exec(element.nodeName)?.[1];
    if (level) return this.heading(element, Number(level));
    switch (element.nodeName) {
      case "UL":
      case "OL":
        return [this.list(element).join("\n")];
      case "BLOCKQUOTE":
        return [prefixed(this.blocksOf(element).join("\n\n"), "> ", "> ")];
      case "PRE":
        return [fenced(element.textContent, /language-([\w+-]+)/.exec(element.innerHTML)?.[1] ?? "")];
      case "HR":
        return ["---"];
      case "TABLE":
        return this.table(element);
      default: {
        const title = /\bMsoTitle\b|\bMsoHeading(\d)/.exec(element.className);
        return title ? this.heading(element, Number(title[1] ?? 1)) : this.blocksOf(element);
      }
    }
  }

  private heading(element: Element, level: number): string[] {
    const words = tidy(this.inline([...element.childNodes])).replace(/\n/g, " ").replace(/^\*\*(.*)\*\*$/, "$1");
    return words ? [`${"#".repeat(level)} ${words}`] : [];
  }

  private list(element: Element): string[] {
    let number = Number(element.getAttribute("start") ?? 1);
    const lines: string[] = [];
    for (const child of element.children) {
      if (child.nodeName === "UL" || child.nodeName === "OL") {
        // Some editors nest a list beside the item that it belongs to.
        lines.push(...this.list(child).map((line) => `    ${line}`));
        continue;
      }
      const sign = element.nodeName === "OL" ? `${number++}. ` : "- ";
      const box = child.querySelector(":scope > input[type=checkbox], :scope > label > input[type=checkbox], :scope > p > input[type=checkbox]");
      const task = box ? `[${box.hasAttribute("checked") ? "x" : " "}] ` : "";
      lines.push(...this.item(child, sign + task));
    }
    return lines;
  }

  private item(element: Element, sign: string): string[] {
    const [first = "", ...rest] = this.blocksOf(element);
    const begins = /^(?:[-*+]|\d+\.) /.test(first) && /^[UO]L$/.test(element.firstElementChild?.nodeName ?? "");
    const lines = begins ? [sign.trimEnd(), ...prefixed(first, "    ", "    ").split("\n")] : prefixed(first, sign, "    ").split("\n");
    for (const block of rest) {
      const isList = /^(?:[-*+]|\d+\.) /.test(block);
      if (!isList) lines.push("");
      lines.push(...prefixed(block, "    ", "    ").split("\n"));
    }
    return lines;
  }

  private table(element: Element): string[] {
    const rows = [...element.querySelectorAll("tr")].filter((row) => row.closest("table") === element);
    const cells = rows.map((row) => [...row.children].flatMap((cell) => this.cell(cell)));
    const width = Math.max(0, ...cells.map((row) => row.length));
    if (width === 0) return [];
    // One cell around everything is how pages are laid out, not a table.
    if (width === 1 && rows.length === 1) return this.blocksOf(rows[0]!.children[0]!);
    const [heading = [], ...body] = cells.map((row) => [...row, ...Array.from({ length: width - row.length }, () => "")]);
    const rule = heading.map(() => "---");
    return [[heading, rule, ...body].map((row) => `| ${row.join(" | ")} |`).join("\n")];
  }

  private cell(element: Element): string[] {
    const words = this.blocksOf(element).join(" ").replace(/\s*\n\s*/g, " ").replace(/\\?\|/g, "\\|");
    const span = Math.min(20, Number(element.getAttribute("colspan") ?? 1) || 1);
    return [words, ...Array.from({ length: span - 1 }, () => "")];
  }

  inline(nodes: readonly Node[]): string {
    return nodes.map((node) => this.run(node)).join("");
  }

  private run(node: Node): string {
    if (node.nodeType === 3) return escaped((node.nodeValue ?? "").replace(/[\s\u00a0]+/g, " "));
    if (!isElement(node) || silent.has(node.nodeName)) return "";
    const { nodeName } = node;
    if (nodeName === "BR") return "\n";
    if (nodeName === "IMG") return this.picture(node);
    if (nodeName === "CODE" || nodeName === "KBD" || nodeName === "SAMP" || nodeName === "TT") return inCode(node.textContent);
    const words = this.inline([...node.childNodes]);
    if (nodeName === "A") return this.link(node, words);
    return wornBy(node).reduce((text, mark) => wrapped(text, mark), words);
  }

  private link(element: Element, words: string): string {
    const address = element.getAttribute("href") ?? "";
    if (!/^(?:https?|mailto|tel):/i.test(address) || !words.trim()) return words;
    if (address === words.trim()) return words.replace(address, `<${address}>`);
    return wrappedWith(words.replace(/\n/g, " "), "[", `](${address.replace(/[\s()<>]/g, encodeURIComponent).replace(/\(/g, "%28").replace(/\)/g, "%29")})`);
  }

  private picture(element: Element): string {
    const address = element.getAttribute("src") ?? "";
    const label = escaped((element.getAttribute("alt") ?? "").replace(/[\s[\]]+/g, " ").trim());
    if (/^data:image\//i.test(address)) {
      const placeholder = `\ufdd0${this.pictures.length}\ufdd1`;
      this.pictures.push({ placeholder, address });
      return placeholder;
    }
    if (address.startsWith("/") || address.startsWith(`${this.origin}/`)) return `![${label}](${address.replace(this.origin, "")})`;
    return /^https?:/i.test(address) ? `[${label || address.replace(/^https?:\/\//, "").split(/[?#]/)[0]!}](${address})` : label;
  }
}

interface WordItem {
  readonly node: Element;
  readonly prefix: string;
}

/** Paragraphs that Word writes for the items of a list, with the level in their style. */
class WordList {
  readonly items: WordItem[] = [];
}

function wordLists(nodes: readonly Node[]): (Node | WordList)[] {
  const found: (Node | WordList)[] = [];
  for (const node of nodes) {
    if (node.nodeType === 3 && !node.nodeValue?.trim() && found.at(-1) instanceof WordList) continue;
    const level = isElement(node) && /mso-list:\s*l\d+ level(\d+)/.exec(node.getAttribute("style") ?? "")?.[1];
    if (!level) {
      found.push(node);
      continue;
    }
    let list = found.at(-1);
    if (!(list instanceof WordList)) found.push((list = new WordList()));
    const sign = takeSign(node as Element);
    list.items.push({ node: node as Element, prefix: "    ".repeat(Number(level) - 1) + (/\d|^[a-z][.)]/i.test(sign) && !/^[o·§-]$/i.test(sign) ? "1. " : "- ") });
  }
  return found;
}

function takeSign(item: Element): string {
  const ignored = [...item.querySelectorAll("[style]")].filter((each) => /mso-list:\s*ignore/i.test(each.getAttribute("style") ?? ""));
  const sign = ignored.map((each) => each.textContent).join("").replace(/[\s\u00a0]+/g, "");
  for (const each of ignored) each.remove();
  return sign;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function holdsBlocks(element: Element): boolean {
  return !silent.has(element.nodeName) && [...element.querySelectorAll("*")].some((each) => blocks.has(each.nodeName));
}

/** The marks that an element gives its words, by name or by style; what is bold by name may be plain by style. */
function wornBy(element: Element): string[] {
  const style = element.getAttribute("style") ?? "";
  const weight = /font-weight:\s*(\w+)/.exec(style)?.[1];
  const marks: string[] = [];
  const bold = weight ? /^(?:bold|bolder|[6-9]00)$/.test(weight) : /^(?:B|STRONG)$/.test(element.nodeName);
  const italic = /font-style:\s*(\w+)/.exec(style)?.[1];
  if (bold) marks.push("**");
  if (italic ? italic === "italic" : /^(?:I|EM|CITE|DFN|VAR)$/.test(element.nodeName)) marks.push("*");
  if (/^(?:S|STRIKE|DEL)$/.test(element.nodeName) || /text-decoration[^;]*line-through/.test(style)) marks.push("~~");
  if (element.nodeName === "MARK") marks.push("==");
  return marks;
}

function wrapped(text: string, mark: string): string {
  return text
    .split("\n")
    .map((line) => wrappedWith(line, mark, mark))
    .join("\n");
}

/** Blanks stay outside of marks, where Markdown wants them. */
function wrappedWith(text: string, open: string, close: string): string {
  const words = text.trim();
  if (!words) return text;
  const at = text.indexOf(words);
  return text.slice(0, at) + open + words + close + text.slice(at + words.length);
}

function inCode(text: string): string {
  const words = text.replace(/[\s\u00a0]+/g, " ");
  if (!words.trim()) return words;
  const fence = words.includes("`") ? "``" : "`";
  const gap = words.startsWith("`") || words.endsWith("`") ? " " : "";
  return fence + gap + words + gap + fence;
}

function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** Words that would read as markup get a backslash. */
function escaped(text: string): string {
  return text.replace(/[\\`*[\]]|~~|==|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<(?=[a-z/!])/giu, "\\$&");
}

/** A paragraph must not begin like a heading, list or quote. */
function guarded(text: string): string {
  return text.replace(/^(#{1,6}(?= )|>|[-+](?= )|-{3,}$|={3,}$)/gm, "\\$1").replace(/^(\d+)([.)])(?= )/gm, "$1\\$2");
}

function tidy(text: string): string {
  return text
    .replace(/ *\n */g, "\n")
    .replace(/ {2,}/g, " ")
    .replace(/\*\*\*\*|~~~~|====/g, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first + line : line ? rest + line : rest.trimEnd()))
    .join("\n");
}
