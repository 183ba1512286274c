import { EditorView, type ViewUpdate } from "@codemirror/view";
import type { EditorState } from "@codemirror/state";
import { drawnLook, extensions, look, permission, permitting, sourceLook } from "./extensions";
import { perform } from "./commands";
import { cutFrontMatter } from "./front-matter";
import { keepHistory, stateWithHistory } from "./kept-history";
import { LinkDialog } from "./link-dialog";
import { countWords, splice } from "./splice";
import type { Surroundings } from "./surroundings";
import { StandIn } from "./stand-in";
import { keepApart } from "./standing-apart";
import { Toolbar } from "./toolbar";
import { upload } from "./uploading";
import { phrasesOf, wordsOf, type Words } from "./words";

const countPause = 400;

/**
 * `<wholesight-editor>` around a <textarea>: the text as it will look, written in place. The textarea goes on being what the form
 * sends; without a script it is what one writes in. The words and the toolbar are those of design/editor_parts.html.
 */
export class WholesightEditor extends HTMLElement {
  private textarea!: HTMLTextAreaElement;
  private view: EditorView | null = null;
  private toolbar!: Toolbar;
  private words!: Words;
  private head = "";
  private source = false;
  private copying = 0;
  private standIn!: StandIn;
  private freeRest: (() => void) | null = null;
  private timer = 0;
  private gone = new AbortController();
  private readonly watcher = new MutationObserver(() => this.followTextarea());

  connectedCallback(): void {
    const textarea = this.querySelector("textarea");
    if (!textarea || this.view) return;
    this.textarea = textarea;
    this.words = wordsOf(this);
    this.gone = new AbortController();
    const toolbar = this.made("toolbar");
    const status = this.made("status");
    const dialog = this.made("link") as HTMLDialogElement;
    this.toolbar = new Toolbar(toolbar, (command) => this.perform(command));
    this.view = this.makeView();
    this.append(toolbar, this.view.dom, status, dialog);
    this.linkDialog = new LinkDialog(dialog, this.view);
    this.takeOver();
    this.showState();
    this.countSoon(0);
  }

  disconnectedCallback(): void {
    this.watcher.disconnect();
    window.clearTimeout(this.timer);
    window.clearTimeout(this.copying);
    this.freeRest?.();
    this.freeRest = null;
    this.standIn?.end();
    this.gone.abort();
    this.view?.destroy();
    this.view = null;
    for (const part of this.querySelectorAll("[data-made]")) part.remove();
    if (this.textarea) this.textarea.hidden = false;
  }

  /** The whole text, front matter included. Setting it changes only what differs, and can be undone. */
  get value(): string {
    return this.view ? this.head + this.view.state.doc.toString() : (this.querySelector("textarea")?.value ?? "");
  }

  set value(text: string) {
    const { head, body } = this.cut(text);
    const before = this.view?.state.doc.toString() ?? "";
    const hasNewHead = head !== this.head;
    this.head = head;
    const change = splice(before, body);
    if (change) this.view?.dispatch({ changes: change, userEvent: "input.replace" });
    else if (hasNewHead) this.send();
  }

  override focus(options?: FocusOptions): void {
    if (this.view) this.view.contentDOM.focus(options);
    else this.querySelector("textarea")?.focus(options);
  }

  private linkDialog!: LinkDialog;

  private made(name: string): HTMLElement {
    const template = this.querySelector<HTMLTemplateElement>(`template[data-part=${name}]`);
    const part = template?.content.firstElementChild?.cloneNode(true);
    if (!(part instanceof HTMLElement)) throw new Error(`wholesight-editor: there is no template ${name}`);
    part.dataset["made"] = "";
    return part;
  }

  private cut(text: string): { head: string; body: string } {
    return this.dataset["frontMatter"] === "hidden" ? cutFrontMatter(text) : { head: "", body: text };
  }

  private makeView(): EditorView {
    const { head, body } = this.cut(this.textarea.value);
    this.head = head;
    const label = this.textarea.getAttribute("aria-label") ?? this.textarea.labels[0]?.textContent.trim() ?? this.words("label");
    const permitted = permitting(this.textarea.readOnly, this.textarea.disabled);
    const all = [extensions(this.surroundings(), label, phrasesOf(this), permitted), EditorView.updateListener.of((update) => this.follow(update))];
    const view = new EditorView({ state: stateWithHistory(this.dataset["page"] ?? "", body, { extensions: all }) });
    view.dom.dataset["made"] = "";
    return view;
  }

