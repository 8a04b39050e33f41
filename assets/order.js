// The form of summaries: what is selected in the list is kept here and sent with the order.
const form = element.querySelector("form");
const which = element.querySelector(".which");
let ids = [];

function show() {
  which.hidden = ids.length === 0;
  element.querySelector(".chosen").textContent = `${ids.length} selected article${ids.length === 1 ? "" : "s"}`;
  which.querySelectorAll("label").forEach((one) => (one.hidden = ids.length < 2));
}

function order(chosen) {
  const given = Object.fromEntries(new FormData(form));
  const { about, style, words } = given;
  if (!about.trim() && !chosen.length) return form.about.focus();
  trigger("summarize", { about, ids: chosen, each: given.which === "each", style, words });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  order(ids);
});
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-do=cancel]")) trigger("cancel");
});
document.addEventListener("chosen", ({ detail }) => {
  ids = detail;
  show();
});
// From the source pane: a summary of the article that is open.
document.addEventListener("summarize", ({ detail }) => {
  form.about.value = "";
  order([detail]);
});
