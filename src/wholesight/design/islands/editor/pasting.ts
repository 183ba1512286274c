import { syntaxTree } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { htmlToMarkdown, type CarriedPicture } from "./html-to-markdown";
import { upload } from "./uploading";

let plainUntil = 0;

/** Paste brings files, then HTML as Markdown, then plain words; Ctrl-Shift-V brings plain words only. */
export const pasting = EditorView.domEventHandlers({
  keydown(event) {
    if (event.key.toLowerCase() === "v" && event.shiftKey && (event.ctrlKey || event.metaKey)) plainUntil = Date.now() + 500;
    return false;
  },
  paste(event, view) {
    const data = event.clipboardData;
    const plain = Date.now() < plainUntil;
    plainUntil = 0;
    if (!data || view.state.readOnly || plain || isCode(view)) return false;
    const html = data.getData("text/html");
    const files = [...data.files];
    // A word processor sends a picture of the words beside the words.
    if (files.length > 0 && !/<(?:p|table|h[1-6]|li)\b/i.test(html)) {
      upload(view, files, view.state.selection.main.head);
      return true;
    }
    if (!html || isFromHere(html)) return false;
    pasteHtml(view, html);
    return true;
  },
  drop(event, view) {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0 || view.state.readOnly) return false;
    event.preventDefault();
    upload(view, files, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head);
    return true;
  },
  dragover(event) {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    return false;
  },
});

function isCode(view: EditorView): boolean {
  const node = syntaxTree(view.state).resolveInner(view.state.selection.main.head, -1);
  return /Code/.test(node.name) || /Code/.test(node.parent?.name ?? "");
}

/** What code editors put there is source in colours: its plain words are what was meant. */
function isFromHere(html: string): boolean {
  return /<meta[^>]+generator[^>]+(?:code|editor)/i.test(html) || html.includes("vscode-") || html.includes("font-family: Menlo, Monaco");
}

function pasteHtml(view: EditorView, html: string): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  const { markdown, pictures } = htmlToMarkdown(page.body, location.origin);
  const { from, to } = view.state.selection.main;
  const line = view.state.doc.lineAt(from);
  const isBlock = markdown.includes("\n") || /^(?:#|>|- |\d+\. |\|)/.test(markdown);
  const before = isBlock && line.text.slice(0, from - line.from).trim() ? "\n\n" : "";
  const { text, places } = takeOut(before + markdown + (isBlock && to < line.to ? "\n\n" : ""), pictures);
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: "input.paste",
    scrollIntoView: true,
  });
  void sendPictures(view, places.map((place) => ({ at: from + place.at, address: place.address })));
}

function takeOut(markdown: string, pictures: readonly CarriedPicture[]): { text: string; places: { at: number; address: string }[] } {
  let text = markdown;
  const places = [];
  for (const { placeholder, address } of pictures) {
    const at = text.indexOf(placeholder);
    if (at < 0) continue;
    text = text.slice(0, at) + text.slice(at + placeholder.length);
    places.push({ at, address });
  }
  return { text, places };
}

async function sendPictures(view: EditorView, places: readonly { at: number; address: string }[]): Promise<void> {
  for (const { at, address } of [...places].reverse()) {
    const file = fileOf(address);
    if (file) upload(view, [file], at);
  }
}

/** The file that a `data:` address carries; the content security policy lets nobody fetch it. */
function fileOf(address: string): File | null {
  const found = /^data:(image\/[\w.+-]+);base64,(.*)$/is.exec(address);
  if (!found) return null;
  const type = found[1]!;
  try {
    const bytes = Uint8Array.from(atob(found[2]!.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
    return new File([bytes], `picture.${type.split("/")[1]!.replace(/\W.*/, "")}`, { type });
  } catch {
    return null;
  }
}
