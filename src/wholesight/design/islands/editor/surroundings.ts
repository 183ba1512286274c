import { Facet } from "@codemirror/state";
import type { Words } from "./words";

/** What the page says to its editor: words, and where to ask, send and look. */
export interface Surroundings {
  readonly words: Words;
  readonly completeUrl: string;
  readonly uploadUrl: string;
  /** What the address of an attachment begins with; empty where pictures cannot be shown. */
  readonly attachmentUrl: string;
  readonly space: string;
  readonly path: string;
  readonly csrf: () => string;
  /** Says a sentence to everybody, screen readers included. */
  readonly say: (sentence: string) => void;
  readonly chooseFile: () => void;
  readonly askForLink: () => void;
  readonly save: () => void;
  readonly toggleAlone: () => void;
}

const nobody: Surroundings = {
  words: (name) => name,
  completeUrl: "",
  uploadUrl: "",
  attachmentUrl: "",
  space: "",
  path: "",
  csrf: () => "",
  say: () => undefined,
  chooseFile: () => undefined,
  askForLink: () => undefined,
  save: () => undefined,
  toggleAlone: () => undefined,
};

/** The surroundings of the editor that a state belongs to. */
export const surroundings = Facet.define<Surroundings, Surroundings>({ combine: (given) => given[0] ?? nobody });

/** The address of an attachment by the path or name that a text gives; null where none can be shown. */
export function attachmentAddress(base: string, target: string): string | null {
  if (!base || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return null;
  if (target.startsWith("/")) return target;
  return base + target.split("/").map(encodeURIComponent).join("/");
}
