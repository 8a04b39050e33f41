// What was done to the library, with a way back.
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-do=undo]")) trigger("undo");
});
