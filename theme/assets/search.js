/* Search over the index that the build writes: whole sections, every word must be found, numbers as they are printed. */

const MOST = 20;
let sections;

const plain = (html) => {
  const box = new DOMParser().parseFromString(html.replace(/<\/(p|li|dt|dd|td|th|tr|h\d)>|<br>/g, "$& "), "text/html").body;
  box.querySelectorAll("pre, .headerlink").forEach((node) => node.remove());
  return box.textContent.replace(/\s+/g, " ").trim();
};
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/(?<=\d),(?=\d)/g, "").toLowerCase();

/** Every section as { at, page, title, text } with the folded words to compare. */
async function load(address) {
  const answer = await fetch(address);
  const { docs } = await answer.json();
  const titles = new Map(docs.filter((doc) => !doc.location.includes("#")).map((doc) => [doc.location, plain(doc.title)]));
  const root = new URL("../", new URL(address, document.baseURI));
  return docs.map((doc) => {
    const title = plain(doc.title);
    const text = plain(doc.text);
    return {
      at: new URL(doc.location, root), page: titles.get(doc.location.split("#")[0]) ?? "", title, text,
      name: fold(title), words: fold(`${title} ${text} ${doc.location.replace(/[/#-]/g, " ")}`), boost: doc.boost ?? 1,
    };
  });
}

/** How well a section answers: 0 where a word is missing. */
function score(section, words) {
  let points = 0;
  for (const word of words) {
    const start = new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u");
    if (start.test(section.name)) points += 8;
    else if (start.test(section.words)) points += 2;
    else if (word.length > 2 && section.words.includes(word)) points += 1;
    else return 0;
  }
  if (section.name.startsWith(words.join(" "))) points += 6;
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
    list.replaceChildren(...found.slice(0, MOST).map(([, section]) => row(section, words)));
    state.textContent = !words.length ? "" : !found.length ? "Nothing found."
      : `${found.length} found${found.length > MOST ? `, the best ${MOST} shown` : ""}`;
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
