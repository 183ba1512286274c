/**
 * `<around-page failed="…">` around the parts under a page: each is loaded in place of its link when it is opened, and its
 * forms and further links stay in it. Without it, the links lead to a screen with all parts.
 */
export class AroundPage extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("toggle", (event) => this.opened(event), true); // it does not bubble
    this.addEventListener("submit", (event) => this.sent(event));
  }

  private opened(event: Event): void {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !details.open) return;
    const link = details.querySelector<HTMLAnchorElement>("[data-part]");
    const place = link?.parentElement;
    if (link && place) void this.show(place, link.dataset["part"] ?? link.href);
  }

  private sent(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const place = form.closest<HTMLElement>("details[open] > div");
    if (!place) return;
    event.preventDefault();
    const typed = new FormData(form);
    typed.set("part", "mentions");
    void this.show(place, form.action, { method: "POST", body: typed });
  }

  private async show(place: HTMLElement, address: string, asked: RequestInit = {}): Promise<void> {
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { ...asked, headers: { Accept: "text/html" }, redirect: "error" });
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      place.innerHTML = await answer.text();
      if (asked.method) place.closest("details")?.querySelector("summary")?.focus();
    } catch {
      this.tell(place);
    }
    place.removeAttribute("aria-busy");
  }

  private tell(place: HTMLElement): void {
    if (place.querySelector(".said")) return;
    const said = document.createElement("p");
    said.className = "said bad";
    said.setAttribute("role", "alert");
    said.textContent = this.getAttribute("failed");
    place.prepend(said);
  }
}
