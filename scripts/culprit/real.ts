import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A pull request in a repository of its own: so many commits, one of which breaks a case that fails now and then anyway. */
export interface Scene {
  readonly commits: number;
  /** Share of runs that fail without a reason. */
  readonly flake: number;
  /** Runs of the broken case on base that are on record before the pull request comes. */
  readonly record: number;
}

/** What one method said of it. */
export interface Named {
  /** Runs of the broken case on trees of commits. */
  readonly runs: number;
  readonly said: 'right' | 'wrong' | 'open';
}

export interface Searched extends Named {
  /** Runs of the broken case on trees that no commit has, to find the lines. */
  readonly linesRuns: number;
  /** Runs of any other case after the verdict. */
  readonly otherRuns: number;
  /** Runs of the setup, in everything: its key is one on base, and another from the first commit on. */
  readonly setups: number;
}

export interface PlayedScene {
  /** Undefined where the verdict is not that the case broke: then nobody is looked for. */
  readonly formative: Searched | undefined;
  readonly bisect: Named;
  readonly bisectThree: Named;
}

/** Cases of the eval; the others never fail, and show that the machine is well. */
const CASES = 20;
const BROKEN = 'c7';
/** All cases there are, by name: then nobody looks for blind spots, whose runs come after all that is counted here. */
const ONLY = ['--only', 'say'];

interface Place {
  readonly root: string;
  /** A line for each run of the broken case, outside every tree: how many of the commits' notes its tree had, its rate and its lock. */
  readonly counter: string;
  /** A line for each run of another case. */
  readonly others: string;
  /** The same for the setup. */
  readonly setups: string;
  /** The commits, oldest first. */
  readonly shas: readonly string[];
  readonly culprit: string;
  /** How many notes the tree before the culprit has. */
  readonly before: number;
}

