/** Puts everything but `element` out of reach and out of sight; the function that comes back undoes it. */
export function keepApart(element: HTMLElement): () => void {
  const quieted: HTMLElement[] = [];
  for (let inner: HTMLElement = element; inner.parentElement && inner !== document.body; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other === inner || !(other instanceof HTMLElement) || other.inert) continue;
      other.inert = true;
      quieted.push(other);
    }
  }
  element.toggleAttribute("data-alone", true);
  document.documentElement.toggleAttribute("data-writing-alone", true);
  return () => {
    for (const other of quieted) other.inert = false;
    element.toggleAttribute("data-alone", false);
    document.documentElement.toggleAttribute("data-writing-alone", false);
  };
}
