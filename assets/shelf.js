// The library pane: Python is asked for a page of the list at a time; the choice is kept here.
const part = (selector) => element.querySelector(selector);
const [words, order, list] = [part(".words"), part(".order"), part(".list")];
const view = { source: "", period: "" };
const chosen = new Set();
let [asked, next, typing, overview] = [0, 0, 0, ""];

async function look(start = 0) {
  clearTimeout(typing); // what is typed is looked for with the rest
  const number = ++asked;
  const page = await server.look_at({ ...view, words: words.value, order: order.value, start });
  if (number !== asked) return; // a later question has been asked
  next = page.next;
  if (start) list.insertAdjacentHTML("beforeend", page.list);
  else {
    list.innerHTML = page.list;
    if (page.overview !== overview) part(".overview").innerHTML = page.overview;
    overview = page.overview; // put anew, it would lose a click that is under way
    part(".count").textContent = page.count;
    element.closest("#articles").scrollTop = 0;
  }
  list.querySelectorAll("input").forEach((one) => (one.checked = chosen.has(one.value)));
}

function showChoice() {
  part(".selection").hidden = chosen.size === 0;
  part(".chosen").textContent = `${chosen.size} selected`;
  document.dispatchEvent(new CustomEvent("chosen", { detail: [...chosen] }));
}

function unselect() {
  chosen.clear();
  list.querySelectorAll("input").forEach((one) => (one.checked = false));
  showChoice();
}

words.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(look, 150);
});
order.addEventListener("change", () => look());
list.addEventListener("change", ({ target }) => {
  if (target.checked) chosen.add(target.value);
  else chosen.delete(target.value);
  showChoice();
});
element.addEventListener("click", (event) => {
  const { source, period, do: deed } = event.target.closest("button")?.dataset ?? {};
  if (source !== undefined) view.source = view.source === source ? "" : source;
  if (period !== undefined) view.period = view.period === period ? "" : period;
  if (source !== undefined || period !== undefined) look();
  if (deed === "remove") trigger("remove", { ids: [...chosen] });
  if (deed === "remove" || deed === "unselect") unselect();
  if (deed === "summarize") document.dispatchEvent(new CustomEvent("view", { detail: "summaries" }));
});
element.closest("#articles").addEventListener("scroll", ({ target }) => {
  if (next && target.scrollHeight - target.scrollTop - target.clientHeight < 600) {
    const start = next;
    next = 0;
    look(start);
  }
});
watch("value", () => look());
look();
