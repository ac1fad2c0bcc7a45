/* A page of `midad serve`: load it again when it was built again, and show what could not be built.
 * The server sends, as one JSON object an event: `modified`, when the file of this page was written
 * (milliseconds; null where there is none), `working`, `title` and `problems`.
 */
(() => {
  "use strict";
  const events = new EventSource(`/~events?page=${encodeURIComponent(location.pathname)}`);
  let first; // when the page that is shown was written, as far as we know

  const element = (name, tag) => {
    let found = document.querySelector(`.${name}`);
    if (!found) {
      found = document.createElement(tag);
      found.className = name;
      document.body.append(found);
    }
    return found;
  };

  // a page that was written between its loading and the first event, too; that header knows seconds
  const isOld = ({ modified }) => {
    if (first === undefined) first = modified;
    if (modified === null) return false;
    return modified !== first || Math.floor(modified / 1000) * 1000 > Date.parse(document.lastModified);
  };

  events.onmessage = ({ data }) => {
    const state = JSON.parse(data);
    if (isOld(state)) {
      location.reload();
      return;
    }
    element("preview-working", "div").hidden = !state.working;
    const box = element("preview-problems", "aside");
    box.hidden = state.problems.length === 0;
    box.dir = state.direction;
    const head = document.createElement("strong");
    head.textContent = state.title;
    const text = document.createElement("pre");
    text.textContent = state.problems.join("\n");
    box.replaceChildren(head, text);
  };
})();
