/** `<theme-choice>` around three radio buttons (system, light, dark). `theme.ts` shows the choice and keeps it. */
export class ThemeChoice extends HTMLElement {
  connectedCallback(): void {
    const chosen = document.documentElement.dataset.theme ?? "system";
    for (const input of this.querySelectorAll<HTMLInputElement>("input[type=radio]")) input.checked = input.value === chosen;
    this.addEventListener("change", (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      document.dispatchEvent(new CustomEvent("theme-chosen", { detail: event.target.value }));
    });
  }
}
