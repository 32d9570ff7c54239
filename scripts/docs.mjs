// Writes the README's reference tables between their markers from action.yml, the schema, the presets and the help.
// `--check` fails when one is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { load } from 'js-yaml';

const action = load(readFileSync('action.yml', 'utf8'));
const schema = JSON.parse(readFileSync('evals.schema.json', 'utf8'));
const { PRESETS } = await imported('src/core/evals/presets.ts');
const { HELP } = await imported('src/entry/help.ts');

const TABLES = {
  inputs: table(
    ['Input', 'Default', 'Meaning'],
    rows(action.inputs, (it) => [code(it.default ?? ''), it.description]),
  ),
  outputs: table(
    ['Output', 'Meaning'],
    rows(action.outputs, (it) => [it.description]),
  ),
  fields: table(
    ['Field', 'Meaning'],
    rows(schema.properties, (it) => [it.description]),
  ),
  'case-fields': table(
    ['Field', 'Meaning'],
    rows(schema.$defs.case.properties, (it) => [describe(it)]),
  ),
  graders: table(
    ['Grader', 'Meaning'],
    rows(schema.$defs.graders.anyOf.find((it) => it.type === 'object').properties, (it) => [describe(it)]),
  ),
  policy: table(
    ['Field', 'Meaning'],
    rows(schema.$defs.policy.properties, (it) => [it.description]),
  ),
  matchers: table(
    ['Matcher', 'Meaning'],
    rows(schema.$defs.matcher.properties, (it) => [describe(it)]),
  ),
  presets: table(
    ['Preset', 'Runs', "Tests, judged in base's version"],
    rows(PRESETS, (it) => [code(it.run.join(' ')), it.tests.map(code).join(', ')]),
  ),
  help: `\`\`\`text\n${HELP.trimEnd()}\n\`\`\``,
};

const before = readFileSync('README.md', 'utf8');
const after = Object.entries(TABLES).reduce(put, before);
if (!process.argv.includes('--check')) writeFileSync('README.md', after);
else if (after !== before) {
  console.error('README.md is stale: run `npm run docs` and commit it.');
  process.exitCode = 1;
}

function put(text, [name, content]) {
  const [from, to] = [`<!-- table: ${name} -->`, '<!-- end of table -->'];
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start === -1 || end === -1) throw new Error(`README.md has no place for the table ${name}`);
  return `${text.slice(0, start + from.length)}\n\n${content}\n\n${text.slice(end)}`;
}

function rows(map, cells) {
  return Object.entries(map).map(([name, it]) => [code(name), ...cells(it)]);
}

function table(head, lines) {
  const line = (cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}

function describe({ description, $ref }) {
  return description ?? schema.$defs[$ref?.split('/').pop() ?? '']?.description ?? '';
}

function code(text) {
  return text === '' ? '' : `\`${text}\``;
}

async function imported(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
