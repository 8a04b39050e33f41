// The turns: what is done with one is sent to Python. The names stand here for Gradio to see.
const deeds = ["save", "reuse", "edit", "again", "earlier"];

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button || !deeds.includes(button.dataset.do)) return;
  const { number, as } = button.dataset;
  trigger(button.dataset.do, { number, as });
  if (["edit", "reuse"].includes(button.dataset.do)) document.querySelector("#question textarea").focus();
});
