import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EvalBlob } from '../../src/core/evals/blobs.js';
import { loadEvals } from '../../src/core/evals/load.js';
import { unitsOf } from '../../src/core/plan/unit.js';
import { reproduceLines } from '../../src/core/report/reproduce.js';
import { visible } from '../../src/core/report/verbatim.js';
import { mutated } from './mutate.js';
import { hold, type Target } from './target.js';

const FOLDERS = [
  '__tests__/fixtures/evals',
  'evals',
  ...['acorn', 'dotenv', 'js-yaml'].map((name) => `__tests__/real/${name}/evals`),
];
const WORDS = [
  'run: ',
  'suite: vitest\n',
  'cases:\n',
  'cases: { from: _x.csv }\n',
  'stdout: ',
  '{ json: { $.a: 1 } }',
  '&a ',
  '*a',
  '<<: *a',
  '!!js/function ',
  '!x ',
  '? ',
  '- ',
  '|\n',
  '>-\n',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '__proto__: ',
  'constructor: ',
  '"\\u0000"',
  '"\\ud800"',
  '\t',
  '#',
  "''",
  ': ',
  ', ',
  '{',
  '}',
  '[',
  ']',
  '"',
  '~',
  'null',
  '0x1f',
  '2020-01-01',
  '.inf',
  'matches: "(a*)*$"',
  'needs: [a]\n',
];

/** The reader of eval files, of the policy, and of each kind of file of cases. */
export function evalTargets(): readonly Target[] {
  const kinds = [
    ['eval', 22, /^(?!_|policy).*\.yml$/, 'a.yml'],
    ['policy', 5, /^(_formative|policy)\.yml$/, '_formative.yml'],
    ['cases-csv', 3, /\.csv$/, '_x.csv'],
    ['cases-jsonl', 3, /\.jsonl$/, '_x.jsonl'],
  ] as const;
  return kinds.map(([name, share, pattern, path]) => {
    const seeds = seedsOf(pattern);
    return {
      name,
      share,
      draw: (random) => mutated(random, { seeds, words: WORDS }),
      read: (text) => read(path, text),
    };
  });
}

function seedsOf(pattern: RegExp): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => pattern.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
}

function read(name: string, text: string): 'accepted' | 'rejected' {
  const reader = name.startsWith('_x') ? [blob('evals/reader.yml', `run: [x]\ncases: { from: ${name} }\n`)] : [];
  const fixture = name.startsWith('_x') ? [] : [blob('evals/_x.csv', 'case,args\na,b\n')];
  const loading = loadEvals(
    [blob(`evals/${name}`, text), blob('evals/b.yml', 'run: x\n'), ...reader, ...fixture],
    'evals',
  );
  if (loading.kind === 'loaded') {
    for (const unit of loading.evals.flatMap(unitsOf)) {
      const lines = reproduceLines(unit);
      hold(
        lines.split('\n').every((line) => visible(line, Infinity) === line),
        'a command holds what cannot be seen',
      );
    }
    return 'accepted';
  }
  hold(loading.mistakes.length > 0 && loading.mistakes.length <= 402, 'no mistakes, or too many');
  for (const { line, column, message } of loading.mistakes) {
    hold(line >= 1 && column >= 1 && line <= text.split('\n').length + 1, 'a mistake stands nowhere');
    hold(message !== '' && message.length <= 2000, 'a message is empty or long');
  }
  return 'rejected';
}

function blob(path: string, text: string): EvalBlob {
  const bytes = new TextEncoder().encode(text);
  return { path, mode: '100644', size: bytes.length, bytes };
}
