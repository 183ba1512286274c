import { WholeCanvas } from "./_whole-canvas";
import { narrow, type Narrowing } from "./_whole-narrowing";
import { pageAt, placeOf, readPicture, type Document, type Picture } from "./_whole-picture";
import { search } from "./_whole-search";

const mostFound = 8;
const fields = ["space", "kind", "relation", "tag", "since"] as const;

/** Fills the places `%1`, `%2`… of a sentence that the page was sent with. */
export function said(sentence: string, ...words: (string | number)[]): string {
  return sentence.replace(/%(\d)/gu, (_place, number: string) => String(words[Number(number) - 1] ?? ""));
}

/**
 * `<the-whole picture="…" card="…" outline="…">` around the form of filters, the place of the map and that of the card.
 * Without a script the form leads to the outline.
 */
export class TheWhole extends HTMLElement {
  private picture: Picture | null = null;
  private canvas: WholeCanvas | null = null;
  private chosen: number | null = null;
  private asked: AbortController | null = null;
  private readonly watching = new MutationObserver(() => this.canvas?.recolour());
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly recolour = () => this.canvas?.recolour();

  connectedCallback(): void {
    this.form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) this.narrow();
    });
    this.form.addEventListener("submit", (event) => this.openFirst(event));
    this.field("q").addEventListener("input", () => this.find());
    this.addEventListener("keydown", (event) => this.byKey(event));
    this.addEventListener("click", (event) => this.byClick(event));
    this.watching.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    this.dark.addEventListener("change", this.recolour);
    void this.draw();
  }

  disconnectedCallback(): void {
    this.watching.disconnect();
    this.dark.removeEventListener("change", this.recolour);
    this.canvas?.stop();
    this.canvas = null;
  }

  /** Where a page is drawn, for whoever wants to point at it. */
  spotOf(title: string): { x: number; y: number } | null {
    const page = this.picture?.titles.indexOf(title) ?? -1;
    return page < 0 || !this.canvas ? null : this.canvas.spotOf(page);
  }

  private async draw(): Promise<void> {
    const map = this.piece("map");
    try {
      const answer = await fetch(this.getAttribute("picture") ?? "", { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error(`the picture was answered with ${answer.status}`);
      this.picture = readPicture((await answer.json()) as Document);
      this.canvas = new WholeCanvas(map, this.picture, narrow(this.picture, this.narrowing), {
        select: (page) => this.choose(page, false),
        open: (page) => void this.open(page),
        clear: () => this.clear(),
      });
    } catch (error) {
      this.piece("problem").hidden = false;
      console.warn(error);
      return;
    } finally {
      map.removeAttribute("aria-busy");
      this.piece("waiting").hidden = true;
    }
    this.toggleAttribute("drawn", true);
    performance.mark("whole-drawn");
    this.narrow();
    this.openAsked();
  }

  /** Goes to the page that the address names. */
  private openAsked(): void {
    const [space, path] = [this.getAttribute("at"), this.getAttribute("path")];
    if (!space || !path || !this.picture) return;
    const page = pageAt(this.picture, space, path);
    if (page >= 0) this.choose(page, true);
  }

  private get form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  private piece(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!;
  }

  private field(name: string): HTMLInputElement | HTMLSelectElement {
    return this.form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  }

  private get narrowing(): Narrowing {
    return Object.fromEntries(fields.map((name) => [name, this.field(name).value])) as Narrowing;
  }

  private narrow(): void {
    if (!this.picture || !this.canvas) return;
    const narrowing = this.narrowing;
    const shown = narrow(this.picture, narrowing);
    this.canvas.narrow(shown);
    if (narrowing.space) this.canvas.goToGround(this.groundOf(narrowing.space));
    const asked = new URLSearchParams(Object.entries(narrowing).filter(([, value]) => value)).toString();
    history.replaceState(history.state, "", asked ? `?${asked}` : location.pathname);
    this.piece("outline").setAttribute("href", `${this.getAttribute("outline")}${asked ? `?${asked}` : ""}`);
    const total = this.picture.titles.length;
    const words = shown.count === total ? "all" : shown.count === 0 ? "none" : "some";
    this.piece("count").textContent = said(this.piece("count").dataset[words] ?? "", shown.count, total);
    this.piece("sparing").hidden = !this.canvas.sparing;
    this.find();
  }

  private groundOf(space: string): number {
    return this.picture!.grounds.findIndex((each) => each.path === "" && this.picture!.spaces[each.space] === space);
  }

  private find(): void {
    const list = this.piece("found");
    const asked = this.field("q").value;
    if (!this.picture) return;
    const shown = narrow(this.picture, this.narrowing);
    const found = search(this.picture.titles, asked, this.picture.titles.length).filter((page) => shown.pages[page]);
    list.replaceChildren(...found.slice(0, mostFound).map((page) => this.entry(page)));
    const words = this.piece("finds");
    const sentence = found.length === 1 ? words.dataset["one"] : found.length ? words.dataset["many"] : words.dataset["none"];
    words.textContent = asked.trim() ? said(sentence ?? "", found.length) : "";
  }

  private entry(page: number): HTMLElement {
    const place = placeOf(this.picture!, page);
    const button = document.createElement("button");
    button.type = "button";
    button.dataset["page"] = String(page);
    button.append(this.picture!.titles[page] ?? "");
    const where = document.createElement("span");
    where.textContent = [place.space, ...(place.folder ? [place.folder] : [])].join(" / ");
    button.append(" ", where);
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  private openFirst(event: Event): void {
    if (!this.canvas) return;
    event.preventDefault();
    this.piece("found").querySelector("button")?.click();
  }

  private choose(page: number, go: boolean): void {
    this.chosen = page;
    this.canvas?.choose(page);
    if (go) this.canvas?.goTo(page);
    void this.showCard(page);
  }

  private async showCard(page: number): Promise<boolean> {
    this.asked?.abort();
    this.asked = new AbortController();
    const { space, path } = placeOf(this.picture!, page);
    const address = [space, ...path.split("/")].map(encodeURIComponent).join("/");
    try {
      const answer = await fetch(`${this.getAttribute("card")}${address}`, { signal: this.asked.signal });
      if (answer.redirected) location.assign(answer.url);
      if (!answer.ok) throw new Error(`the card was answered with ${answer.status}`);
      this.piece("card").innerHTML = await answer.text();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return false;
      this.piece("card").textContent = this.piece("card").dataset["problem"] ?? "";
    }
    this.piece("card").hidden = false;
    return true;
  }

  private async open(page: number): Promise<void> {
    if (this.chosen !== page) this.choose(page, false);
    if (await this.showCard(page)) this.piece("card").querySelector<HTMLAnchorElement>("a[data-open]")?.click();
  }

  private clear(): void {
    this.asked?.abort();
    this.chosen = null;
    this.canvas?.choose(null);
    this.piece("card").hidden = true;
    this.piece("card").replaceChildren();
  }

  private byKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.canvas) return;
    if (event.key === "Escape") this.escape();
    else if (event.target !== this.piece("map") || !this.steer(event.key)) return;
    event.preventDefault();
  }

  private escape(): void {
    const within = this.piece("card").contains(document.activeElement);
    if (this.chosen !== null) this.clear();
    else if (this.field("q").value) {
      this.field("q").value = "";
      this.find();
    } else this.canvas?.showAll();
    if (within) this.piece("map").focus();
  }

  /** Moves the map by a key; false for a key that means nothing here. */
  private steer(key: string): boolean {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.canvas?.pan(-1, 0),
      ArrowRight: () => this.canvas?.pan(1, 0),
      ArrowUp: () => this.canvas?.pan(0, -1),
      ArrowDown: () => this.canvas?.pan(0, 1),
      "+": () => this.canvas?.zoom(true),
      "=": () => this.canvas?.zoom(true),
      "-": () => this.canvas?.zoom(false),
      "0": () => this.canvas?.showAll(),
      Enter: () => this.chosen !== null && void this.open(this.chosen),
    };
    moves[key]?.();
    return key in moves;
  }

  private byClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const found = target?.closest<HTMLElement>("[data-page]");
    if (found) this.choose(Number(found.dataset["page"]), true);
    const near = target?.closest<HTMLElement>("[data-path]");
    if (near && this.picture && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const page = pageAt(this.picture, near.dataset["space"] ?? "", near.dataset["path"] ?? "");
      if (page >= 0) {
        event.preventDefault();
        this.choose(page, true);
      }
    }
    switch (target?.closest<HTMLElement>("[data-do]")?.dataset["do"]) {
      case "nearer":
        this.canvas?.zoom(true);
        break;
      case "farther":
        this.canvas?.zoom(false);
        break;
      case "all":
        this.canvas?.showAll();
        break;
      case "close":
        this.clear();
        this.piece("map").focus();
        break;
    }
  }
}
