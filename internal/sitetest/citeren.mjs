// Reads what reference managers get as a reference manager does, and cites it
// with a citation processor: node citeren.mjs FILE.json FILE.ris ... prints what
// it understood. It fails on what it does not understand.
import { readFileSync } from "node:fs"
import { Cite } from "@citation-js/core"
import { clean } from "./node_modules/@citation-js/core/lib-mjs/plugins/input/csl.js"
import "@citation-js/plugin-csl"
import "@citation-js/plugin-ris"

const options = { generateGraph: false, strict: true }
const names = process.argv.slice(2), understood = []
while (names.length) {
  const [json, ris] = names.splice(0, 2).map(name => readFileSync(name, "utf8"))
  const csl = clean(JSON.parse(json), false) // guesses nothing
  const cited = new Cite(csl, options).format("bibliography", { template: "apa", lang: "nl-NL", asEntryArray: true })
  understood.push({ csl, ris: new Cite(ris, { ...options, forceType: "@ris/file" }).data, cited: cited.map(([, text]) => text) })
}
console.log(JSON.stringify(understood))
