/** The translated words of the editor, by name; the server writes them into `<template data-part="words">`. */
export type Words = (name: string, values?: Readonly<Record<string, string | number>>) => string;

/** Reads the words of `root`. A name that is missing there is a mistake of ours and is thrown. */
export function wordsOf(root: ParentNode): Words {
  const template = root.querySelector<HTMLTemplateElement>("template[data-part=words]");
  const known = new Map<string, string>();
  for (const each of template?.content.querySelectorAll<HTMLElement>("[data-word]") ?? []) {
    known.set(each.dataset["word"]!, each.textContent.trim());
  }
  return (name, values = {}) => {
    const sentence = known.get(name);
    if (sentence === undefined) throw new Error(`wholesight-editor: no word is called ${name}`);
    return sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
  };
}

/** The phrases that CodeMirror itself says, translated. */
export function phrasesOf(root: ParentNode): Record<string, string> {
  const template = root.querySelector<HTMLTemplateElement>("template[data-part=words]");
  const phrases: Record<string, string> = {};
  for (const each of template?.content.querySelectorAll<HTMLElement>("[data-phrase]") ?? []) {
    phrases[each.dataset["phrase"]!] = each.textContent.trim();
  }
  return phrases;
}
