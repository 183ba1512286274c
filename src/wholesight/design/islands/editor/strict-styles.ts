// CodeMirror writes its rules into a <style> element, which a strict content security policy refuses. A constructed sheet
// is made by a script that the policy has let in already, so the same rules go there.
import { StyleModule } from "style-mod";

const sheets = new WeakMap<DocumentOrShadowRoot, { sheet: CSSStyleSheet; mounted: StyleModule[] }>();

/** Call once, before the first editor is made. */
export function keepStylesInSheets(): void {
  StyleModule.mount = (root, modules) => {
    const kept = sheets.get(root) ?? adopt(root);
    const asked = Array.isArray(modules) ? modules : [modules as StyleModule];
    const missing = asked.filter((module) => !kept.mounted.includes(module));
    if (missing.length === 0) return;
    kept.mounted = [...asked, ...kept.mounted.filter((module) => !asked.includes(module))];
    kept.sheet.replaceSync(kept.mounted.map((module) => module.getRules()).join("\n"));
  };
}

function adopt(root: DocumentOrShadowRoot): { sheet: CSSStyleSheet; mounted: StyleModule[] } {
  const kept = { sheet: new CSSStyleSheet(), mounted: [] };
  sheets.set(root, kept);
  root.adoptedStyleSheets = [kept.sheet, ...root.adoptedStyleSheets];
  return kept;
}
