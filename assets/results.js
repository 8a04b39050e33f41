// The summaries: what is done with one, or with all, is sent to Python.
const deeds = ["save", "zip"];

element.addEventListener("click", (event) => {
  const { do: deed, number, as } = event.target.closest("button")?.dataset ?? {};
  if (deeds.includes(deed)) trigger(deed, { number, as });
});
