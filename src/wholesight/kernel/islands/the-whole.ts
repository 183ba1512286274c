// The screen of the whole: the map, its search, its filters, and the card of the page that is chosen.
import { TheWhole } from "./_whole-map";

customElements.define("the-whole", TheWhole);
