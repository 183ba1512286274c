import { currentHeading } from "./_current-heading";

/** `<page-contents>` around the list of a page's headings: marks the one that is being read, and shuts the sheet after a choice. */
export class ContentsList extends HTMLElement {
  private links: HTMLAnchorElement[] = [];
  private headings: HTMLElement[] = [];
  private waiting = false;
  private readonly onScroll = () => this.markSoon();

  connectedCallback(): void {
    for (const link of this.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!heading) continue;
      this.links.push(link);
      this.headings.push(heading);
    }
    addEventListener("scroll", this.onScroll, { passive: true });
    this.addEventListener("click", (event) => this.shut(event));
    this.mark();
  }

  disconnectedCallback(): void {
    removeEventListener("scroll", this.onScroll);
  }

  private shut(event: Event): void {
    if (!(event.target instanceof Element) || !event.target.closest("a")) return;
    const sheet = this.closest<HTMLElement>("[popover]");
    if (sheet?.matches(":popover-open")) sheet.hidePopover();
  }

  private markSoon(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.mark();
    });
  }

  private mark(): void {
    const root = document.documentElement;
    const atEnd = root.scrollTop > 0 && root.scrollTop + innerHeight >= root.scrollHeight - 4;
    const tops = this.headings.map((heading) => heading.getBoundingClientRect().top);
    const current = currentHeading(tops, innerHeight * 0.2, atEnd);
    for (const [index, link] of this.links.entries()) {
      if (index === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}
