const pause = 900;
const greeting = 5000;

interface Saved {
  readonly base?: string;
  readonly front?: string;
  readonly body?: string;
  readonly merged?: boolean;
  readonly conflict?: string;
  readonly refused?: string;
}

interface Unsent {
  readonly fields: readonly (readonly [string, string])[];
}

/** What a browser keeps of a form: everything that a person can have typed, and the revision it was typed over. */
export function typedFields(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && name !== "csrfmiddlewaretoken" ? [[name, value]] : [],
  );
}

/** `"Ada, Ben"` as a sentence out of the words of the page; empty where nobody is there. */
export function presence(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return "";
  return (names.length === 1 ? one : many).replace("%s", names.join(", "));
}

/**
 * `<page-draft url="…">` around the form of a page: keeps what is typed on the server, and in this browser until it has
 * arrived there. Without it the form saves just the same.
 */
export class PageDraft extends HTMLElement {
  private typing = 0;
  private sending = false;
  private changed = false;
  private timer = 0;

  connectedCallback(): void {
    this.restore();
    this.form.addEventListener("input", () => this.remember());
    this.form.addEventListener("submit", () => window.clearInterval(this.timer));
    this.addEventListener("editor-save", (event) => {
      event.preventDefault();
      void this.save();
    });
    this.timer = window.setInterval(() => void this.send(), greeting);
    addEventListener("online", () => void this.send());
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
    window.clearTimeout(this.typing);
  }

  private get form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  private get key(): string {
    return `draft ${this.getAttribute("url") ?? ""}`;
  }

  private remember(): void {
    this.changed = true;
    try {
      localStorage.setItem(this.key, JSON.stringify({ fields: typedFields(this.form) }));
    } catch {
      // The browser keeps nothing (private window, full): the server does.
    }
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => void this.send(), pause);
  }

  /** Takes up what this browser still has because it never reached the server. */
  private restore(): void {
    const kept = localStorage.getItem(this.key);
    if (!kept) return;
    const { fields } = JSON.parse(kept) as Unsent;
    for (const [name, value] of fields) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
      else if (field && "value" in field) field.value = value;
    }
    this.changed = true;
    this.say(this.getAttribute("again") ?? "");
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    const withText = this.changed;
    this.changed = false;
    try {
      const answer = await fetch(this.getAttribute("url") ?? "", { method: "POST", body: this.message(withText) });
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      this.arrived((await answer.json()) as { others: string[]; refused?: string }, withText);
    } catch {
      this.changed ||= withText;
      if (this.changed) this.say(this.getAttribute("offline") ?? "");
    } finally {
      this.sending = false;
    }
  }

  /** Saves without leaving the page, so that writing goes on where it was. */
  private async save(): Promise<void> {
    const form = this.form;
    const asked = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    this.changed = false;
    try {
      const answer = await fetch(form.action, asked);
      const said = (await answer.json()) as Saved;
      if (said.conflict) location.assign(said.conflict);
      else if (said.refused) this.say(said.refused);
      else this.goOn(said);
    } catch {
      this.changed = true;
      this.say(this.getAttribute("offline") ?? "");
    }
  }

  /** Takes over what stands in the page now: the next save is one over it. */
  private goOn(saved: Saved): void {
    for (const name of ["base", "front"] as const) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = saved[name] ?? field.value;
    }
    for (const field of this.form.querySelectorAll<HTMLInputElement>("[name^=new-]")) field.value = "";
    const body = this.form.elements.namedItem("body");
    if (saved.merged && body instanceof HTMLTextAreaElement) body.value = saved.body ?? body.value;
    if (!this.changed) localStorage.removeItem(this.key);
    this.say(this.getAttribute(saved.merged ? "merged" : "saved") ?? "");
  }

  private message(withText: boolean): FormData {
    if (withText) return new FormData(this.form);
    const greetingOnly = new FormData();
    const token = this.form.elements.namedItem("csrfmiddlewaretoken");
    if (token instanceof HTMLInputElement) greetingOnly.set(token.name, token.value);
    return greetingOnly;
  }

  private arrived(answer: { others: string[]; refused?: string }, withText: boolean): void {
    const others = document.getElementById("others");
    if (others) {
      const words = presence(answer.others, others.dataset["one"] ?? "", others.dataset["many"] ?? "");
      if (others.textContent !== words) others.textContent = words;
      others.hidden = !words;
    }
    if (!withText) return;
    if (!answer.refused && !this.changed) localStorage.removeItem(this.key);
    this.say(answer.refused ?? this.getAttribute("kept") ?? "");
  }

  private say(words: string): void {
    const place = this.querySelector("[data-kept]");
    if (place) place.textContent = words;
  }
}
