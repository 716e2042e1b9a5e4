// The page is whole without this script: it makes charts interactive, follows the
// language switch, and opens what a link points into.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);

const wanted = new URLSearchParams(location.search).get("lang");
if (wanted === "en" || wanted === "ja") byId(`lang-${wanted}`).checked = true;

function speak() {
  const lang = byId("lang-ja").checked ? "ja" : "en";
  root.lang = lang;
  document.title = root.getAttribute(`data-title-${lang}`);
}
for (const radio of document.querySelectorAll("input[name=lang]")) {
  radio.addEventListener("change", speak);
}
speak();

function reveal() {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  let closed = target.closest("details:not([open])");
  if (!closed) return;
  for (; closed; closed = closed.parentElement.closest("details:not([open])")) {
    closed.open = true;
  }
  target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

// A drawing is in the page already: it becomes a file when it is asked for.
function standalone(svg) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (copy.outerHTML.includes("#hatch")) {
    copy.prepend(byId("hatch").closest("defs").cloneNode(true));
  }
  return new Blob([copy.outerHTML], { type: "image/svg+xml" });
}
for (const link of document.querySelectorAll("a.drawn")) {
  link.addEventListener("click", () => {
    const view = byId(link.getAttribute("href").slice(1));
    const file = URL.createObjectURL(standalone(view.querySelector("svg")));
    const saved = link.cloneNode();
    saved.href = file;
    saved.click();
    setTimeout(() => URL.revokeObjectURL(file), 60_000);
  });
  link.addEventListener("click", (event) => event.preventDefault());
}

// Specifications and shapes are in the page once, in the links that offer them.
function linked(id) {
  const link = byId(id).getAttribute("href");
  return JSON.parse(decodeURIComponent(link.slice(link.indexOf(",") + 1)));
}
let shapes;

async function enliven(view) {
  const spec = linked(view.dataset.spec);
  if ("shapes" in view.dataset) spec.datasets = { shapes: (shapes ??= linked("shapes")) };
  const drawing = view.firstElementChild;
  const stage = document.createElement("div");
  stage.hidden = true;
  view.append(stage);
  try {
    // ast: expressions are interpreted, so that no script is made from text.
    await window.vegaEmbed(stage, spec, {
      mode: "vega-lite", ast: true, renderer: "svg", actions: false,
      tooltip: { theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" },
    });
    const live = stage.querySelector("svg");
    for (const name of ["role", "aria-labelledby"]) {
      live.setAttribute(name, drawing.getAttribute(name));
    }
    drawing.remove();
    stage.hidden = false;
    view.dataset.live = "";
  } catch (error) {
    stage.remove(); // the static drawing stays
  }
}

if (window.vegaEmbed && "IntersectionObserver" in window) {
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      enliven(entry.target);
    }
  }, { rootMargin: "400px" });
  for (const view of document.querySelectorAll(".chart")) watcher.observe(view);
}
