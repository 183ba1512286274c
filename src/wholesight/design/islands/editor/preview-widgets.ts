// What stands in place of markup.
import { WidgetType, type EditorView } from "@codemirror/view";
import { ticked } from "./lists";
import { splice } from "./splice";

/** The dot or number of a list's item. */
export class Bullet extends WidgetType {
  constructor(readonly sign: string) {
    super();
  }

  override eq(other: Bullet): boolean {
    return other.sign === this.sign;
  }

  override toDOM(): HTMLElement {
    const bullet = document.createElement("span");
    bullet.className = "item-sign";
    bullet.textContent = this.sign;
    return bullet;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A task's box, ticked by a click. */
export class TaskBox extends WidgetType {
  constructor(
    readonly done: boolean,
    readonly label: string,
  ) {
    super();
  }

  override eq(other: TaskBox): boolean {
    return other.done === this.done;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "task-box";
    box.checked = this.done;
    box.disabled = view.state.readOnly;
    box.setAttribute("aria-label", this.label);
    box.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("click", (event) => {
      event.preventDefault();
      tick(view, view.posAtDOM(box));
    });
    return box;
  }
}

/** Ticks the task in the line at `at`, or opens it again. */
export function tick(view: EditorView, at: number): boolean {
  const line = view.state.doc.lineAt(at);
  const text = ticked(line.text);
  if (text === null || view.state.readOnly) return false;
  const { from, to, insert } = splice(line.text, text)!;
  view.dispatch({ changes: { from: line.from + from, to: line.from + to, insert }, userEvent: "input.task" });
  return true;
}

/** A line across. */
export class Rule extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const rule = document.createElement("span");
    rule.className = "rule-sign";
    return rule;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A picture of the space, or the name of something that is embedded and not a picture. */
export class Picture extends WidgetType {
  constructor(
    readonly address: string | null,
    readonly target: string,
    readonly label: string,
    readonly width: number | null,
    readonly missing: string,
  ) {
    super();
  }

  override eq(other: Picture): boolean {
    return other.address === this.address && other.target === this.target && other.label === this.label && other.width === this.width;
  }

  override toDOM(view: EditorView): HTMLElement {
    const frame = document.createElement("span");
    if (!this.address) return named(frame, this.label);
    frame.className = "picture-sign";
    const image = document.createElement("img");
    image.alt = this.label;
    if (this.width) image.width = this.width;
    image.addEventListener("load", () => view.requestMeasure());
    image.addEventListener("error", () => {
      image.remove();
      named(frame, this.missing);
      view.requestMeasure();
    });
    image.src = this.address;
    frame.append(image);
    return frame;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

function named(frame: HTMLElement, name: string): HTMLElement {
  frame.className = "embed-sign";
  frame.textContent = name;
  return frame;
}