/** Plays one pull request by the built product, and by real `git bisect run` with the same program. */
export async function playScene(
  cli: string,
  scene: Scene,
  about: { folder: string; seed: number },
): Promise<PlayedScene> {
  const folder = mkdtempSync(join(about.folder, 'scene-'));
  try {
    const place = made(folder, scene, about.seed);
    const formative = await judged(cli, place, scene.record);
    return { formative, bisect: bisected(place, 1), bisectThree: bisected(place, 3) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function made(folder: string, { commits, flake }: Scene, seed: number): Place {
  const root = join(folder, 'repository');
  const [counter, others, setups] = [join(folder, 'count'), join(folder, 'others'), join(folder, 'setups')];
  for (const path of [counter, others, setups]) writeFileSync(path, '');
  write(root, 'say.sh', program({ counter, others, seed }));
  write(root, 'rate', `${Math.round(1000 * flake)}\n`);
  write(root, 'lock', '1\n');
  write(root, 'evals/say.yml', evalFile(setups));
  git(root, 'init', '-q', '-b', 'main');
  commit(root, 'base');
  git(root, 'switch', '-q', '-c', 'topic');
  const breaks = drawn(seed) % commits;
  const shas = Array.from({ length: commits }, (_, at) => {
    write(root, `notes/${at}.md`, `Note ${at}\n`);
    write(root, 'lock', '2\n');
    if (at === breaks) write(root, 'rate', '1000\n');
    return commit(root, `change ${at}`);
  });
  return { root, counter, others, setups, shas, culprit: shas[breaks] ?? '', before: breaks };
}

/** Fails where a number drawn by cksum, from 0 to 999, is below the tree's rate in thousandths. */
function program({ counter, others, seed }: { counter: string; others: string; seed: number }): string {
  return [
    `[ "$1" = ${BROKEN} ] || { echo "$1" >> '${others}'; exit 0; }`,
    `echo "$(ls notes 2>/dev/null | wc -l) $(cat rate) $(cat lock)" >> '${counter}'`,
    `drawn=$(echo "${seed} $(wc -l < '${counter}')" | cksum)`,
    '[ "$((${drawn%% *} / 7 % 1000))" -ge "$(cat rate)" ]',
    '',
  ].join('\n');
}

function evalFile(setups: string): string {
  const cases = Array.from({ length: CASES }, (_, at) => `  c${at}: { args: [c${at}] }`);
  const setup = `setup: { run: "mkdir -p deps; echo run >> '${setups}'", cache: { key: [lock], keep: [deps] } }`;
  return `${setup}\nrun: [sh, say.sh]\ncases:\n${cases.join('\n')}\n`;
}

/** A whole number that follows from a seed, by the mixing function of splitmix32. */
function drawn(seed: number): number {
  const first = Math.imul(seed ^ (seed >>> 16), 0x21f0aaad);
  const second = Math.imul(first ^ (first >>> 15), 0x735a2d97);
  return (second ^ (second >>> 15)) >>> 0;
}

async function judged(cli: string, place: Place, record: number): Promise<Searched | undefined> {
  const { root, counter, others, setups, shas, culprit } = place;
  const [json, run] = [`${counter}.json`, ['run', '--sandbox', 'off', '--quiet']];
  const before = ['--full-base', '--trials', String(record), '--only', `say/${BROKEN}`];
  if (record > 0) await command(root, [resolve(cli), ...run, '--base', 'main', '--head', 'main', ...before]);
  writeFileSync(counter, '');
  await command(root, [resolve(cli), ...run, '--base', 'main', '--head', 'topic', ...ONLY, '--json', json]);
  const { cases, culprits } = JSON.parse(readFileSync(json, 'utf8')) as Said;
  const found = cases.find((one) => one.case === BROKEN);
  if (found?.change !== 'broke') return undefined;
  const rest = cases.filter((one) => one !== found);
  const all = readFileSync(counter, 'utf8').split('\n').filter(Boolean);
  const onCommits = all.filter((line) => isOfCommit(line, place.before)).length;
  return {
    runs: onCommits - trialsOf(found),
    linesRuns: all.length - onCommits,
    otherRuns: runsIn(others) - rest.reduce((sum, one) => sum + trialsOf(one), 0),
    setups: runsIn(setups),
    said: saidBy(culprits[0], shas, culprit),
  };
}

/** Runs of a case for the verdict. */
function trialsOf({ trials: { base, head } }: Said['cases'][number]): number {
  return base.passed + base.failed + head.passed + head.failed;
}

/** A span that does not hold the culprit is as wrong as another commit. Base stands before the first. */
function saidBy(named: Said['culprits'][number] | undefined, shas: readonly string[], culprit: string): Named['said'] {
  if (named === undefined) return 'open';
  const at = shas.indexOf(culprit);
  if (shas.indexOf(named.lastWorking) >= at || at > shas.indexOf(named.firstBroken)) return 'wrong';
  return named.exact ? 'right' : 'open';
}

function command(cwd: string, args: readonly string[]): Promise<void> {
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd }, () => {
      done();
    });
  });
}

/** A commit has the rate and the lock that go with its notes. */
function isOfCommit(line: string, before: number): boolean {
  const [notes = 0, rate, lock] = line.split(' ').map(Number);
  return notes > before === (rate === 1000) && lock === (notes > 0 ? 2 : 1);
}

interface Said {
  readonly cases: readonly {
    readonly case: string;
    readonly change: string;
    readonly trials: { readonly base: Passes; readonly head: Passes };
  }[];
  readonly culprits: readonly { readonly lastWorking: string; readonly firstBroken: string; readonly exact: boolean }[];
}

interface Passes {
  readonly passed: number;
  readonly failed: number;
}

/** `git bisect run` with a script that calls a commit bad when the case fails so many times in a row. */
function bisected({ root, counter, culprit }: Place, tries: number): Named {
  const before = runsIn(counter);
  git(root, 'bisect', 'start', 'topic', 'main');
  const attempts = Array.from({ length: tries }, () => `sh say.sh ${BROKEN}`).join(' || ');
  git(root, 'bisect', 'run', 'sh', '-c', attempts);
  const named = git(root, 'rev-parse', 'refs/bisect/bad').trim();
  git(root, 'bisect', 'reset');
  return { runs: runsIn(counter) - before, said: named === culprit ? 'right' : 'wrong' };
}

function runsIn(counter: string): number {
  return readFileSync(counter, 'utf8').split('\n').length - 1;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(root: string, message: string): string {
  git(root, 'add', '--all');
  git(root, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', 'commit', '-q', '-m', message);
  return git(root, 'rev-parse', 'HEAD').trim();
}

function git(root: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
  return execFileSync('git', ['-C', root, ...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