  private surroundings(): Surroundings {
    const { completeUrl = "", uploadUrl = "", attachmentUrl = "", space = "", path = "" } = this.dataset;
    return {
      words: this.words,
      completeUrl,
      uploadUrl,
      attachmentUrl,
      space,
      path,
      csrf: () => this.textarea.form?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "",
      say: (sentence) => this.say(sentence),
      chooseFile: () => this.chooseFile(),
      askForLink: () => this.linkDialog.open(),
      save: () => this.save(),
      toggleAlone: () => this.toggleAlone(),
    };
  }

  /** The editor stands in for the textarea: its place, its label, its focus, its form. */
  private takeOver(): void {
    const { textarea, view } = this;
    const { signal } = this.gone;
    const focused = document.activeElement === textarea || textarea.autofocus;
    // A hidden field that may not be empty would stop the form without anybody seeing why.
    textarea.required = false;
    textarea.hidden = true;
    for (const label of textarea.labels) label.addEventListener("click", () => view?.focus(), { signal });
    textarea.form?.addEventListener("submit", () => view && keepHistory(this.dataset["page"] ?? "", view.state), { signal });
    textarea.form?.addEventListener("reset", () => queueMicrotask(() => (this.value = textarea.defaultValue)), { signal });
    this.standIn = new StandIn(textarea, () => this.value, (text) => (this.value = text), signal);
    this.watcher.observe(textarea, { attributes: true, attributeFilter: ["readonly", "disabled"] });
    this.addEventListener("keydown", (event) => this.leaveAlone(event), { signal });
    if (focused) view?.focus();
  }

  private follow(update: ViewUpdate): void {
    if (update.docChanged) {
      this.send();
      this.countSoon(countPause);
    }
    if (update.docChanged || update.selectionSet) this.showState();
  }

  /** Everything that listens to the textarea hears of the change: drafts, counters, the form. */
  private send(): void {
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
    window.clearTimeout(this.copying);
    this.copying = window.setTimeout(() => this.standIn.copy(), countPause);
  }

  private followTextarea(): void {
    this.view?.dispatch({ effects: permission.reconfigure(permitting(this.textarea.readOnly, this.textarea.disabled)) });
    this.showState();
  }

  private showState(): void {
    const state: EditorState | undefined = this.view?.state;
    if (!state) return;
    this.toolbar.show(state, this.source, this.freeRest !== null);
    this.toggleAttribute("data-readonly", state.readOnly);
  }

  private countSoon(pause: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const count = countWords(this.view?.state.doc.toString() ?? "");
      this.status("count").textContent = this.words("count", { count: count.toLocaleString(document.documentElement.lang || undefined) });
    }, pause);
  }

  private status(part: string): HTMLElement {
    return this.querySelector<HTMLElement>(`.editor-status [data-part=${part}]`)!;
  }

  private say(sentence: string): void {
    this.status("said").textContent = sentence;
  }

  private perform(command: string): void {
    if (command === "source") this.toggleSource();
    else if (this.view) perform(this.view, command);
  }

  private toggleSource(): void {
    this.source = !this.source;
    this.view?.dispatch({ effects: look.reconfigure(this.source ? sourceLook : drawnLook) });
    this.view?.focus();
    this.showState();
  }

  private toggleAlone(): void {
    if (this.freeRest) this.freeRest();
    this.freeRest = this.freeRest ? null : keepApart(this);
    this.showState();
    this.view?.requestMeasure();
  }

  private leaveAlone(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.freeRest && !event.defaultPrevented && event.target === this.view?.contentDOM) this.toggleAlone();
  }

  private save(): void {
    if (!this.view) return;
    keepHistory(this.dataset["page"] ?? "", this.view.state);
    const asked = new CustomEvent("editor-save", { bubbles: true, cancelable: true });
    if (this.dispatchEvent(asked)) this.textarea.form?.requestSubmit();
  }

  private chooseFile(): void {
    const chooser = document.createElement("input");
    chooser.type = "file";
    chooser.multiple = true;
    chooser.addEventListener("change", () => {
      if (this.view) upload(this.view, [...(chooser.files ?? [])], this.view.state.selection.main.head);
      this.view?.focus();
    });
    chooser.click();
  }
}
