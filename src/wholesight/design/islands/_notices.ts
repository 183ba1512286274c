// Notices that can be put away, and toasts made from a <template> of the page (so that their words are translated).

/** Lets every `[data-dismiss]` button of the document remove the notice that it stands in. */
export function dismissNotices(root: Document): void {
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-dismiss]") : null;
    button?.closest(".notice")?.remove();
  });
}

/** Shows the notice of `<template id=name>` once; a second call while it stands there changes nothing. */
export function showNotice(root: Document, name: string): void {
  const template = root.getElementById(name);
  const shelf = root.querySelector(".toasts");
  if (!(template instanceof HTMLTemplateElement) || !shelf) return;
  if (shelf.querySelector(`[data-notice="${CSS.escape(name)}"]`)) return;
  const notice = template.content.firstElementChild?.cloneNode(true);
  if (!(notice instanceof HTMLElement)) return;
  notice.dataset.notice = name;
  shelf.append(notice);
}
