import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeAll } from '../../src/edges/trees/remove.js';
import { atOnce } from '../../src/edges/trees/steps.js';

const made: string[] = [];

/** A folder that `removeTemporaries` removes. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'formative-test-')));
  made.push(folder);
  return folder;
}

export function removeTemporaries(): void {
  for (const folder of made.splice(0)) atOnce(removeAll(folder));
}

/** A real repository, driven by the real git, untouched by the machine's own settings. */
export class TemporaryRepository {
  readonly root: string;

  constructor(root = temporaryFolder(), ...options: readonly string[]) {
    this.root = root;
    if (options.length > 0) this.git(...options);
    else this.git('init', '-q', '-b', 'main');
  }

  git(...args: readonly string[]): string {
    return this.gitWith('', ...args);
  }

  gitWith(input: string | Buffer, ...args: readonly string[]): string {
    const env = {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
    };
    const who = [
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.org',
      '-c',
      'protocol.file.allow=always',
      '-c',
      'core.hooksPath=/dev/null',
      '-c',
      // Some tests give the repository to another user.
      'safe.directory=*',
    ];
    return execFileSync('git', [...who, ...args], {
      cwd: this.root,
      env,
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    }).trim();
  }

  write(path: string, content: string | Buffer): void {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  /** Commits everything; answers the commit's id. */
  commit(subject: string, files: Readonly<Record<string, string | Buffer>> = {}): string {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', subject);
    return this.git('rev-parse', 'HEAD');
  }
}
