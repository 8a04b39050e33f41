// The form for web addresses: what is pasted is sent to Python.
const form = element.querySelector("form");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.addresses.value.trim()) trigger("fetch", { addresses: form.addresses.value });
  form.reset();
});
