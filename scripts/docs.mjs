// Writes the README's reference tables between their markers from action.yml, the schema, the presets and the help, and those of
// docs/events.md from the rows that the tests play.
// With --check it writes nothing, and fails when one is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { load } from 'js-yaml';

const action = load(readFileSync('action.yml', 'utf8'));
const schema = JSON.parse(readFileSync('evals.schema.json', 'utf8'));
const { PRESETS } = await imported('src/core/evals/presets.ts');
const { HELP } = await imported('src/entry/help.ts');
const { COMMANDS, ONE_JOB, TWO_STAGES } = await imported('__tests__/fixtures/events.ts');

const TABLES = {
  inputs: table(
    ['Input', 'Meaning', 'Default'],
    rows(action.inputs, (it) => [it.description, code(it.default ?? '')]),
  ),
  outputs: table(
    ['Output', 'Meaning'],
    rows(action.outputs, (it) => [it.description]),
  ),
  presets: table(
    ['Preset', 'Runs', '`tests`', '`protect`'],
    rows(PRESETS, (it) => [code(it.run.join(' ')), codes(it.tests), codes(it.protect)]),
  ),
  fields: fieldTable('Field', schema),
  'case-fields': fieldTable('Field', schema.$defs.case),
  graders: fieldTable(
    'Grader',
    schema.$defs.graders.anyOf.find((it) => it.type === 'object'),
  ),
  matchers: fieldTable('Matcher', schema.$defs.matcher),
  // An eval's own fields are told above.
  policy: fieldTable('Field', schema.$defs.policy, ['defaults']),
  help: `\`\`\`text\n${HELP.trimEnd()}\n\`\`\``,
};

write('README.md', TABLES);
write('docs/events.md', {
  'two-stages': eventTable(TWO_STAGES),
  'one-job': eventTable(ONE_JOB),
  commands: commandTable(COMMANDS),
});

function write(path, tables) {
  const before = readFileSync(path, 'utf8');
  const after = Object.entries(tables).reduce((text, one) => put(path, text, one), before);
  if (!process.argv.includes('--check')) writeFileSync(path, after);
  else if (after !== before) {
    console.error(`${path} is stale: run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  }
}

function put(path, text, [name, content]) {
  const [from, to] = [`<!-- table: ${name} -->`, '<!-- end of table -->'];
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start === -1 || end === -1) throw new Error(`${path} has no place for the table ${name}`);
  return `${text.slice(0, start + from.length)}\n\n${content}\n\n${text.slice(end)}`;
}

/** An event is named once, above all that may happen on it. */
function eventTable(rows) {
  const lines = rows.map(({ event, when, judged, checks, comment, job }, at) => [
    rows[at - 1]?.event === event ? '' : code(event),
    when,
    judged,
    checks.join('<br>') || 'none',
    comment,
    job,
  ]);
  return table(['Event', 'When', 'Judged', 'Check', 'Comment', 'Job'], lines);
}

function commandTable(rows) {
  const lines = rows.map(({ event, when, reactions, started, comment, job }, at) => [
    rows[at - 1]?.event === event ? '' : code(event),
    ...[when, reactions, started, comment, job],
  ]);
  return table(['Event', 'When', 'Signs', 'Starts', 'Comment', 'Job'], lines);
}

/** Every field of a map, with those inside it; a column of defaults only where one has any. */
function fieldTable(name, map, closed = []) {
  const lines = fieldsOf(map, closed).map(([path, text]) => [code(path), ...withDefault(text)]);
  const some = lines.some(([, , normally]) => normally !== '');
  return some
    ? table([name, 'Meaning', 'Default'], lines)
    : table(
        [name, 'Meaning'],
        lines.map(([path, text]) => [path, text]),
      );
}

function fieldsOf(map, closed) {
  return Object.entries(map.properties).flatMap(([name, it]) => {
    const own = [name, descriptionOf(it)];
    const inner = closed.includes(name) ? undefined : mapIn(it);
    if (inner === undefined) return [own];
    return [own, ...fieldsOf(inner, closed).map(([path, text]) => [`${name}.${path}`, text])];
  });
}

/** What a field holds where it is, or may be, a map of named fields. */
function mapIn(it) {
  return [it, ...(it.anyOf ?? [])].find(({ properties }) => properties !== undefined);
}

function descriptionOf({ description, $ref }) {
  const text = description ?? schema.$defs[$ref?.split('/').pop() ?? '']?.description;
  if (text === undefined) throw new Error('a field of the schema says nothing of itself');
  return text;
}

/** The sentence that names the default, apart from the rest. */
function withDefault(text) {
  const [sentence, normally] = /\s*Default:? ([^.]+(?:\.\d+)?)\.$/.exec(text) ?? [''];
  return [sentence === '' ? text : text.slice(0, -sentence.length), normally ?? ''];
}

function rows(map, cells) {
  return Object.entries(map).map(([name, it]) => [code(name), ...cells(it)]);
}

function table(head, lines) {
  const line = (cells) => `| ${cells.map((it) => it.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}

function codes(texts) {
  return texts.map(code).join(', ');
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
