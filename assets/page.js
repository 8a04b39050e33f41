// Runs once, when the source pane loads: `element` is the pane, `props.value` what it shows and
// `server.source` asks Python for an article. All else on the page is found by delegation.

const find = (selector) => document.querySelector(selector);

let opener = null; // what opened the source, so that closing it leads back there
let sought = 0; // how many articles have been asked for
let tipped = null; // what the tip belongs to, and where that stood: { anchor, top, left }

const tip = document.createElement("div");
tip.id = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
find(".gradio-container").append(tip);

for (const [selector, label] of [
  ["#library", "Library"],
  ["#talk", "Conversation"],
  ["#source", "Source"],
]) {
  find(selector).setAttribute("role", "region");
  find(selector).setAttribute("aria-label", label);
}

// What the drop zone is called must hold what stands in it; Gradio builds it anew after each use.
function nameZone() {
  const zone = find(".upload-container");
  if (zone) zone.setAttribute("aria-label", zone.innerText.replace(/\s+/g, " ").trim());
}
new MutationObserver(nameZone).observe(find("#library"), { childList: true, subtree: true });
nameZone();

function drawer(name, open) {
  document.body.classList.toggle(`with-${name}`, open);
  if (name === "library") {
    find("#open-library").setAttribute("aria-expanded", String(open));
  }
}

async function show(button) {
  hideTip();
  const number = ++sought;
  opener = button;
  document.querySelectorAll("[aria-current=true]").forEach((one) => one.removeAttribute("aria-current"));
  button.setAttribute("aria-current", "true");
  let found;
  try {
    found = await server.source({ ...button.dataset });
  } catch {
    found = '<p class="failure">The server does not answer; is it still running?</p>';
  }
  if (number !== sought) return; // another has been asked for, or the pane has been closed
  props.value = found;
  drawer("library", false);
  drawer("source", true);
  requestAnimationFrame(() => {
    if (number !== sought) return;
    const cited = element.querySelector(".cited");
    if (cited) {
      cited.scrollIntoView({ block: "center" });
      cited.focus({ preventScroll: true });
    } else {
      find("#source").scrollTop = 0;
    }
  });
}

function close() {
  sought += 1;
  const wasOpen = document.body.classList.contains("with-source");
  drawer("library", false);
  drawer("source", false);
  if (wasOpen && opener?.isConnected) opener.focus();
}

function ask(question) {
  view("ask");
  const box = find("#question textarea");
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => find("#question .submit-button").click());
}

function showTip(anchor) {
  const { quote, from, reason } = anchor.dataset;
  const line = (className, text) => {
    const made = document.createElement("p");
    made.className = className;
    made.textContent = text;
    return made;
  };
  tip.replaceChildren(...(reason ? [line("reason", reason)] : [line("quote", quote), line("from", from)]));
  tip.hidden = false;
  const spot = anchor.getClientRects()[0];
  const { offsetWidth: width, offsetHeight: height } = tip;
  const left = Math.min(Math.max(8, spot.left - 24), window.innerWidth - width - 8);
  const above = spot.top - height - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : spot.bottom + 8}px`;
  tipped = { anchor, top: spot.top, left: spot.left };
}

function hideTip() {
  tip.hidden = true;
  tipped = null;
}

// Something scrolled: the tip goes along with what the keyboard is on, and else away; where
// nothing moved under it, it stays.
function followTip() {
  const spot = tipped?.anchor.getClientRects()[0];
  if (spot && spot.top === tipped.top && spot.left === tipped.left) return;
  if (spot && tipped.anchor.matches(":focus-visible")) showTip(tipped.anchor);
  else hideTip();
}

const tippable = (event) => event.target.closest?.("[data-quote], [data-reason]");

function view(name) {
  document.body.dataset.view = name;
  document.querySelectorAll("[data-view]").forEach((one) => {
    if (one === document.body) return;
    if (one.dataset.view === name) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  });
  drawer("library", false);
}
document.addEventListener("view", (event) => view(event.detail));
view("ask");

function go(name) {
  document.dispatchEvent(new CustomEvent("view", { detail: name }));
}

function summarize(id) {
  go("summaries");
  drawer("source", false);
  document.dispatchEvent(new CustomEvent("summarize", { detail: id }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, [role=button]");
  if (button?.dataset.address) show(button);
  else if (button?.dataset.view) go(button.dataset.view);
  else if (button?.dataset.summarize) summarize(button.dataset.summarize);
  else if (button?.dataset.question) ask(button.dataset.question);
  else if (button?.matches("#open-library, .open-library")) drawer("library", true);
  else if (button?.dataset.do === "dismiss") button.closest(".report").remove();
  else if (button?.classList.contains("close")) close();
  else if (event.target.id === "panes") close();
});
document.addEventListener("keydown", (event) => {
  // Words at fault are no button of the browser's, so that they break over lines as words do.
  if (["Enter", " "].includes(event.key) && event.target.matches("span[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
  if (event.key !== "Escape") return;
  if (tip.hidden) close();
  hideTip();
});
document.addEventListener("mouseover", (event) => (tippable(event) ? showTip(tippable(event)) : hideTip()));
document.addEventListener("focusin", (event) => {
  if (tippable(event)?.matches(":focus-visible")) showTip(tippable(event));
  else hideTip();
});
document.addEventListener("scroll", followTip, true);

// A new question is brought to the top, so that its answer is read from its beginning.
let turns = 0;
new MutationObserver(() => {
  const shown = document.querySelectorAll("#turns .turn");
  if (shown.length > turns) shown[shown.length - 1].scrollIntoView({ block: "start" });
  turns = shown.length;
}).observe(find("#turns"), { childList: true, subtree: true });
