// Comunica on a file, in this process. The first line that it prints is the seconds of loading; for each line that it
// reads, "LIMIT QUERY-FILE ANSWER-FILE", it prints the seconds that the answer took, or "limit".

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [folder, file] = process.argv.slice(2);
const { QueryEngine } = createRequire(`${folder}/package.json`)("@comunica/query-sparql-file");
const { Store, StreamParser } = createRequire(`${folder}/package.json`)("n3");
const { createReadStream } = await import("node:fs");

const engine = new QueryEngine();
const seconds = (began) => (performance.now() - began) / 1000;

let began = performance.now();
const store = new Store();
await new Promise((resolve, reject) => {
  store.import(createReadStream(file).pipe(new StreamParser({ format: "N-Triples" })))
    .on("end", resolve).on("error", reject);
});
console.log(seconds(began));

for await (const line of createInterface({ input: process.stdin })) {
  const [limit, queryFile, answerFile] = line.split(" ");
  const text = readFileSync(queryFile, "utf8");
  began = performance.now();
  let late = false;
  let timer;
  const answer = (async () => {
    const result = await engine.query(text, { sources: [store] });
    const { data } = await engine.resultToString(result, "application/sparql-results+json");
    const parts = [];
    for await (const part of data) {
      if (late) throw new Error("limit");
      parts.push(part);
    }
    return parts.join("");
  })().catch((error) => error);
  const timeout = new Promise((resolve) => { timer = setTimeout(() => { late = true; resolve(null); }, limit * 1000); });
  const found = await Promise.race([answer, timeout]);
  clearTimeout(timer);
  if (found === null) {
    console.log("limit");
  } else if (found instanceof Error) {
    console.log(`error: ${String(found.message).split("\n")[0]}`);
  } else {
    const taken = seconds(began);
    writeFileSync(answerFile, found);
    console.log(taken);
  }
}
