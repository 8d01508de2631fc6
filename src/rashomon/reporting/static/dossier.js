// Opens the words behind a citation: the reader comes up beside the dossier, scrolls every account to its version and marks the exact words.
// Without this script citations are plain links into the reader at the page's end.
(() => {
  "use strict";
  const root = document.body;
  const reader = document.getElementById("reader");
  if (!reader) return;
  const texts = reader.querySelector(".texts");
  const articles = [...reader.querySelectorAll(".text")];
  const showing = reader.querySelector(".showing");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const segments = new Map();
  for (const segment of reader.querySelectorAll("mark"))
    for (const mark of segment.dataset.m.split(" "))
      segments.set(mark, [...(segments.get(mark) || []), segment]);
  const cites = [...document.querySelectorAll("a.cite")];
  const marksOf = new Map();
  for (const cite of cites) {
    const mark = cite.getAttribute("href").slice(1);
    const marks = marksOf.get(cite.dataset.finding) || new Set();
    marksOf.set(cite.dataset.finding, marks.add(mark));
  }
  let current = null;

  const behaviour = () => (calm.matches ? "auto" : "smooth");
  const firstCite = (finding) => cites.find((cite) => cite.dataset.finding === finding);
  const row = (finding) => document.getElementById(finding);

  function unfold(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  function clear() {
    for (const segment of reader.querySelectorAll("mark.on, mark.near")) segment.classList.remove("on", "near");
    for (const cite of document.querySelectorAll(".cite.here")) cite.classList.remove("here");
  }

  function scrollTo(article, segment) {
    const place = segment.getBoundingClientRect().top - article.getBoundingClientRect().top + article.scrollTop;
    article.scrollTo({ top: Math.max(0, place - article.clientHeight * 0.3), behavior: behaviour() });
  }

  function open(cite) {
    const mark = cite.getAttribute("href").slice(1);
    const finding = cite.dataset.finding;
    const cited = segments.get(mark) || [];
    if (!cited.length) return false;
    clear();
    current = cite;
    cite.classList.add("here");
    root.classList.add("reading");
    reader.querySelector(".tools").hidden = false;
    for (const other of marksOf.get(finding)) for (const segment of segments.get(other) || []) segment.classList.add("near");
    for (const segment of cited) segment.classList.add("on");
    const home = cited[0].closest(".text");
    for (const article of articles) article.classList.toggle("aside", !article.querySelector("mark.near"));
    const title = row(finding);
    showing.textContent = (title && title.dataset.title) || "";
    for (const article of articles) {
      const segment = article === home ? cited[0] : article.querySelector("mark.near");
      if (segment) scrollTo(article, segment);
    }
    texts.scrollTo({ left: Math.max(0, home.offsetLeft - texts.offsetLeft - 40), behavior: behaviour() });
    try { history.replaceState(null, "", "#" + mark); } catch { /* a frame without an address */ }
    return true;
  }

  function close() {
    if (!root.classList.contains("reading")) return;
    root.classList.remove("reading", "wide");
    reader.querySelector(".tools").hidden = true;
    showing.textContent = "";
    for (const article of articles) article.classList.remove("aside");
    clear();
    if (current) { current.focus({ preventScroll: true }); reveal(current); }
  }

  function reveal(element) {
    const box = element.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 60) element.scrollIntoView({ block: "center", behavior: behaviour() });
  }

  function step(way) {
    const findings = [...marksOf.keys()];
    const here = current ? findings.indexOf(current.dataset.finding) : way > 0 ? -1 : 0;
    const next = firstCite(findings[(here + way + findings.length) % findings.length]);
    if (!next) return;
    unfold(next);
    open(next);
    next.focus({ preventScroll: true });
    reveal(next);
  }

  function back(segment) {
    const findings = segment.dataset.f.split(" ").filter((finding) => marksOf.has(finding));
    if (!findings.length) return;
    const here = current ? findings.indexOf(current.dataset.finding) : -1;
    const finding = findings[(here + 1) % findings.length];
    const marks = segment.dataset.m.split(" ");
    const cite = cites.find((one) => one.dataset.finding === finding && marks.includes(one.getAttribute("href").slice(1))) || firstCite(finding);
    unfold(cite);
    open(cite);
    reveal(row(finding) || cite);
  }

  const actions = {
    previous: () => step(-1),
    next: () => step(1),
    close,
    widen: () => reader.querySelector("[data-do=widen]").setAttribute("aria-pressed", String(root.classList.toggle("wide"))),
  };

  document.addEventListener("click", (event) => {
    const cite = event.target.closest("a.cite");
    if (cite && !event.metaKey && !event.ctrlKey && open(cite)) return event.preventDefault();
    const button = event.target.closest("[data-do]");
    if (button) return actions[button.dataset.do]();
    const spine = event.target.closest(".text.aside");
    if (spine) return spine.classList.remove("aside");
    const segment = event.target.closest("#reader mark");
    if (segment && getSelection().isCollapsed) return back(segment);
    const inside = event.target.closest("a[href^='#']");
    if (inside && inside.hash.length > 1) { const target = row(inside.hash.slice(1)); if (target) unfold(target); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const action = { Escape: "close", n: "next", p: "previous", w: root.classList.contains("reading") ? "widen" : "" }[event.key];
    if (action) actions[action]();
  });
  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
  const asked = /^#m\d+$/.test(location.hash) && cites.find((cite) => cite.getAttribute("href") === location.hash);
  if (asked) { unfold(asked); open(asked); reveal(asked); }
})();
