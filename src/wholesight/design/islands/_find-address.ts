/** The address that answers what was typed: `base` with `q`, or `base` alone where nothing was typed. */
export function findAddress(base: string, typed: string): string {
  const query = typed.trim();
  if (!query) return base;
  return `${base}${base.includes("?") ? "&" : "?"}q=${encodeURIComponent(query)}`;
}

/** Whether a key press asks for the palette: Ctrl-K or Cmd-K anywhere, `/` where nobody is typing. */
export function opensPalette(press: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }, typing: boolean): boolean {
  if (press.altKey) return false;
  if (press.ctrlKey || press.metaKey) return press.key.toLowerCase() === "k";
  return press.key === "/" && !typing;
}
