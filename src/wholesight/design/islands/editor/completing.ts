import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { answerText, completeAddress, questionAt, type Question } from "./asking";
import { perform } from "./commands";
import { surroundings } from "./surroundings";

interface Answer {
  readonly insert: string;
  readonly label: string;
  readonly detail?: string;
  readonly kind?: string;
}

const slashCommands = ["heading-1", "heading-2", "heading-3", "bullets", "numbers", "checklist", "table", "quote", "callout", "code-block", "divider", "image", "link", "date"];

/** Completion of pages, headings, tags, people and commands. */
export const completing: Extension = autocompletion({
  override: [answers],
  activateOnTypingDelay: 0,
  updateSyncTime: 60,
  icons: false,
  defaultKeymap: true,
  maxRenderedOptions: 40,
  addToOptions: [],
});

function isCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); node.parent; node = node.parent) if (/Code|^Formula/.test(node.name)) return true;
  return false;
}

function answers(context: CompletionContext): CompletionResult | Promise<CompletionResult | null> | null {
  const line = context.state.doc.lineAt(context.pos);
  const question = questionAt(line.text.slice(0, context.pos - line.from));
  if (!question || isCode(context.state, context.pos)) return null;
  const from = line.from + question.from;
  if (question.kind === "command") return commandsFor(context.state, question, from);
  return asked(context, question, from);
}

function commandsFor(state: EditorState, question: Question, from: number): CompletionResult {
  const { words } = state.facet(surroundings);
  const typed = question.query.toLocaleLowerCase();
  const options = slashCommands
    .map((name) => ({ name, label: words(`command.${name}`) }))
    .filter(({ name, label }) => `${label.toLocaleLowerCase()} ${name}`.split(/[\s-]+/).some((word) => word.startsWith(typed)) || label.toLocaleLowerCase().startsWith(typed))
    .map(({ name, label }): Completion => ({ label, apply: (view, _completion, start, end) => runInstead(view, name, start, end) }));
  return { from, options, filter: false };
}

function runInstead(view: EditorView, name: string, from: number, to: number): void {
  view.dispatch({ changes: { from, to }, userEvent: "input.complete" });
  perform(view, name);
}

async function asked(context: CompletionContext, question: Question, from: number): Promise<CompletionResult | null> {
  const { completeUrl, space, path } = context.state.facet(surroundings);
  if (!completeUrl) return null;
  const request = new AbortController();
  // An answer to older words is of no use to anybody.
  context.addEventListener("abort", () => request.abort(), { onDocChange: true });
  try {
    const answer = await fetch(completeAddress(completeUrl, question, space, path), { signal: request.signal, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return null;
    const found = (await answer.json()) as readonly Answer[];
    return { from, options: found.map((each) => option(question, each)), filter: false };
  } catch {
    return null; // without an answer one goes on typing
  }
}

function option(question: Question, answer: Answer): Completion {
  const text = answerText(question, answer.insert);
  return {
    label: answer.label,
    ...(answer.detail ? { detail: answer.detail } : {}),
    apply: (view, _completion, from, to) => {
      // Brackets that stand there already are not written twice.
      const closed = text.endsWith("]]") && view.state.sliceDoc(to, to + 2) === "]]";
      view.dispatch({ changes: { from, to: closed ? to + 2 : to, insert: text }, selection: { anchor: from + text.length }, userEvent: "input.complete" });
    },
  };
}
