import type { CaseResult, Result } from '../core/report/result.js';
import type { Policy } from '../core/evals/policy.js';
import type { SetupFile } from '../core/doctor/setup.js';
import { judge } from './judge.js';
import { overlay } from '../core/plan/compose-tree.js';
import type { Repository, TreeEntry } from './ports.js';
import type { Outside } from './world.js';

/** Evals that no commit has yet, from their ids to their files. */
type Drafts = ReadonlyMap<string, SetupFile>;

interface TryRequest {
  readonly folder: string;
  readonly sandbox: Policy['sandbox'];
}

/** Of each eval whether it passes: undefined, or why it does not. Each is run on HEAD, twice, as base and as head. */
export async function tryEvals(
  drafts: Drafts,
  { folder, sandbox }: TryRequest,
  outside: Outside,
): Promise<ReadonlyMap<string, string | undefined>> {
  const repository = withFiles(outside.repository, [...drafts.values()]);
  const { result } = await judge(
    {
      ...{ base: 'HEAD', head: 'HEAD', exactBase: true, evalsFrom: 'head', folder, only: [], fullBase: true },
      diagnose: false,
      sandbox: { kind: 'exactly', how: sandbox },
      seed: { kind: 'given', seed: 'init' },
    },
    { ...outside, repository },
  );
  return new Map([...drafts.keys()].map((id) => [id, whyNot(id, result)]));
}

/** The repository as it would be with these files in every tree. */
function withFiles(repository: Repository, files: readonly SetupFile[]): Repository {
  const paths = new Set(files.map(({ path }) => path));
  return {
    ...repository,
    entries: async (tree) => {
      const oids = await Promise.all(files.map(({ text }) => repository.keepBlob(text)));
      const laid = files.map(({ path }, at): TreeEntry => ({ path, mode: '100644', oid: oids[at] ?? '' }));
      return overlay(await repository.entries(tree), laid, (path) => paths.has(path));
    },
  };
}

const PASSES: readonly CaseResult['change'][] = ['passes', 'still-passes'];

/** Cases of an eval that passed can stand beside a reason of the whole run, such as a spent budget. */
function whyNot(id: string, { cases, verdict, reasons }: Result): string | undefined {
  const own = cases.filter((one) => one.eval === id);
  const failed = own.find(({ change }) => !PASSES.includes(change));
  if (failed !== undefined) return whyCase(failed, own.length);
  if (own.length > 0) return undefined;
  return verdict === 'nothing-broke' ? 'It has no cases.' : (reasons[0]?.text ?? 'It could not be run.');
}

function whyCase({ case: name, why, because, head }: CaseResult, all: number): string {
  const [first] = because;
  const told = [first?.summary, head?.stderr?.trim().split('\n').at(-1)].flatMap((text) => text ?? []);
  return `${name} of ${all === 1 ? '1 case' : `${all} cases`}: ${[why, ...told].join(' ')}`;
}
