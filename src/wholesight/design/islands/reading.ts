// What every page may need. A page is complete without it; each element below makes the HTML that it finds quicker to use.
import { ContentsList } from "./_page-contents";
import { CopyCode } from "./_copy-code";
import { FindPalette } from "./_find-palette";
import { FolderTree } from "./_folder-tree";
import { ThemeChoice } from "./_theme-choice";
import { dismissNotices } from "./_notices";

customElements.define("find-palette", FindPalette);
customElements.define("page-contents", ContentsList);
customElements.define("copy-code", CopyCode);
customElements.define("folder-tree", FolderTree);
customElements.define("theme-choice", ThemeChoice);
dismissNotices(document);

// htmx weighs more than everything above, and most pages are only read: it comes with the pages that exchange something.
const exchanges = "[hx-get], [hx-post], [hx-put], [hx-delete], [hx-boost]";
if (document.querySelector(exchanges)) {
  const load = () => void import("./_exchange");
  // Before `complete`, htmx waits for an event that has passed already.
  if (document.readyState === "complete") load();
  else addEventListener("load", load, { once: true });
}
