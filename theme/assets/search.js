/* Search over the index that the build writes: whole sections, every word must be found, numbers as they are printed.
   What explains comes first, then the entries of numbers, then sources: a headline with the word in it answers nothing. */

const KINDS = [["On pages", 10], ["Numbers", 8], ["Sources", 5]];
const CLAIMS = /^claims\/|#claims-this-decides/; // they name much and explain little
const kind = (location) => (/^numbers\//.test(location) ? 1 : /^sources\//.test(location) ? 2 : 0);
let sections;

const plain = (html) => {
  const box = new DOMParser().parseFromString(html.replace(/<\/(p|li|dt|dd|td|th|tr|h\d)>|<br>/g, "$& "), "text/html").body;
  box.querySelectorAll("pre, .headerlink").forEach((node) => node.remove());
  return box.textContent.replace(/\s+/g, " ").trim();
};
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
  .replace(/(?<=\d),(?=\d)/g, "").toLowerCase();

/** Words with a hyphen once more in one piece: "lockup" finds a lock-up. */
const joined = (text) => (text.match(/\p{L}+(?:-\p{L}+)+/gu) ?? []).join(" ").replaceAll("-", "");

/** Every section as { at, page, title, text } with the folded words to compare. */
async function load(address) {
  const answer = await fetch(address);
  const { docs } = await answer.json();
  const titles = new Map(docs.filter((doc) => !doc.location.includes("#")).map((doc) => [doc.location, plain(doc.title)]));
  const root = new URL("../", new URL(address, document.baseURI));
  return docs.map((doc) => {
    const title = plain(doc.title);
    const text = plain(doc.text);
    const words = fold(`${title} ${text} ${doc.location.replace(/[/#-]/g, " ")}`);
    return {
      at: new URL(doc.location, root), page: titles.get(doc.location.split("#")[0]) ?? "", title, text,
      kind: kind(doc.location), name: fold(title), words: `${words} ${joined(words)}`,
      boost: (doc.boost ?? 1) * (CLAIMS.test(doc.location) ? .6 : 1),
    };
  });
}

/** How well a section answers: 0 where a word is missing. */
function score(section, words) {
  let points = 0;
  for (const word of words) {
    const start = new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "gu");
    const times = section.words.match(start)?.length ?? 0;
    if (section.name.match(start)) points += 8;
    else if (times) points += 2;
    else if (word.length > 2 && section.words.includes(word)) points += 1;
    else return 0;
    points += Math.min(times, 6) / 2;
  }
  if (section.name === words.join(" ")) points += 8;
  else if (section.name.startsWith(words.join(" "))) points += 6;
  if (!section.at.hash) points += 1;
  return points * section.boost;
}

/** The stretch of text around the first word found, with every word found marked. */
function excerpt(text, words) {
  const span = document.createElement("span");
  const found = words.map((word) => fold(text).indexOf(word)).filter((at) => at >= 0);
  const from = Math.max(0, (found.length ? Math.min(...found) : 0) - 60);
  const begin = from ? text.indexOf(" ", from) + 1 : 0;
  const part = (from ? "… " : "") + text.slice(begin, begin + 170) + (text.length > begin + 170 ? " …" : "");
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/(?<=\d)(?=\d)/g, ",?")).join("|")})`, "giu");
  part.split(pattern).forEach((piece, place) => {
    if (place % 2) span.append(Object.assign(document.createElement("mark"), { textContent: piece }));
    else span.append(piece);
  });
  return span;
}

function row(section, words) {
  const link = document.createElement("a");
  link.href = section.at;
  const title = Object.assign(document.createElement("strong"), { textContent: section.title || section.page });
  link.append(title);
  if (section.page && section.page !== section.title)
    link.append(Object.assign(document.createElement("small"), { textContent: section.page }));
  link.append(excerpt(section.text, words));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function head(title, all, shown) {
  const words = all > shown ? `${title}, the best ${shown} of ${all}` : title;
  return Object.assign(document.createElement("li"), { className: "search__kind", textContent: words });
}

/** Bind the dialog once; later calls only prepare it for the next question. */
export async function search(dialog) {
  const [input, state, list] = ["input", ".search__state", ".search__results"].map((name) => dialog.querySelector(name));
  input.select();
  if (sections) return;
  sections = load(dialog.dataset.index).catch(() => null);
  const look = async () => {
    const all = await sections;
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    if (!all) { state.textContent = "The index cannot be read just now."; return; }
    const found = !words.length ? [] : all
      .map((section) => [score(section, words), section])
      .filter(([points]) => points)
      .sort(([one], [other]) => other - one);
    const groups = KINDS.map(([title, most], place) => {
      const all = found.filter(([, section]) => section.kind === place);
      return { title, all: all.length, rows: all.slice(0, most).map(([, section]) => row(section, words)) };
    }).filter((group) => group.all);
    list.replaceChildren(...groups.flatMap(({ title, all, rows }) => [head(title, all, rows.length), ...rows]));
    list.scrollTop = 0;
    state.textContent = !words.length ? "" : !found.length ? "Nothing found. Fewer or other words may help."
      : `${found.length} found`;
  };
  input.addEventListener("input", look);
  dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest(".search__results a")) dialog.close(); });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter && document.activeElement !== input) return;
    const first = list.querySelector("a");
    if (first && document.activeElement === input) { event.preventDefault(); first.click(); }
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [input, ...list.querySelectorAll("a")];
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
    event.preventDefault();
  });
  look();
}
