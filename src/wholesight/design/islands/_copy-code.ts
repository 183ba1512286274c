const shown = 1600;

/** `<copy-code label="Copy" done="Copied" failed="…">` around a text: gives every block of code in it a button that copies it. */
export class CopyCode extends HTMLElement {
  connectedCallback(): void {
    // Without a secure connection browsers offer no clipboard, and a button that cannot work helps nobody.
    if (!navigator.clipboard) return;
    for (const code of this.querySelectorAll<HTMLElement>("pre")) {
      if (!code.closest(".code-frame")) this.frame(code);
    }
  }

  private frame(code: HTMLElement): void {
    const frame = document.createElement("div");
    frame.className = "code-frame";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button plain";
    button.textContent = this.getAttribute("label") ?? "Copy";
    button.addEventListener("click", () => void this.copy(code, button));
    code.replaceWith(frame);
    frame.append(code, button);
  }

  private async copy(code: HTMLElement, button: HTMLButtonElement): Promise<void> {
    const label = this.getAttribute("label") ?? "Copy";
    try {
      await navigator.clipboard.writeText(code.innerText);
      button.textContent = this.getAttribute("done") ?? label;
    } catch {
      button.textContent = this.getAttribute("failed") ?? label;
    }
    button.dataset.done = "";
    window.setTimeout(() => {
      button.textContent = label;
      delete button.dataset.done;
    }, shown);
  }
}
