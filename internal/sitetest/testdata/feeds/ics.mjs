// Reads calendars as Thunderbird does, and prints what is in them as JSON.
import { readFileSync } from "node:fs";
import ICAL from "../../node_modules/ical.js/dist/ical.js";

const one = (file) => {
  try {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    const text = (c, name) => String(c.getFirstPropertyValue(name) ?? "");
    return {
      version: text(calendar, "version"),
      prodid: text(calendar, "prodid"),
      components: calendar.getAllSubcomponents().length,
      events: calendar.getAllSubcomponents("vevent").map((v) => {
        const e = new ICAL.Event(v);
        return {
          uid: e.uid, sequence: e.sequence, summary: e.summary, description: e.description, url: text(v, "url"), stamp: text(v, "dtstamp"),
          first: String(e.startDate), end: String(e.endDate), days: e.startDate.isDate && e.endDate.isDate,
          categories: v.getFirstProperty("categories")?.getValues() ?? [],
        };
      }),
    };
  } catch (error) {
    return { error: String(error) };
  }
};
console.log(JSON.stringify(process.argv.slice(2).map(one)));
