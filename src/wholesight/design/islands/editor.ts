// The editor of a page's text. Loaded where something is written; readers never fetch it.
import { WholesightEditor } from "./editor/element";
import { keepStylesInSheets } from "./editor/strict-styles";

keepStylesInSheets();
customElements.define("wholesight-editor", WholesightEditor);
