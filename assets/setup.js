// The settings: looked up when the view opens; the writer is tried at a click.
document.addEventListener("view", ({ detail }) => {
  if (detail === "settings") trigger("look");
});
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-do=test]")) trigger("test");
});
