// Bringing a vault: drag a folder or a zip, or pick a folder, and see how much of it has arrived.
import { droppedFiles, folderName, pickedFiles } from "./_dropped-files";
import { type Packed, largestZip, mostFiles, sizeOfZip, zipOf } from "./_zip-writer";

const megabyte = 1024 * 1024;

/** `("%s of %s files", 3, 10)` becomes "3 of 10 files". */
function filled(words: string, ...values: readonly (string | number)[]): string {
  return values.reduce<string>((text, value) => text.replace("%s", String(value)), words);
}

function isZip(file: File): boolean {
  return file.name.toLowerCase().endsWith(".zip");
}

/** `<upload-folder limit="BYTES">` around the form of an import. Without it the form takes a zip just the same. */
class UploadFolder extends HTMLElement {
  private files: Packed[] = [];
  private folder = "";

  connectedCallback(): void {
    this.inside("[data-folder]").hidden = false;
    this.showName();
    this.form.addEventListener("change", (event) => this.changed(event.target));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    for (const kind of ["dragenter", "dragover"]) {
      this.addEventListener(kind, (event) => {
        event.preventDefault();
        this.dataset["over"] = "";
      });
    }
    this.addEventListener("dragleave", (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) delete this.dataset["over"];
    });
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      delete this.dataset["over"];
      void this.dropped(event.dataTransfer);
    });
  }

  private get form(): HTMLFormElement {
    return this.inside<HTMLFormElement>("form");
  }

  private get zip(): HTMLInputElement {
    return this.inside<HTMLInputElement>("#vault");
  }

  private inside<Part extends HTMLElement>(selector: string): Part {
    return this.querySelector<Part>(selector)!;
  }

  private words(name: string, ...values: readonly (string | number)[]): string {
    return filled(this.getAttribute(name) ?? "", ...values);
  }

  private changed(field: EventTarget | null): void {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    if (field.id === "space") this.showName();
    else if (field.id === "vault") this.take([], "");
    else if (field instanceof HTMLInputElement && field.id === "folder-picker" && field.files?.length) {
      this.take(pickedFiles(field.files), folderName(field.files));
    }
  }

  /** The name is asked for only where a new space is wanted. */
  private showName(): void {
    const space = this.querySelector<HTMLSelectElement>("#space");
    const name = this.querySelector<HTMLElement>("[data-new]");
    if (space && name) name.hidden = space.value !== "";
  }

  private async dropped(data: DataTransfer | null): Promise<void> {
    const single = data?.files.length === 1 ? data.files[0] : undefined;
    if (data && single && isZip(single)) {
      this.zip.files = data.files;
      this.take([], "");
      return;
    }
    const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
    const only = entries.length === 1 && entries[0]?.isDirectory ? entries[0].name : "";
    this.take(await droppedFiles(entries), only);
  }

  /** Remember files to be sent as a zip; none means the zip of the form. */
  private take(files: Packed[], folder: string): void {
    this.files = files;
    this.folder = folder;
    this.zip.required = files.length === 0;
    if (files.length) this.zip.value = "";
    const many = files.length === 1 ? this.words("chosen-one") : this.words("chosen-many", files.length);
    this.inside("[data-chosen]").textContent = files.length ? [folder, many].filter(Boolean).join(": ") : "";
    const name = this.querySelector<HTMLInputElement>("#name");
    const title = folder || (this.zip.files?.[0]?.name.replace(/\.zip$/i, "") ?? "");
    if (name && !name.value) name.value = title;
    this.refuse("");
  }

  private async send(): Promise<void> {
    const limit = Number(this.getAttribute("limit"));
    const size = this.files.length ? sizeOfZip(this.files) : (this.zip.files?.[0]?.size ?? 0);
    if (size === 0) return this.refuse(this.words("empty"));
    if (size > Math.min(limit, largestZip) || this.files.length > mostFiles) {
      return this.refuse(this.words("large", Math.round(limit / megabyte)));
    }
    this.busy(true);
    this.refuse("");
    try {
      const message = new FormData(this.form);
      if (this.files.length) {
        const total = this.files.length;
        const zip = await zipOf(this.files, (done) => this.show(done, total, this.words("reading", done, total)));
        message.set("vault", zip, `${this.folder || "vault"}.zip`);
      }
      const answer = await this.post(message);
      if (answer.url) {
        location.assign(answer.url);
        return;
      }
      this.refuse(answer.refused ?? this.words("offline"));
    } catch {
      this.refuse(this.words("offline"));
    }
    this.busy(false);
  }

  /** `fetch` does not say how much has been sent; this old way does. */
  private post(message: FormData): Promise<{ url?: string; refused?: string }> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", ({ loaded, total }) =>
        this.show(loaded, total, this.words("sending", Math.round(loaded / megabyte), Math.ceil(total / megabyte))),
      );
      request.addEventListener("load", () => resolve((request.response ?? {}) as { url?: string; refused?: string }));
      request.addEventListener("error", reject);
      request.send(message);
    });
  }

  private show(done: number, total: number, words: string): void {
    const bar = this.inside<HTMLProgressElement>("progress");
    bar.max = total;
    bar.value = done;
    this.inside("[data-words]").textContent = words;
  }

  private busy(busy: boolean): void {
    this.inside("[data-progress]").hidden = !busy;
    this.inside<HTMLButtonElement>("button[type=submit]").disabled = busy;
  }

  private refuse(words: string): void {
    const place = this.inside("[data-refused]");
    place.querySelector("p")!.textContent = words;
    place.hidden = !words;
  }
}

customElements.define("upload-folder", UploadFolder);
