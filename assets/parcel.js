// A file that Python hands over is saved; a text without a name goes to the clipboard.
const note = document.createElement("p");
note.id = "note";
note.setAttribute("role", "status");
document.querySelector(".gradio-container").append(note);

function tell(text) {
  note.textContent = text;
  note.classList.add("told");
  setTimeout(() => note.classList.remove("told"), 2500);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that is not served over HTTPS has no clipboard; the old way still works.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell("Copied with its footnotes");
}

function save(bytes, { name, type }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  tell(`Saved as ${name}`);
}

watch("value", () => {
  if (!props.value) return;
  const parcel = JSON.parse(props.value);
  const bytes = Uint8Array.from(atob(parcel.content), (one) => one.charCodeAt(0));
  if (parcel.name) save(bytes, parcel);
  else copy(new TextDecoder().decode(bytes));
});
