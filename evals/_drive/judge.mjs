// Makes a repository of two commits and judges it with the built command line: judge.mjs BASE HEAD [OPTION…]
// BASE and HEAD are the content of say.sh. Prints what came of it as JSON.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [base, head, ...options] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'judged-'));
const git = (...args) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=Eval', '-c', 'user.email=eval@example.com', ...args]);

git('init', '--quiet', '--initial-branch=main');
mkdirSync(join(root, 'evals'));
writeFileSync(
  join(root, 'evals/say.yml'),
  'title: Says what it should\nrun: [sh, say.sh]\ncases:\n  hello: { stdout: "hello\\n" }\n  name: { args: [Ada], stdout: { contains: Ada } }\n',
);
commit(base);
git('switch', '--quiet', '--create', 'topic');
commit(head);

const json = join(root, 'result.json');
const run = spawnSync(
  process.execPath,
  [resolve('dist/cli.js'), 'run', '--sandbox', 'off', '--json', json, ...options],
  { cwd: root },
);
const { verdict, cases, culprits } = JSON.parse(readFileSync(json, 'utf8'));
const changes = Object.fromEntries(cases.map(({ id, change }) => [id, change]));
console.log(JSON.stringify({ exit: run.status, verdict, changes, culprits: culprits.length }));

function commit(script) {
  writeFileSync(join(root, 'say.sh'), script);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'commit');
}
