// The page is whole without this script: it makes charts interactive, follows the
// language switch, opens what a link points into, says what a number leans on, and makes
// files to download.
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

// What a number leans on is told by its note; it is said of the number when asked for.
const MAIN_DOCUMENTS = 3;
const TITLE_CHARACTERS = 48;

function shortened(title) {
  if (title.length <= TITLE_CHARACTERS) return title;
  return `${title.slice(0, TITLE_CHARACTERS - 1).trimEnd()}…`;
}

function tell(event) {
  const number = event.target.closest?.("a.n");
  if (!number) return;
  const note = byId(number.getAttribute("href").slice(1)).closest(".note");
  const documents = [...note.querySelectorAll(".rests a[href^='#d']")];
  const told = documents.slice(0, MAIN_DOCUMENTS).map((link) => {
    const cited = byId(link.getAttribute("href").slice(1)).querySelector("cite");
    return `${link.textContent} ${shortened(cited.textContent)}`;
  });
  const more = documents.length - told.length;
  if (more) told.push(`+${more}`);
  const unverified = note.querySelector(".rests .warn");
  if (unverified) {
    const words = unverified.querySelector(`[lang=${root.lang}]`).textContent;
    told.push(`${words}: ${unverified.querySelectorAll("a").length}`);
  }
  number.title = told.join(" · ");
}
addEventListener("pointerover", tell);
addEventListener("focusin", tell);

// Tables and specifications are packed into the page once; drawings stand in it. Both
// become files when they are asked for.
async function unpacked() {
  const packed = atob(byId("files").content.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = packed.charCodeAt(i);
  const stream = new Blob([bytes]).stream();
  return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).json();
}
let unpacking;
const files = () => (unpacking ??= unpacked());

function standalone(svg) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("lang", svg.closest("[lang]").lang); // decides on fonts
  if (copy.outerHTML.includes("#hatch")) {
    copy.prepend(byId("hatch").closest("defs").cloneNode(true));
  }
  return copy.outerHTML;
}

const PIXELS = 2; // to each of the drawing's own, for print and dense screens

async function picture(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = PIXELS * svg.width.baseVal.value;
  canvas.height = PIXELS * svg.height.baseVal.value;
  const surface = canvas.getContext("2d");
  surface.fillStyle = "white";
  surface.fillRect(0, 0, canvas.width, canvas.height);
  surface.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function made(link) {
  const form = link.download.split(".").pop();
  if (form !== "svg" && form !== "png") return new Blob([(await files())[link.download]]);
  const svg = byId(link.getAttribute("href").slice(1)).querySelector("svg");
  if (form === "png") return picture(svg);
  return new Blob([standalone(svg)], { type: "image/svg+xml" });
}

addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.file");
  if (!link) return;
  event.preventDefault();
  const file = URL.createObjectURL(await made(link));
  const saved = document.createElement("a");
  saved.download = link.download;
  saved.href = file;
  saved.click();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
});

// Every drawing counts its clips and gradients from nought, and names the page's address
// when it points to them: on one page they need names of their own.
function named(svg, prefix) {
  for (const part of svg.querySelectorAll("[id]")) part.id = `${prefix}-${part.id}`;
  for (const name of ["fill", "stroke", "clip-path"]) {
    for (const part of svg.querySelectorAll(`[${name}^="url("]`)) {
      const link = part.getAttribute(name);
      part.setAttribute(name, link.replace(/url\(.*#(?!hatch)/, `url(#${prefix}-`));
    }
  }
}

let shapes;

async function enliven(view) {
  const drawing = view.firstElementChild;
  const stage = document.createElement("div");
  stage.hidden = true;
  view.append(stage);
  try {
    const packed = await files();
    const spec = JSON.parse(packed[`${view.id.replace("view-", "")}.vl.json`]);
    if ("shapes" in view.dataset) {
      shapes ??= JSON.parse(packed[byId("shapes").download]);
      spec.datasets = { shapes };
    }
    // ast: expressions are interpreted, so that no script is made from text.
    await window.vegaEmbed(stage, spec, {
      mode: "vega-lite", ast: true, renderer: "svg", actions: false,
      tooltip: { theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" },
    });
    const live = stage.querySelector("svg");
    named(live, view.id);
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

// One at a time, a frame apart; what has been scrolled past waits until it is near again.
const near = new Set();
let busy = false;

async function enlivenNear() {
  if (busy) return;
  busy = true;
  for (const view of near) {
    near.delete(view);
    watcher.unobserve(view);
    await enliven(view);
    await new Promise(requestAnimationFrame);
  }
  busy = false;
}

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) near.add(target);
    else near.delete(target);
  }
  enlivenNear();
}, { rootMargin: "400px" });
for (const view of document.querySelectorAll(".chart")) watcher.observe(view);
