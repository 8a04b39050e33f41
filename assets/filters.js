// The chips above the question box: each change is sent to Python, which renders them anew.
let open = ""; // the sheet that is to stay open when they are

function close(sheet) {
  sheet.open = false;
  if (open === sheet.dataset.chip) open = "";
}

function send() {
  const value = (name) => element.querySelector(`[name=${name}]`)?.value ?? "";
  const sources = [...element.querySelectorAll("[name=source]:checked")].map((one) => one.value);
  trigger("limit", { since: value("since"), until: value("until"), sources });
}

element.addEventListener("change", send);
element.addEventListener("click", (event) => {
  const sheet = event.target.closest("summary")?.parentElement;
  if (sheet) open = sheet.open ? "" : sheet.dataset.chip;
  const clear = event.target.closest("[data-clear]")?.dataset.clear;
  if (clear === "dates") element.querySelectorAll("[type=date]").forEach((one) => (one.value = ""));
  if (clear === "outlets") element.querySelectorAll(":checked").forEach((one) => (one.checked = false));
  if (clear) send();
});
element.addEventListener("keydown", (event) => {
  const sheet = element.querySelector("details[open]");
  if (event.key !== "Escape" || !sheet) return;
  close(sheet);
  sheet.querySelector("summary").focus();
  event.stopPropagation();
});
document.addEventListener("click", (event) => {
  const sheet = element.querySelector("details[open]");
  if (sheet && !sheet.contains(event.target) && document.contains(event.target)) close(sheet);
});
// An input keeps what was typed whatever its attribute becomes; what Python says counts.
watch("value", () => {
  element.querySelectorAll("[name=source]").forEach((one) => (one.checked = one.hasAttribute("checked")));
  element.querySelectorAll("[type=date]").forEach((one) => (one.value = one.getAttribute("value")));
  const sheet = element.querySelector(`[data-chip="${open}"]`);
  if (sheet) sheet.open = true;
});
