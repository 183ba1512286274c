// htmx with idiomorph, under a policy that allows no inline script and no evaluation. Its settings stand in the page's
// `htmx-config` element, because htmx reads them before any module could set them.
import "htmx.org";
import "idiomorph/htmx";
import { showNotice } from "./_notices";

interface Answer {
  shouldSwap: boolean;
  xhr: XMLHttpRequest;
  pathInfo: { requestPath: string };
}

function tell(event: Event): void {
  const target = event.target instanceof Element ? event.target : document.body;
  const template = target.closest("[data-problem]")?.getAttribute("data-problem") ?? "exchange-problem";
  showNotice(document, template);
}

/** Whoever has been signed out meanwhile is sent to another address: that is a page to go to, not a part of this one. */
function followRedirect(event: Event): void {
  const answer = (event as CustomEvent<Answer>).detail;
  const asked = new URL(answer.pathInfo.requestPath, location.href);
  const answered = new URL(answer.xhr.responseURL || asked, location.href);
  if (answered.pathname === asked.pathname) return;
  answer.shouldSwap = false;
  location.assign(answered);
}

document.addEventListener("htmx:beforeSwap", followRedirect);
for (const problem of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(problem, tell);
}
