// Files on their way: a sign stands where each will be, outside of the text, so that no draft ever holds it.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { surroundings } from "./surroundings";

const begin = StateEffect.define<{ id: number; at: number; sentence: string }>({ map: (value, changes) => ({ ...value, at: changes.mapPos(value.at, -1) }) });
const end = StateEffect.define<number>();

class Waiting extends WidgetType {
  constructor(
    readonly id: number,
    readonly sentence: string,
  ) {
    super();
  }

  override eq(other: Waiting): boolean {
    return other.id === this.id;
  }

  override toDOM(): HTMLElement {
    const sign = document.createElement("span");
    sign.className = "upload-sign";
    sign.textContent = this.sentence;
    return sign;
  }
}

/** The signs of the files on their way. */
export const uploading = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let signs = before.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(begin)) {
        const widget = new Waiting(effect.value.id, effect.value.sentence);
        signs = signs.update({ add: [Decoration.widget({ widget, side: 1 }).range(effect.value.at)] });
      }
      if (effect.is(end)) signs = signs.update({ filter: (_from, _to, value) => (value.spec.widget as Waiting).id !== effect.value });
    }
    return signs;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function placeOf(view: EditorView, id: number): number | null {
  for (const iterator = view.state.field(uploading).iter(); iterator.value; iterator.next()) {
    if ((iterator.value.spec.widget as Waiting).id === id) return iterator.from;
  }
  return null;
}

let count = 0;

/** Sends files to the server and writes what it answers at `at`, wherever that place has moved meanwhile. */
export function upload(view: EditorView, files: readonly File[], at: number): void {
  const { words, say } = view.state.facet(surroundings);
  for (const file of files) {
    const id = ++count;
    const sentence = words("upload.waiting", { name: file.name });
    view.dispatch({ effects: begin.of({ id, at, sentence }) });
    say(sentence);
    void send(view, file).then(
      (insert) => finish(view, id, insert),
      (problem: unknown) => {
        finish(view, id, "");
        say(problem instanceof Refused && problem.message ? problem.message : words("upload.failed", { name: file.name }));
      },
    );
  }
}

/** The server does not want the file and says why. */
class Refused extends Error {}

async function send(view: EditorView, file: File): Promise<string> {
  const { uploadUrl, csrf } = view.state.facet(surroundings);
  const body = new FormData();
  body.append("file", file);
  const answer = await fetch(uploadUrl, { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
  const isJson = answer.headers.get("Content-Type")?.includes("json") ?? false;
  const found = (isJson ? await answer.json() : {}) as { insert?: unknown; error?: unknown };
  if (!answer.ok || typeof found.insert !== "string") throw new Refused(typeof found.error === "string" ? found.error : "");
  return found.insert;
}

function finish(view: EditorView, id: number, insert: string): void {
  if (!view.dom.isConnected) return;
  const at = placeOf(view, id);
  if (at === null || !insert) return view.dispatch({ effects: end.of(id) });
  const { selection } = view.state;
  const moves = selection.main.empty && selection.main.head === at;
  view.dispatch({
    changes: { from: at, insert },
    effects: end.of(id),
    ...(moves ? { selection: { anchor: at + insert.length } } : {}),
    userEvent: "input.upload",
  });
}
