import { capture, type Captured } from '../process/capture.js';

type Setting = readonly [key: string, value: string];

/** How git is run: where, on which repository, with which of its settings changed. */
export interface GitContext {
  readonly cwd: string;
  /** Added to the environment: `GIT_DIR`, `GIT_INDEX_FILE`, … */
  readonly env?: Readonly<Record<string, string>>;
  /** Added settings that win over the repository's own. */
  readonly config?: readonly Setting[];
}

export interface GitCall {
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
}

/**
 * No file outside the repository configures git, nothing is asked, nothing is locked, and no transport may be started:
 * a partial clone would otherwise fetch through a command that the repository's configuration names.
 */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_LITERAL_PATHSPECS: '1',
  LC_ALL: 'C',
};

/** Settings of the repository that would start programs, write beside the index, or refuse a checkout of another owner. */
const SETTINGS: readonly Setting[] = [
  ['safe.directory', '*'],
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.splitIndex', 'false'],
  ['core.untrackedCache', 'false'],
  ['advice.addEmbeddedRepo', 'false'],
];

/** Runs git and gives back however it exited. */
export function tryGit({ cwd, env, config = [] }: GitContext, { args, stdin = '' }: GitCall): Promise<Captured> {
  return capture(['git', '--no-pager', '--no-replace-objects', ...args], {
    cwd,
    env: { ...ENVIRONMENT, ...settings([...SETTINGS, ...config]), ...env },
    stdin,
  });
}

/** Runs git where only success makes sense; anything else is an Error with git's own words. */
export async function git(context: GitContext, call: GitCall): Promise<Buffer> {
  const answer = await tryGit(context, call);
  if (answer.code === 0) return answer.stdout;
  throw new Error(`git ${call.args[0] ?? ''} exited ${answer.code}: ${answer.stderr.trim()}`);
}

/** One answer on one line, without the line's end; a path may itself hold line ends. */
export async function gitLine(context: GitContext, ...args: readonly string[]): Promise<string> {
  return (await git(context, { args })).toString('utf8').replace(/\n$/, '');
}

/** Settings as variables: unlike `-c key=value`, these may hold an equals sign in the key. */
function settings(pairs: readonly Setting[]): Readonly<Record<string, string>> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(pairs.length) };
  for (const [index, [key, value]] of pairs.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}
