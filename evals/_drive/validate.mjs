// Validates one eval file, given on standard input, with the built command line; prints what it says and how it exited.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = mkdtempSync(join(tmpdir(), 'validated-'));
const git = (...args) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=Eval', '-c', 'user.email=eval@example.com', ...args]);
git('init', '--quiet', '--initial-branch=main');
mkdirSync(join(root, 'evals'));
writeFileSync(join(root, 'evals/one.yml'), readFileSync(0));
git('add', '--all');
git('commit', '--quiet', '--message', 'commit');

const run = spawnSync(process.execPath, [resolve('dist/cli.js'), 'validate'], { cwd: root, encoding: 'utf8' });
console.log(`${run.stdout}${run.stderr}exit ${run.status}`);
