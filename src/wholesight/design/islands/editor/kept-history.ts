// Undo goes on after a save, also where saving loads the page anew: the history waits in this tab's storage.
import { historyField } from "@codemirror/commands";
import { EditorState, Transaction, type EditorStateConfig } from "@codemirror/state";
import { splice } from "./splice";

const fields = { history: historyField };

function storageKey(page: string): string {
  return `wholesight-editor-history:${page}`;
}

/** Keeps the history of a page that is being saved. */
export function keepHistory(page: string, state: EditorState): void {
  if (!page) return;
  try {
    sessionStorage.setItem(storageKey(page), JSON.stringify(state.toJSON(fields)));
  } catch {
    // A full or forbidden storage costs the history, not the text.
  }
}

/** A state for `doc` with the history that was kept for the page, if there is one; what others changed meanwhile cannot be undone. */
export function stateWithHistory(page: string, doc: string, config: EditorStateConfig): EditorState {
  const kept = page ? takeKept(page) : null;
  if (!kept) return EditorState.create({ ...config, doc });
  try {
    const state = EditorState.fromJSON(JSON.parse(kept), config, fields);
    const change = splice(state.doc.toString(), doc);
    const changed = change ? state.update({ changes: change, annotations: Transaction.addToHistory.of(false) }).state : state;
    // A text may have come through as another one only if it was split otherwise.
    return changed.doc.toString() === doc ? changed : EditorState.create({ ...config, doc });
  } catch {
    return EditorState.create({ ...config, doc });
  }
}

function takeKept(page: string): string | null {
  try {
    return sessionStorage.getItem(storageKey(page));
  } catch {
    return null;
  }
}
