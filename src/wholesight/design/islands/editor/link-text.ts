const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|tel:)\S+$/i;

/** The Markdown of a link from `words` to an address outside or to a page; null where nothing was given to lead to. */
export function linkText(words: string, target: string): string | null {
  const to = target.trim().replace(/^!?\[\[|\]\]$/g, "");
  const shown = words.trim().replace(/\s*\n\s*/g, " ");
  if (!to) return null;
  const outside = address.test(to) ? to : /^www\.\S+$/i.test(to) ? `https://${to}` : /^[^\s@/]+@[^\s@/]+\.[a-z]+$/i.test(to) ? `mailto:${to}` : null;
  if (outside) return `[${(shown || to).replace(/[[\]\\]/g, "\\$&")}](${outside.replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
  const page = to.replace(/[[\]|\n]/g, " ").replace(/ {2,}/g, " ");
  const label = shown.replace(/\]\]|\[\[|\|/g, " ").trim();
  return label && label !== page ? `[[${page}|${label}]]` : `[[${page}]]`;
}
