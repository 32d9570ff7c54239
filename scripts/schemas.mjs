// Writes evals.schema.json, result.schema.json, record.schema.json and audit.schema.json from the schemas that the program itself reads with.
// With --check it writes nothing, and fails when a file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const ENTRY = `
  export { z } from 'zod';
  export { EvalFields } from './src/core/evals/eval-schema.ts';
  export { PolicyFields } from './src/core/evals/policy-schema.ts';
  export { ResultSchema } from './src/core/report/result.ts';
  export { AuditSchema } from './src/core/audit/audit.ts';
  export { RecordLineSchema } from './src/core/record/record.ts';
`;

const { z, EvalFields, PolicyFields, ResultSchema, RecordLineSchema, AuditSchema } = await importBundled(ENTRY);
const { $schema: _, $defs: shared, ...policy } = z.toJSONSchema(PolicyFields, { io: 'input' });
const evals = z.toJSONSchema(EvalFields, { io: 'input' });

const files = {
  'evals.schema.json': { ...evals, $defs: { ...shared, ...evals.$defs, policy } },
  'result.schema.json': { ...z.toJSONSchema(ResultSchema, { io: 'input' }), title: 'A result of Formative' },
  'audit.schema.json': { ...z.toJSONSchema(AuditSchema, { io: 'input' }), title: 'An audit of Formative' },
  'record.schema.json': { ...z.toJSONSchema(RecordLineSchema), title: 'A line of a record of Formative' },
};

const stale = Object.entries(files).filter(([name, schema]) => readOrEmpty(name) !== textOf(schema));
if (process.argv.includes('--check')) {
  for (const [name] of stale) console.error(`${name} is stale: run \`node scripts/schemas.mjs\``);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [name, schema] of stale) writeFileSync(`${root}${name}`, textOf(schema));
}

function textOf(schema) {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function readOrEmpty(name) {
  try {
    return readFileSync(`${root}${name}`, 'utf8');
  } catch {
    return '';
  }
}

async function importBundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
