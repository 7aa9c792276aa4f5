/* What a page does when it is touched. Without this file everything can still be read, followed and printed. */
"use strict";

/* The card: the entry of a quoted number, shown at the link by hover, focus or tap (WCAG 1.4.13: Escape closes it, the
   pointer may enter it, it stays until the reader leaves). The link stays a link: click or Enter follows it. */
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const card = document.createElement("div");
  Object.assign(card, { className: "card", id: "card", popover: "auto", role: "group" });
  card.setAttribute("aria-labelledby", "card-title");
  const pages = {};
  let open, wanted, timer, touched, before;

  const linkAt = (node) => (card.contains(node) ? null : node.closest?.("a.number[href*='#']"));
  const later = (wait, act) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  const page = (url) => (pages[url] ??= fetch(url)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => new DOMParser().parseFromString(text, "text/html")));

  async function entry(link) {
    const url = new URL(link.href);
    const id = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    const here = url.pathname === location.pathname;
    const target = (here ? document : await page(url.href)).getElementById(id);
    const section = target.closest("section.entry");
    const head = section ? section.querySelector("h1, h2, h3, h4") : target.closest("h1, h2, h3, h4");
    const box = document.createElement("div");
    if (section) box.append(...section.cloneNode(true).childNodes);
    else for (let next = head.nextElementSibling; next && !(next.tagName <= head.tagName && /^H\d/.test(next.tagName)); next = next.nextElementSibling)
      box.append(next.cloneNode(true));
    const title = document.createElement("p");
    title.className = "card__title";
    title.append(...head.cloneNode(true).childNodes);
    box.prepend(title);
    box.querySelectorAll(".headerlink, h1, h2, h3, h4").forEach((node) => node.remove());
    box.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    box.querySelectorAll("[href]").forEach((node) => { node.href = new URL(node.getAttribute("href"), url); });
    title.id = "card-title";
    box.querySelector(".entry__kind")?.setAttribute("id", "card-kind");
    const more = document.createElement("p");
    more.className = "card__more";
    more.innerHTML = "<a>Open the full entry</a>";
    more.firstChild.href = link.href;
    box.querySelectorAll("a, summary, [tabindex]").forEach((node) => { node.tabIndex = -1; }); // one stop: the entry has them all
    return [box, more];
  }

  async function show(link) {
    clearTimeout(timer);
    if (open === link) return;
    wanted = link;
    link.ariaBusy = "true";
    let parts;
    try { parts = await entry(link); } catch { parts = null; }
    link.ariaBusy = null;
    if (wanted !== link) return;
    if (!parts) { if (touched) location.href = link.href; return; }
    hide();
    card.replaceChildren(...parts);
    link.after(card); // so that Tab goes from the link into its card
    card.showPopover();
    const at = link.getBoundingClientRect();
    const below = innerHeight - at.bottom;
    card.style.maxHeight = `min(25rem, ${Math.max(below, at.top) - 14}px)`;
    const under = below > card.offsetHeight + 14 || below > at.top;
    card.style.top = `${scrollY + (under ? at.bottom + 6 : at.top - card.offsetHeight - 6)}px`;
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    card.style.left = `${scrollX + Math.max(8, Math.min(at.left - 16, room))}px`;
    open = link;
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-describedby", "card-title card-kind");
  }

  function hide() {
    clearTimeout(timer);
    open?.removeAttribute("aria-expanded");
    open?.removeAttribute("aria-describedby");
    open = wanted = null;
    if (card.isConnected) { card.hidePopover(); card.remove(); }
  }

  card.addEventListener("toggle", (event) => event.newState === "closed" && open && hide());
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; before = open; }, true);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (link && link !== open) later(120, () => show(link));
    else if (link || card.contains(event.target)) clearTimeout(timer);
    else if (open && document.activeElement !== open && !card.contains(document.activeElement)) later(250, hide);
    else if (!open) { clearTimeout(timer); wanted = null; }
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link?.matches(":focus-visible")) show(link);
    else if (open && event.target !== open && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    if (!link || !touched || link === before) return;
    event.preventDefault(); // the first tap shows the card, the second follows the link
    event.stopPropagation();
    show(link);
  }, true);
})();

/* Dark and light, remembered. */
(() => {
  const root = document.documentElement;
  const button = document.querySelector("[data-scheme-switch]");
  if (!button) return;
  const dark = () => (root.dataset.mdColorScheme ? root.dataset.mdColorScheme === "slate" : matchMedia("(prefers-color-scheme: dark)").matches);
  const say = () => button.setAttribute("aria-pressed", dark());
  button.addEventListener("click", () => {
    root.dataset.mdColorScheme = dark() ? "default" : "slate";
    try { localStorage.setItem("scheme", root.dataset.mdColorScheme); } catch { /* not remembered, then */ }
    say();
  });
  say();
})();

/* Search is fetched when somebody wants it. */
(() => {
  const dialog = document.getElementById("search");
  if (!dialog) return;
  const start = () => { dialog.showModal(); import(new URL(dialog.dataset.script, document.baseURI)).then((part) => part.search(dialog)); };
  document.querySelectorAll("[data-opens=search]").forEach((button) => button.addEventListener("click", start));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || dialog.open) return;
    event.preventDefault();
    start();
  });
})();

/* Where the reader is, among the headings of the page. */
(() => {
  const links = [...document.querySelectorAll(".toc a")];
  const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length || heads.includes(null)) return;
  const mark = () => {
    const at = heads.findLastIndex((head) => head.getBoundingClientRect().top < innerHeight * .3);
    links.forEach((link, place) => (place === at ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  };
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
  heads.forEach((head) => watch.observe(head));
})();

/* When the page has come to rest: what is wider than its column scrolls by keyboard too, and code can be copied. */
(self.requestIdleCallback ?? setTimeout)(() => {
  for (const table of document.querySelectorAll("article table")) {
    if (table.closest(".rows, .entry, .jupyter-wrapper")) continue;
    const box = document.createElement("div");
    box.className = "rows";
    table.replaceWith(box);
    box.append(table);
  }
  const wide = [...document.querySelectorAll("article :is(pre, .rows, .entry__formula)")]
    .filter((box) => box.tabIndex !== 0 && box.scrollWidth > box.clientWidth);
  wide.forEach((box) => { box.tabIndex = 0; });
  if (navigator.clipboard) for (const box of document.querySelectorAll("article .highlight:has(pre)")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "copy", textContent: "Copy" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("pre").innerText.trimEnd() + "\n");
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    box.append(button);
  }
});
/* A heading chosen in the contents lies under them: they close. */
document.getElementById("contents")?.addEventListener("click", (event) => event.target.closest("a[href^='#']") && event.currentTarget.hidePopover?.());

/* On a phone "share" opens the phone's own list of friends; elsewhere it leads to the code for embedding. */
if (navigator.share && matchMedia("(pointer: coarse)").matches) document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".fig__links a[href$='#share']");
  if (!link) return;
  event.preventDefault();
  const words = link.closest(".fig").querySelector(".fig__title").cloneNode(true);
  words.querySelectorAll(".visually-hidden").forEach((node) => node.remove());
  const title = words.textContent.trim();
  navigator.share({ title, text: title, url: link.href.replace("#share", "") }).catch(() => {});
});

addEventListener("beforeprint", () => document.querySelectorAll("article details").forEach((note) => { note.open = true; }));
