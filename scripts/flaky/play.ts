import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What the change does to the one case that it breaks: nothing, fails it every time, or every second time. */
export type Break = 'none' | 'every-time' | 'every-second-time';

export interface Played {
  readonly verdict: string;
  /** What happened to the case that was broken. */
  readonly broken: string;
  /** Cases that are called broken though they are not. */
  readonly wrong: number;
  readonly trials: number;
}

/** Cases of the eval, and how often they fail for no reason: the code mix of the simulation, as far as so few can have it. */
const CASES = 40;
const FLAKES: Readonly<Record<string, number>> = { c0: 0.005, c1: 0.005, c2: 0.02, c3: 0.1, c4: 0.3 };
const BROKEN = 'c20';

/**
 * One pull request in a repository of its own, judged by the built product. The program under test is a shell script that draws from
 * the seed and from how often it was started, which it counts outside its tree.
 */
export async function play(cli: string, how: Break, about: { folder: string; seed: number }): Promise<Played> {
  const place = mkdtempSync(join(about.folder, 'play-'));
  try {
    const root = join(place, 'repository');
    const counter = join(place, 'count');
    writeFileSync(counter, '');
    write(root, 'say.sh', program({ counter, seed: about.seed, how: 'none' }));
    write(root, 'evals/say.yml', evalFile());
    git(root, 'init', '-q', '-b', 'main');
    commit(root, 'base');
    git(root, 'switch', '-q', '-c', 'topic');
    write(root, 'say.sh', program({ counter, seed: about.seed, how }));
    write(root, 'note.md', 'a change\n');
    commit(root, 'head');
    return await judged(cli, root, place);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Fails where a number drawn by cksum, from 0 to 999, is below the case's rate in thousandths. */
function program({ counter, seed, how }: { counter: string; seed: number; how: Break }): string {
  const rates = Object.entries(FLAKES).map(([name, rate]) => `${name}) rate=${Math.round(1000 * rate)};;`);
  const broken = { none: [], 'every-time': [`${BROKEN}) rate=1000;;`], 'every-second-time': [`${BROKEN}) rate=500;;`] };
  return [
    'rate=0',
    `case "$1" in ${[...broken[how], ...rates].join(' ')} esac`,
    '[ "$rate" -eq 0 ] && exit 0',
    `echo x >> '${counter}'`,
    `drawn=$(echo "${seed} $1 $(wc -l < '${counter}')" | cksum)`,
    '[ "$((${drawn%% *} / 7 % 1000))" -ge "$rate" ]',
    '',
  ].join('\n');
}

function evalFile(): string {
  const cases = Array.from({ length: CASES }, (_, at) => `  c${at}: { args: [c${at}] }`);
  return `run: [sh, say.sh]\ncases:\n${cases.join('\n')}\n`;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', 'commit', '-q', '-m', message);
}

function git(root: string, ...args: readonly string[]): void {
  execFileSync('git', ['-C', root, ...args], { env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
}

async function judged(cli: string, root: string, place: string): Promise<Played> {
  const json = join(place, 'result.json');
  const args = [resolve(cli), 'run', '--sandbox', 'off', '--no-diagnose', '--quiet', '--json', json];
  await new Promise<void>((done) => {
    execFile(process.execPath, args, { cwd: root }, () => {
      done();
    });
  });
  const result = JSON.parse(readFileSync(json, 'utf8')) as {
    verdict: string;
    budget: { trials: number };
    cases: readonly { case: string; change: string }[];
  };
  const wrong = result.cases.filter((one) => one.change === 'broke' && one.case !== BROKEN).length;
  const broken = result.cases.find((one) => one.case === BROKEN)?.change ?? 'absent';
  return { verdict: result.verdict, broken, wrong, trials: result.budget.trials };
}
