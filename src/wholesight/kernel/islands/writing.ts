// The screen on which a page is written: its draft, and who else is at the page.
import { PageDraft } from "./_page-draft";

customElements.define("page-draft", PageDraft);
