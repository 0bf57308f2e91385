// The laws of writing that no linter knows, each a pure answer to a file: `path:line what`.

import ts from "typescript";
import type { Source } from "./house-files.ts";

/** Past this a file holds a second subject, lines. */
export const longest = 300;
/** A dictionary is one subject, however many words it has. */
const isDictionary = (path: string): boolean => /(?:^|\/)words[\w-]*\.ts$/.test(path);
const idleNames = /(?:^|[/.-])(?:utils?|helpers?|manager|service)(?:[/.-]|$)/i;
const suppressions = /@ts-(?:ignore|nocheck)|(?:biome|svelte|prettier|oxlint)-ignore|eslint-(?:disable)/;

/** The script of a component, kept on its own lines; of a module, the whole. */
const scriptOf = ({ path, text }: Source): string => {
  if (!path.endsWith(".svelte")) return text;
  const script = /<script[^>]*>([\s\S]*?)<\/script>/.exec(text);
  return script === null ? "" : "\n".repeat(text.slice(0, script.index).split("\n").length - 1) + (script[1] ?? "");
};

const isConst = (node: ts.AsExpression): boolean =>
  ts.isTypeReferenceNode(node.type) && node.type.getText() === "const";

/** Casts: only `as const`, and the one of branded ids. */
const castIn = (node: ts.Node, path: string): string | undefined => {
  if (path === "domain/ids.ts") return undefined;
  if (ts.isAsExpression(node) && !isConst(node)) return `cast: ${node.getText().slice(0, 60)}`;
  return ts.isTypeAssertionExpression(node) ? `cast: ${node.getText().slice(0, 60)}` : undefined;
};

/** The linter's list of globals has no members, and chance is one of Math's: by its name, or out of a whole Math. */
const chanceIn = (node: ts.Node, path: string): string | undefined => {
  if (!path.startsWith("domain/") || !ts.isIdentifier(node) || node.text !== "Math") return undefined;
  const known = ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
  if (known && node.parent.name.text !== "random") return undefined;
  return `chance in the domain: ${node.parent.getText()}`;
};

/** More than all that could be found: a file without such a sign need not be read as a tree. */
const suspect = /\bas\b(?!\s+const\b)|<|\bMath\b/;

const codeFinds = (source: Source): readonly string[] => {
  if (!suspect.test(scriptOf(source))) return [];
  const file = ts.createSourceFile(source.path, scriptOf(source), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const finds: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const find of [castIn(node, source.path), chanceIn(node, source.path)]) {
      if (find === undefined) continue;
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      finds.push(`${source.path}:${line} ${find}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return finds;
};

const opens = ({ path, text }: Source): boolean => {
  if (path.endsWith(".svelte")) return text.startsWith("<!--");
  return path.endsWith(".css") ? text.startsWith("/*") : /^(?:#!.*\n)?(?:\/\/|\/\*)/.test(text);
};

/** How long the machine took is the bench's to tell: on a busy one such a test is red for nothing. */
const timed = /expect\((?:performance|Date)\.now\(\) -/;

export const writingFinds = (source: Source): readonly string[] => {
  const { path, text } = source;
  const finds: string[] = [];
  const lines = text.trimEnd().split("\n");
  if (!opens(source)) finds.push(`${path}:1 no opening sentence that says why the file is here`);
  if (lines.length > longest && !path.endsWith(".css") && !isDictionary(path))
    finds.push(`${path}:${longest} ${lines.length} lines`);
  if (idleNames.test(path)) finds.push(`${path}:1 a name that says nothing`);
  for (const [index, line] of lines.entries())
    if (suppressions.test(line)) finds.push(`${path}:${index + 1} a suppressed finding`);
  if (path.endsWith(".test.ts"))
    for (const [index, line] of lines.entries())
      if (timed.test(line)) finds.push(`${path}:${index + 1} a test that times`);
  return path.endsWith(".css") ? finds : [...finds, ...codeFinds(source)];
};
