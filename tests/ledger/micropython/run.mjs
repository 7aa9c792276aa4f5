// Runs Python files in MicroPython's WebAssembly build: node run.mjs <package folder> <job.json> <answers.jsonl>.
// The job holds `files` (path to text, written into MicroPython's file system) and `main` (what is run).
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, job, answers] = process.argv.slice(2);
const { loadMicroPython } = await import(pathToFileURL(`${folder}/micropython.mjs`));
const { files, main, ask } = JSON.parse(readFileSync(job, "utf-8"));
const printed = [];
const micropython = await loadMicroPython({
  heapsize: 256 * 1024 * 1024,
  stdout: (line) => printed.push(line),
  linebuffer: true,
});
for (const [path, text] of Object.entries({ ...files, "ask.json": JSON.stringify(ask) })) {
  const parts = `/lib/${path}`.split("/");
  for (let depth = 2; depth < parts.length; depth++) {
    const parent = parts.slice(0, depth).join("/");
    if (!micropython.FS.analyzePath(parent).exists) micropython.FS.mkdir(parent);
  }
  micropython.FS.writeFile(`/lib/${path}`, text);
}
try {
  micropython.runPython(main);
  writeFileSync(answers, micropython.FS.readFile("/answers.jsonl"));
} catch (error) {
  console.error(printed.join("\n"), String(error.message ?? error).slice(0, 4000));
  process.exitCode = 1;
}
