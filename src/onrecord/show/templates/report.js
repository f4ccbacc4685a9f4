// The page reads and links without this. It adds the filter, the highlight of all parts of a statement,
// and the mark in the list of reports. It counts no characters: the text was cut before.
"use strict";
(() => {
  const one = (query) => document.querySelector(query);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const data = JSON.parse(one("#data").textContent);
  const statements = data.statements.map(([article, id, own, words]) => ({ article, id, own, words: fold(words) }));
  const partsOf = (id) => all(`[data-s="${CSS.escape(id)}"]`);

  // The statement that the address points at, in all its parts.
  const show = () => {
    all(".on").forEach((part) => part.classList.remove("on"));
    const found = /^#([sn])-(.+)$/.exec(location.hash);
    const place = location.hash && document.getElementById(location.hash.slice(1));
    if (place) {
      for (let folded = place.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
      if (found && place.closest(".narrator") && one("#show-own")) one("#show-own").checked = true;
      if (found && found[1] === "n") one("#show-notes").checked = true;
      place.scrollIntoView({ block: found ? "center" : "start" });
    }
    if (found) partsOf(found[2]).forEach((part) => part.classList.add("on"));
  };
  addEventListener("hashchange", show);
  if (location.hash) show();

  all(".note").forEach((note) => {
    const near = (yes) => () => partsOf(note.dataset.n).forEach((part) => part.classList.toggle("near", yes));
    note.addEventListener("pointerenter", near(true));
    note.addEventListener("pointerleave", near(false));
  });

  // The filter.
  const words = one("#words"), outlet = one("#outlet"), said = one("#found"), own = one("#show-own");
  const filter = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    const inOutlet = (article) => !outlet.value || data.articles[article] === outlet.value;
    const hits = new Set(), articles = new Set();
    let counted = 0;
    for (const each of statements) {
      const match = inOutlet(each.article) && (!each.own || (own && own.checked))
        && wanted.every((word) => each.words.includes(word) || fold(data.articles[each.article]).includes(word));
      if (match) { hits.add(each.id); articles.add(each.article); counted += 1; }
    }
    const filtering = wanted.length > 0;
    document.body.classList.toggle("filtering", filtering);
    all("[data-a]").forEach((entry) => { entry.hidden = filtering ? !articles.has(entry.dataset.a) : !inOutlet(entry.dataset.a); });
    all("[data-q]").forEach((entry) => { entry.hidden = all(".places > li", entry).every((place) => place.hidden); });
    all(".article").forEach((article) => { article.hidden = filtering ? !articles.has(article.id) : !inOutlet(article.id); });
    all(".note").forEach((note) => { note.hidden = filtering && !hits.has(note.dataset.n); });
    all(".article .row").forEach((row) => {
      const heading = row.querySelector("h3");
      row.hidden = filtering && !heading && all(".note", row).every((note) => note.hidden);
    });
    if (filtering) all(".article:not([hidden])").forEach((article) => { article.open = true; });
    said.textContent = filtering || outlet.value
      ? `${counted} ${counted === 1 ? "statement" : "statements"} in ${articles.size} ${articles.size === 1 ? "report" : "reports"}` : "";
  };
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); };
  one("#filter").hidden = false;
  words.addEventListener("input", soon);
  outlet.addEventListener("change", filter);
  if (own) own.addEventListener("change", filter);

  // Where the reader is.
  const entries = new Map(all("nav [data-a]").map((entry) => [entry.dataset.a, entry]));
  const watch = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => {
    const entry = entries.get(target.id);
    if (entry) entry.classList.toggle("here", isIntersecting);
  }), { rootMargin: "-20% 0px -70% 0px" });
  all(".article").forEach((article) => watch.observe(article));
})();
