import type { Program, Sandbox } from '../../../src/app/ports.js';
import { contentOf, EMPTY } from '../../../src/core/run/content.js';
import type { Attempt, Ending } from '../../../src/core/run/trial.js';
import type { FakeDisk } from './fake-disk.js';

/** What a program sees of its tree, and what it was given. Paths are relative to the folder it runs in. */
interface Running {
  readonly args: readonly string[];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  readonly read: (path: string) => string | undefined;
  readonly write: (path: string, text: string) => void;
}

/** A text is what it prints before it exits 0; a number is how it exits; anything else is an ending. */
export type Answer =
  string | number | { readonly exit?: number; readonly out?: string; readonly err?: string } | Ending;
export type Behaviour = (running: Running) => Answer | Promise<Answer>;

/** For programs that never end by themselves. */
export function hangs(): Promise<Answer> {
  return new Promise(() => undefined);
}

/** Programs are functions, known by their name or by the first word of a shell script. */
export class FakeSandbox implements Sandbox {
  readonly name = 'fake';
  /** Everything that was started, in order. */
  readonly started: Program[] = [];
  /** The most programs that ran at one time. */
  most = 0;
  readonly #disk: FakeDisk;
  readonly #programs: Readonly<Record<string, Behaviour>>;
  readonly #onTimeout: (seconds: number) => void;
  #running = 0;

  constructor(
    disk: FakeDisk,
    programs: Readonly<Record<string, Behaviour>>,
    onTimeout: (seconds: number) => void = () => undefined,
  ) {
    this.#disk = disk;
    this.#programs = programs;
    this.#onTimeout = onTimeout;
  }

  /** Names and arguments of all that was started, in order. */
  get commands(): readonly string[] {
    return this.started.map((program) => wordsOf(program.argv).join(' '));
  }

  async run(program: Program, signal?: AbortSignal): Promise<Omit<Attempt, 'files'>> {
    if (signal?.aborted === true) return attempt({ kind: 'cancelled' });
    const [name = '', ...args] = wordsOf(program.argv);
    const behaviour = this.#programs[name];
    if (behaviour === undefined) return attempt({ kind: 'not-started', why: `${name} was not found` });
    this.started.push(program);
    this.#running += 1;
    this.most = Math.max(this.most, this.#running);
    try {
      await turn();
      return answered(await this.#answer(behaviour, { program, args, signal }));
    } finally {
      this.#running -= 1;
    }
  }

  /** What hangs is cancelled by the signal, else timed out once nothing else happens any more. */
  #answer(behaviour: Behaviour, { program, args, signal }: Started): Answer | Promise<Answer> {
    const at = (path: string): string => `${program.cwd}/${path}`;
    const answer = behaviour({
      args,
      stdin: program.stdin,
      env: program.env,
      read: (path) => this.#disk.read(at(path)),
      write: (path, text) => {
        this.#disk.write(path.startsWith('/') ? path : at(path), text);
      },
    });
    if (!(answer instanceof Promise)) return answer;
    const cancelled = new Promise<Answer>((resolve) => {
      signal?.addEventListener('abort', () => {
        resolve({ kind: 'cancelled' });
      });
    });
    return Promise.race([answer, cancelled, this.#timeOut(program.timeout)]);
  }

  async #timeOut(after: number): Promise<Answer> {
    for (let turns = 0; turns < 20; turns += 1) await turn();
    this.#onTimeout(after);
    return { kind: 'timed-out', after };
  }
}

interface Started {
  readonly program: Program;
  readonly args: readonly string[];
  readonly signal: AbortSignal | undefined;
}

function wordsOf(argv: readonly string[]): readonly string[] {
  const [program, option, script = '', , ...args] = argv;
  return program === 'sh' && option === '-c' ? [...script.split(' '), ...args] : argv;
}

function answered(answer: Answer): Omit<Attempt, 'files'> {
  if (typeof answer === 'string') return attempt({ kind: 'exited', code: 0 }, answer);
  if (typeof answer === 'number') return attempt({ kind: 'exited', code: answer });
  if ('kind' in answer) return attempt(answer);
  return attempt({ kind: 'exited', code: answer.exit ?? 0 }, answer.out, answer.err);
}

function attempt(ending: Ending, out = '', err = ''): Omit<Attempt, 'files'> {
  const content = (text: string) => (text === '' ? EMPTY : contentOf(text));
  return { ending, duration: 0, stdout: content(out), stderr: content(err) };
}

/** Lets everything else that is ready go first. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
