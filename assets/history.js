// What was asked before: looked up when the view opens; a question opens as a conversation.
document.addEventListener("view", ({ detail }) => {
  if (detail === "history") trigger("look");
});
element.addEventListener("click", (event) => {
  const number = event.target.closest("[data-number]")?.dataset.number;
  if (!number) return;
  trigger("reopen", { number });
  document.dispatchEvent(new CustomEvent("view", { detail: "ask" }));
});
