// What lies around a page comes when somebody opens it; the map in it is drawn then.
import { AroundPage } from "./_around-page";
import { LocalGraph } from "./_local-graph";

customElements.define("local-graph", LocalGraph);
customElements.define("around-page", AroundPage);
