/* Show the whole reference, or the note, where it is cited: on hover, on focus, on the first tap.
 * The text is taken from the list on the same page, so nothing stands twice in the HTML. Without
 * scripts, or without the popover API, a citation is the plain link that it is.
 */
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;

  const LINKS = '.citation a[href^="#"], a.footnote-reference[href^="#"]';
  const preview = document.createElement("div");
  preview.popover = "manual";
  preview.id = "citation-preview";
  preview.className = "citation-preview";
  preview.setAttribute("role", "tooltip");

  let link = null; // the one whose preview is open
  let leaving = 0;

  const targetOf = (anchor) => document.getElementById(decodeURIComponent(anchor.hash.slice(1)));

  const open = (anchor) => {
    clearTimeout(leaving);
    if (anchor === link) return;
    const target = targetOf(anchor);
    if (!target) return;
    close();
    const copy = target.cloneNode(true);
    for (const part of copy.querySelectorAll(".backlinks, .label, .backrefs, .headerlink")) part.remove();
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    preview.replaceChildren(...copy.childNodes);
    // an entry in another script keeps its own direction
    const own = target.closest("[dir]");
    preview.dir = own ? own.dir : "";
    preview.lang = target.closest("[lang]")?.lang ?? "";
    link = anchor;
    link.setAttribute("aria-describedby", preview.id);
    preview.showPopover();
    place(anchor);
  };

  const close = () => {
    clearTimeout(leaving);
    if (!link) return;
    link.removeAttribute("aria-describedby");
    link = null;
    preview.hidePopover();
  };

  // time to move the pointer from the link into the preview
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(close, 200);
  };

  const place = (anchor) => {
    const line = anchor.getClientRects()[0];
    if (line.bottom < 0 || line.top > innerHeight) return close();
    const box = preview.getBoundingClientRect();
    const margin = 8;
    const inline = line.left + line.width / 2 - box.width / 2;
    const below = line.bottom + margin;
    const fits = below + box.height + margin <= innerHeight || line.top < box.height + margin;
    preview.style.left = `${Math.max(margin, Math.min(inline, innerWidth - box.width - margin))}px`;
    preview.style.top = `${fits ? below : line.top - box.height - margin}px`;
  };

  const linkAt = (event) =>
    event.target instanceof Element ? event.target.closest(LINKS) : null;

  document.addEventListener("DOMContentLoaded", () => document.body.append(preview));
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const anchor = linkAt(event);
    if (anchor) open(anchor);
    else if (preview.contains(event.target)) clearTimeout(leaving);
    else if (link && document.activeElement !== link) leave();
  });
  document.addEventListener("focusin", (event) => {
    const anchor = linkAt(event);
    if (anchor && anchor.matches(":focus-visible")) open(anchor);
    else if (!preview.contains(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    const anchor = linkAt(event);
    if (anchor && event.pointerType === "touch" && anchor !== link) {
      event.preventDefault(); // the first tap shows, the second follows
      open(anchor);
    } else if (!preview.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  // a link that takes the focus may be scrolled to just then: the preview goes along with it
  addEventListener("scroll", () => link && place(link), { passive: true });
})();
