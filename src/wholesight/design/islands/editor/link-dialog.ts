import type { EditorView } from "@codemirror/view";
import { completeAddress } from "./asking";
import { linkText } from "./link-text";
import { surroundings } from "./surroundings";

const pause = 60;

/** The dialog that asks where some words lead: to a page, which it suggests, or to an address. */
export class LinkDialog {
  private readonly words: HTMLInputElement;
  private readonly target: HTMLInputElement;
  private readonly pages: HTMLDataListElement;
  private request: AbortController | null = null;
  private timer = 0;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly view: EditorView,
  ) {
    this.words = this.needed("[data-part=words]");
    this.target = this.needed("[data-part=target]");
    this.pages = this.needed("datalist");
    this.target.addEventListener("input", () => this.askSoon());
    this.needed<HTMLButtonElement>("[data-part=put]").addEventListener("click", () => this.put());
    this.needed<HTMLButtonElement>("[data-part=leave]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault(); // the form around is not meant
      this.put();
    });
    // What is typed here is no change of the text.
    dialog.addEventListener("input", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      this.request?.abort();
      view.focus();
    });
  }

  open(): void {
    const { main } = this.view.state.selection;
    this.words.value = this.view.state.sliceDoc(main.from, main.to);
    this.target.value = "";
    this.pages.replaceChildren();
    this.dialog.showModal();
    (this.words.value ? this.target : this.words).focus();
  }

  private needed<Found extends HTMLElement>(selector: string): Found {
    const found = this.dialog.querySelector<Found>(selector);
    if (!found) throw new Error(`wholesight-editor: the dialog has no ${selector}`);
    return found;
  }

  private put(): void {
    const insert = linkText(this.words.value, this.target.value);
    if (!insert) return this.target.focus();
    const { from, to } = this.view.state.selection.main;
    this.dialog.close();
    this.view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.link", scrollIntoView: true });
  }

  private askSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), pause);
  }

  private async ask(): Promise<void> {
    const { completeUrl, space, path } = this.view.state.facet(surroundings);
    const query = this.target.value.trim();
    this.request?.abort();
    if (!completeUrl || !query || query.includes("://")) return;
    this.request = new AbortController();
    try {
      const answer = await fetch(completeAddress(completeUrl, { kind: "page", query, from: 0 }, space, path), { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const found = (await answer.json()) as readonly { insert: string; label: string; detail?: string }[];
      this.pages.replaceChildren(
        ...found.map(({ insert, label, detail }) => new Option(detail ? `${label}, ${detail}` : label, insert.replace(/^!?\[\[|\]\]$/g, ""))),
      );
    } catch {
      // Without suggestions the field still takes what is typed.
    }
  }
}
