import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { redoDepth, undoDepth } from "@codemirror/commands";
import { step } from "../_step";
import { styleOf } from "./lists";

const nodesByCommand: Readonly<Record<string, string>> = {
  bold: "StrongEmphasis",
  italic: "Emphasis",
  strike: "Strikethrough",
  highlight: "Highlight",
  code: "InlineCode",
};

/** The commands that hold where the cursor is, as the toolbar shows them pressed. */
export function pressedAt(state: EditorState): Set<string> {
  const { head } = state.selection.main;
  const pressed = new Set<string>([styleOf(state.doc.lineAt(head).text)]);
  const names = new Set<string>();
  for (const side of [-1, 1] as const) {
    for (let node = syntaxTree(state).resolveInner(head, side); node.parent; node = node.parent) {
      if (node.from < head && head < node.to) names.add(node.name);
    }
  }
  for (const [command, name] of Object.entries(nodesByCommand)) if (names.has(name)) pressed.add(command);
  return pressed;
}

/** Sets an attribute that differs only: this runs at every key, and each one set has the browser look at its styles. */
function say(element: Element, attribute: string, value: boolean): void {
  if (element.getAttribute(attribute) !== String(value)) element.setAttribute(attribute, String(value));
}

/** A toolbar of buttons with `data-command`: one stop for Tab, arrow keys inside, and a menu of headings. */
export class Toolbar {
  private readonly menuButton: HTMLButtonElement | null;
  private readonly menu: HTMLElement | null;

  constructor(
    readonly element: HTMLElement,
    private readonly run: (command: string) => void,
  ) {
    this.menuButton = element.querySelector("[aria-haspopup=menu]");
    this.menu = element.querySelector("[role=menu]");
    for (const button of this.stops()) button.tabIndex = -1;
    this.stops()[0]!.tabIndex = 0;
    // The cursor stays where it is, in the text or in a table's cell.
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", (event) => this.click(event));
    element.addEventListener("keydown", (event) => this.move(event));
    element.addEventListener("focusout", (event) => {
      if (!this.menu?.contains(event.relatedTarget as Node | null)) this.openMenu(false);
    });
  }

  /** Shows what holds at the cursor, and what can be undone. */
  show(state: EditorState, isSource: boolean, isAlone: boolean): void {
    const pressed = pressedAt(state);
    if (isSource) pressed.add("source");
    if (isAlone) pressed.add("alone");
    for (const button of this.element.querySelectorAll<HTMLElement>("[data-command]")) {
      const command = button.dataset["command"]!;
      const attribute = button.getAttribute("role") === "menuitemradio" ? "aria-checked" : "aria-pressed";
      if (button.hasAttribute(attribute)) say(button, attribute, pressed.has(command));
    }
    this.enable("undo", undoDepth(state) > 0);
    this.enable("redo", redoDepth(state) > 0);
  }

  private enable(command: string, may: boolean): void {
    // A button that is truly disabled would drop out of the arrow keys' way.
    const button = this.element.querySelector(`[data-command=${command}]`);
    if (button) say(button, "aria-disabled", !may);
  }

  private stops(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll<HTMLButtonElement>("button:not([role^=menuitem])")];
  }

  private items(): HTMLButtonElement[] {
    return [...(this.menu?.querySelectorAll<HTMLButtonElement>("[role^=menuitem]") ?? [])];
  }

  private openMenu(open: boolean): void {
    if (!this.menu || !this.menuButton) return;
    this.menu.hidden = !open;
    this.menuButton.setAttribute("aria-expanded", String(open));
  }

  private click(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    if (button === this.menuButton) {
      this.openMenu(this.menu?.hidden === true);
      // A press of a key has no place: whoever opened it so goes on with keys.
      if (event.detail === 0 && !this.menu?.hidden) this.items()[0]?.focus();
      return;
    }
    this.openMenu(false);
    if (button.dataset["command"] && button.getAttribute("aria-disabled") !== "true") this.run(button.dataset["command"]);
  }

  private move(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLButtonElement)) return;
    const inMenu = event.target.getAttribute("role")?.startsWith("menuitem") ?? false;
    if (inMenu && event.key === "Escape") {
      event.preventDefault();
      this.openMenu(false);
      this.menuButton?.focus();
      return;
    }
    const opens = event.target === this.menuButton && event.key === "ArrowDown";
    if (opens) this.openMenu(true);
    const elements = inMenu || opens ? this.items() : this.stops();
    const next = inMenu || opens ? step(event.key, opens ? -1 : elements.indexOf(event.target), elements.length) : this.sideways(event, elements);
    if (next === null) return;
    event.preventDefault();
    elements[next]?.focus();
    if (!inMenu && !opens) for (const [index, each] of elements.entries()) each.tabIndex = index === next ? 0 : -1;
  }

  private sideways(event: KeyboardEvent, elements: readonly HTMLElement[]): number | null {
    const mirrored = getComputedStyle(this.element).direction === "rtl";
    const keys: Record<string, string> = mirrored ? { ArrowLeft: "ArrowDown", ArrowRight: "ArrowUp" } : { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" };
    const key = keys[event.key] ?? (event.key === "Home" || event.key === "End" ? event.key : "");
    return step(key, elements.indexOf(event.target as HTMLElement), elements.length);
  }
}
