// All that an editor is made of, in the order in which its keys and drawings count.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, dropCursor, keymap, type KeyBinding } from "@codemirror/view";
import { commands, continueList, marking, moveIn, moveOut, styling, unmark } from "./commands";
import { completing } from "./completing";
import { livePreview } from "./live-preview";
import { markdownLanguage } from "./markdown-language";
import { pasting } from "./pasting";
import { surroundings, type Surroundings } from "./surroundings";
import { tableEditing } from "./table-field";
import { uploading } from "./uploading";

/** Whether the text may be changed; set anew when the form says otherwise. */
export const permission = new Compartment();
/** Live preview with tables, or the Markdown itself. */
export const look = new Compartment();

export const drawnLook: Extension = [livePreview, tableEditing];
export const sourceLook: Extension = EditorView.editorAttributes.of({ class: "is-source" });

const keys: readonly KeyBinding[] = [
  { key: "Mod-b", run: marking("**") },
  { key: "Mod-i", run: marking("*") },
  { key: "Mod-e", run: marking("`") },
  { key: "Mod-Shift-x", run: marking("~~") },
  { key: "Mod-Shift-h", run: marking("==") },
  // Ctrl-K elsewhere opens the palette.
  { key: "Mod-k", run: commands["link"]!, stopPropagation: true },
  { key: "Mod-s", run: commands["save"]!, preventDefault: true },
  { key: "Mod-Enter", run: commands["tick"]! },
  { key: "Mod-Alt-0", run: styling("text") },
  { key: "Mod-Alt-1", run: styling("heading-1") },
  { key: "Mod-Alt-2", run: styling("heading-2") },
  { key: "Mod-Alt-3", run: styling("heading-3") },
  { key: "Mod-Shift-7", run: styling("numbers") },
  { key: "Mod-Shift-8", run: styling("bullets") },
  { key: "Mod-Shift-9", run: styling("checklist") },
  { key: "Enter", run: continueList },
  { key: "Backspace", run: unmark },
  { key: "Tab", run: moveIn, shift: moveOut },
];

/** What may be written: `readonly` is still reached and copied from, `disabled` is neither. */
export function permitting(readOnly: boolean, disabled: boolean): Extension {
  return [EditorState.readOnly.of(readOnly || disabled), EditorView.editable.of(!disabled)];
}

/** Everything for one editor. `label` is what a screen reader calls it. */
export function extensions(around: Surroundings, label: string, phrases: Record<string, string>, permitted: Extension): Extension {
  return [
    surroundings.of(around),
    EditorState.phrases.of(phrases),
    permission.of(permitted),
    history({ newGroupDelay: 600 }),
    markdownLanguage,
    completing,
    pasting,
    uploading,
    look.of(drawnLook),
    search({ top: true }),
    dropCursor(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
    keymap.of([...keys, ...searchKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== "Mod-i" && key !== "Mod-Enter")]),
  ];
}

