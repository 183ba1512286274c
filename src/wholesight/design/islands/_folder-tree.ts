import { treeAnswer } from "./_tree-keys";

const rowSelector = "summary, a.leaf-link";

/** `<folder-tree>` around nested lists with <details>: the arrow keys walk it, open it and shut it. */
export class FolderTree extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.answer(event));
  }

  private visible(): HTMLElement[] {
    const rows = [...this.querySelectorAll<HTMLElement>(rowSelector)];
    return rows.filter((row) => {
      const own = row instanceof HTMLAnchorElement ? row : row.parentElement?.parentElement;
      return !own?.closest("details:not([open])");
    });
  }

  private depth(row: HTMLElement): number {
    let depth = 0;
    for (let list = row.closest("ul"); list && this.contains(list); list = list.parentElement?.closest("ul") ?? null) depth++;
    return depth;
  }

  private answer(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !(event.target instanceof HTMLElement)) return;
    const elements = this.visible();
    const current = elements.indexOf(event.target);
    const rows = elements.map((element) => ({
      depth: this.depth(element),
      open: element.parentElement instanceof HTMLDetailsElement ? element.parentElement.open : null,
    }));
    const answer = treeAnswer(event.key, rows, current, getComputedStyle(this).direction === "rtl");
    if (!answer) return;
    event.preventDefault();
    if ("to" in answer) elements[answer.to]?.focus();
    else (event.target.parentElement as HTMLDetailsElement).open = answer.open;
  }
}
