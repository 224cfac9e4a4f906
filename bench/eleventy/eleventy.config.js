import { createRequire } from "node:module";
const { minify } = createRequire(import.meta.url)("html-minifier-terser");

// The same site as for Hugo. Every page is minified with html-minifier-terser.
export default function (cfg) {
  cfg.setDataFileSuffixes([".11tydata"]);
  cfg.addPassthroughCopy({ "style.css": "style.css" });
  const iso = (d) => (d instanceof Date ? d : new Date(d)).toISOString().slice(0, 10);
  cfg.addFilter("iso", iso);
  cfg.addFilter("nl", (d) => iso(d).split("-").reverse().join("-"));
  cfg.addFilter("rfc822", (d) => new Date(d).toUTCString());
  cfg.addFilter("kop", (s) => { s = String(s).replace(/-/g, " "); return s[0].toUpperCase() + s.slice(1); });
  cfg.addFilter("eerste", (a, n) => a.slice(0, n));
  let md;
  cfg.amendLibrary("md", (m) => { md = m; });
  cfg.addFilter("md", (s) => md.render(s));

  const trajecten = (api) => api.getFilteredByGlob("src/trajecten/*.md").reverse();
  cfg.addCollection("trajecten", trajecten);
  cfg.addCollection("signalen", (api) => trajecten(api).flatMap((t) =>
    t.data.signalen.map((s) => ({ ...s, traject: t.fileSlug, trajecttitel: t.data.titel }))));
  const onderwerpen = (api) => {
    const found = new Map();
    for (const t of trajecten(api)) for (const o of t.data.onderwerpen) {
      if (!found.has(o)) found.set(o, []);
      found.get(o).push(t);
    }
    return [...found].sort((a, b) => a[0].localeCompare(b[0])).map(([naam, lijst]) => ({ naam, lijst }));
  };
  cfg.addCollection("onderwerpen", onderwerpen);
  cfg.addCollection("onderwerpPaginas", (api) => onderwerpen(api).flatMap(({ naam, lijst }) => {
    const aantal = Math.ceil(lijst.length / 50);
    return Array.from({ length: aantal }, (_, i) => ({ naam, totaal: lijst.length, nr: i + 1, aantal,
      lijst: lijst.slice(i * 50, i * 50 + 50), url: `/onderwerpen/${naam}/${i ? `page/${i + 1}/` : ""}` }));
  }));
  cfg.addTransform("min", function (page) {
    return (this.page.outputPath || "").endsWith(".html")
      ? minify(page, { collapseWhitespace: true, removeComments: true, removeAttributeQuotes: true, useShortDoctype: true }) : page;
  });
  return { dir: { input: "src", output: process.env.OUT || "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
