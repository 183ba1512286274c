import { findAddress, opensPalette } from "./_find-address";
import { step } from "./_step";

const pause = 90;

/**
 * `<find-palette url="/find">` around a `<dialog>` with one form and one listbox: Ctrl-K finds pages, people and actions.
 * The server answers with options as HTML. Without a script every `[data-find]` link leads to the search page.
 */
export class FindPalette extends HTMLElement {
  private dialog!: HTMLDialogElement;
  private input!: HTMLInputElement;
  private options!: HTMLElement;
  private problem!: HTMLElement;
  private status!: HTMLElement;
  private current = -1;
  private timer = 0;
  private request: AbortController | null = null;
  private readonly onKey = (event: KeyboardEvent) => this.openByKey(event);
  private readonly onClick = (event: MouseEvent) => this.openByClick(event);

  connectedCallback(): void {
    this.dialog = this.needed("dialog");
    this.input = this.needed("input");
    this.options = this.needed("[role=listbox]");
    this.problem = this.needed("[data-part=problem]");
    this.status = this.needed("[role=status]");
    document.addEventListener("keydown", this.onKey);
    document.addEventListener("click", this.onClick);
    this.input.addEventListener("input", () => this.askSoon());
    this.input.addEventListener("keydown", (event) => this.move(event));
    this.needed("form").addEventListener("submit", (event) => this.openChosen(event));
    this.needed("[data-part=close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.request?.abort());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    if (navigator.platform.startsWith("Mac")) {
      for (const key of document.querySelectorAll("[data-find] kbd")) key.textContent = "⌘ K";
    }
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("click", this.onClick);
  }

  private needed<Found extends HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (!found) throw new Error(`find-palette: nothing matches ${selector}`);
    return found;
  }

  private openByKey(event: KeyboardEvent): void {
    const typing = event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]");
    if (!opensPalette(event, typing)) return;
    event.preventDefault();
    if (this.dialog.open) this.dialog.close();
    else this.open();
  }

  private openByClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a[data-find]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.open();
  }

  private open(): void {
    this.dialog.showModal();
    this.input.select();
    void this.ask();
  }

  private askSoon(): void {
    // An answer to older words must not come over the newer ones.
    this.request?.abort();
    this.dialog.setAttribute("aria-busy", "true");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), pause);
  }

  private async ask(): Promise<void> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    this.dialog.setAttribute("aria-busy", "true");
    try {
      const address = findAddress(this.getAttribute("url") ?? "/find", this.input.value);
      const answer = await fetch(address, { signal: request.signal, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      this.show(await answer.text());
    } catch {
      if (request.signal.aborted) return;
      this.options.replaceChildren();
      this.problem.hidden = false;
    }
    this.dialog.removeAttribute("aria-busy");
  }

  private show(html: string): void {
    this.problem.hidden = true;
    this.options.innerHTML = html;
    this.options.scrollTop = 0;
    this.input.setAttribute("aria-expanded", String(this.rows().length > 0));
    this.status.textContent = this.options.querySelector("[data-said]")?.getAttribute("data-said") ?? "";
    this.choose(this.input.value.trim() ? 0 : -1);
  }

  private rows(): HTMLAnchorElement[] {
    return [...this.options.querySelectorAll<HTMLAnchorElement>("[role=option]")];
  }

  private choose(index: number): void {
    this.current = index;
    this.input.removeAttribute("aria-activedescendant");
    for (const [position, row] of this.rows().entries()) {
      const chosen = position === index;
      row.setAttribute("aria-selected", String(chosen));
      if (!chosen) continue;
      this.input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
  }

  private move(event: KeyboardEvent): void {
    if (event.isComposing || event.key === "Home" || event.key === "End") return;
    const next = step(event.key, this.current, this.rows().length);
    if (next === null) return;
    event.preventDefault();
    this.choose(next);
  }

  private openChosen(event: SubmitEvent): void {
    // What is chosen may answer an older word than the one typed: while an answer is awaited, Enter searches.
    const row = this.dialog.hasAttribute("aria-busy") ? undefined : this.rows()[this.current];
    if (!row) return;
    event.preventDefault();
    row.click();
  }
}
