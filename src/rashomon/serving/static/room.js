// The room's additions to a dossier: every row links to its own page, the reader can be narrowed to one kind of finding or one actor,
// citations can be copied. Without this script all of it is reached through the pages of the story.
(() => {
  "use strict";
  for (const button of document.querySelectorAll(".copy-text")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Select the line and copy it";
      }
    });
  }

  const holder = document.getElementById("room-data");
  if (!holder) return;
  const data = JSON.parse(holder.textContent);

  for (const [row, key] of Object.entries(data.keys)) {
    const element = document.getElementById(row);
    if (!element) continue;
    const place = element.matches("tr") ? element.querySelector("th, td") : element.querySelector("h3, .what, .line, th") || element;
    const link = document.createElement("a");
    link.className = "share";
    link.href = `/stories/${data.story}/findings/${key}`;
    link.textContent = "share, correct";
    place.append(" ", link);
    if (data.judged[key] === "confirmed") place.classList.add("confirmed-row");
  }

  const bar = document.querySelector(".reader-bar .tools");
  if (!bar) return;
  const kinds = { quotes: "Quotations", claims: "Claims", figures: "Figures", timeline: "Timeline", wording: "Wording", copying: "Copying", statements: "Statements" };
  const kindOf = new Map();
  for (const section of Object.keys(kinds))
    for (const cite of document.querySelectorAll(`#${section} a.cite`)) kindOf.set(cite.dataset.finding, section);

  function choice(label, options) {
    const select = document.createElement("select");
    select.setAttribute("aria-label", label);
    select.append(new Option(label, ""));
    for (const [value, text] of options) select.append(new Option(text, value));
    return select;
  }

  const actors = Object.entries(data.actors);
  const byKind = choice("All findings", Object.entries(kinds));
  const byActor = choice("Everybody", actors.map(([id, [name]]) => [id, name]));
  const picks = document.createElement("div");
  picks.className = "picks";
  picks.append(byKind, byActor);
  bar.prepend(picks);

  function narrow() {
    const said = byActor.value ? new Set(data.actors[byActor.value][1]) : null;
    for (const mark of document.querySelectorAll("#reader mark")) {
      const findings = mark.dataset.f.split(" ");
      const shown = findings.some((finding) => (!byKind.value || kindOf.get(finding) === byKind.value) && (!said || said.has(finding)));
      mark.classList.toggle("off", !shown);
      mark.classList.toggle("near", shown && Boolean(byKind.value || said));
    }
  }
  byKind.addEventListener("change", narrow);
  byActor.addEventListener("change", narrow);
})();
