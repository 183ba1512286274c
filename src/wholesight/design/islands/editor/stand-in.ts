/**
 * Makes a textarea speak for an editor: its `value` is the editor's text, and so is what its form sends. Copying a long text into it
 * at every key would take longer than the key itself, so the textarea's own copy follows when there is time.
 */
export class StandIn {
  constructor(
    private readonly textarea: HTMLTextAreaElement,
    private readonly read: () => string,
    write: (text: string) => void,
    signal: AbortSignal,
  ) {
    Object.defineProperty(textarea, "value", { configurable: true, get: read, set: write });
    textarea.form?.addEventListener(
      "formdata",
      (event) => {
        if (textarea.name && !textarea.disabled) event.formData.set(textarea.name, read());
      },
      { signal },
    );
    addEventListener("pagehide", () => this.copy(), { signal });
  }

  /** Brings the textarea's own copy up to date: for what a browser restores, and for tools that look past scripts. */
  copy(): void {
    const text = this.read();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")!.set!.call(this.textarea, text);
  }

  /** Leaves the textarea to itself, with the text that it stands for. */
  end(): void {
    this.copy();
    Reflect.deleteProperty(this.textarea, "value");
  }
}
