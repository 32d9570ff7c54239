import { marksOnCommit } from './commit-marks.js';
import type { DescribedChange, DescribedCommit } from './described-change.js';
import { markOf, type Evidence, type Mark } from './evidence.js';
import { foundAgents, type FoundAgent } from './found-agents.js';
import { accountIn, automationIn } from './identities.js';
import type { RuleBook } from './rule-book.js';
import { marksInText } from './text-marks.js';

/** Commits whose messages are read; of a longer history the last ones. */
const MOST_COMMITS = 1000;
/** UTF-16 units of all messages together; what comes after is known by its author alone. */
const MOST_TEXT = 4 * 2 ** 20;

export interface Recognition {
  /** Best known first. None is no proof that no agent was used: many leave no trace. */
  readonly agents: readonly FoundAgent[];
  /** Id of the first. */
  readonly primary: string | null;
  /** Marks too weak to decide: accepted suggestions, an editor's co-author line, a bare name. */
  readonly assisted: readonly (Evidence & { readonly tool: string })[];
  /** The machine that opened it, or wrote its only commit, and is no agent. */
  readonly automation?: string;
  /** Commits with a mark, of all but merges and those of machines that are no agents. */
  readonly share: { readonly marked: number; readonly all: number };
}

/** Whose change this is, with the evidence (docs/agents.md). Everything but the opener's account can be forged or left out. */
export function recognise(change: DescribedChange, book: RuleBook): Recognition {
  const commits = readable(change.commits.slice(-MOST_COMMITS)).map((commit) => ({
    commit,
    marks: marksOnCommit(book, commit),
  }));
  const onCommits = commits.flatMap(({ marks }) => marks);
  const machine = machineBehind(book, change);
  const decisive = onCommits.some(({ tier }) => tier === 'A');
  // Release notes of others stand in a machine's pull request: its texts say nothing of who wrote it.
  const ofPull = machine?.ambiguous === false ? [] : marksOnPull(book, change);
  const marks =
    machine?.ambiguous === false && change.opener !== undefined && !decisive ? [] : [...ofPull, ...onCommits];
  const agents = foundAgents(book, marks);
  const counted = commits.filter(({ commit }) => !commit.merge && !isMachine(book, commit));
  const ids = new Set(agents.map(({ id }) => id));
  return {
    agents,
    primary: agents[0]?.id ?? null,
    assisted: marks.filter(({ tool }) => !ids.has(tool)),
    ...(machine !== undefined && { automation: machine.name }),
    share: {
      marked: counted.filter((it) => it.marks.some(({ tool, tier }) => ids.has(tool) && tier !== 'C')).length,
      all: counted.length,
    },
  };
}

function marksOnPull(book: RuleBook, { opener, branch = '', body, labels, events }: DescribedChange): readonly Mark[] {
  const known = opener === undefined ? undefined : accountIn(book, opener);
  const tier = known?.tiers.opener;
  const named = branch.slice(0, 1000);
  return [
    ...(known === undefined || tier === undefined
      ? []
      : [markOf(known.tool, { field: 'account', value: opener?.login ?? '', rule: known.rule, tier })]),
    ...book.branches
      .filter(({ fits }) => fits(named))
      .map((rule) => markOf(rule.tool, { field: 'branch', value: named, rule: rule.id, tier: rule.tier })),
    ...book.labels
      .filter(({ name }) => labels.includes(name))
      .map((rule) => markOf(rule.tool, { field: 'label', value: rule.name, rule: rule.id, tier: rule.tier })),
    ...book.events
      .filter(({ name }) => events.includes(name))
      .map((rule) => markOf(rule.tool, { field: 'event', value: rule.name, rule: rule.id, tier: rule.tier })),
    ...marksInText(book, body, 'body'),
  ];
}

function machineBehind(book: RuleBook, { opener, commits }: DescribedChange): ReturnType<typeof automationIn> {
  if (opener !== undefined) return automationIn(book, { account: opener });
  const [only, ...others] = commits;
  return only === undefined || others.length > 0 ? undefined : automationIn(book, only.author);
}

function isMachine(book: RuleBook, { author }: DescribedCommit): boolean {
  return automationIn(book, author)?.ambiguous === false;
}

function readable(commits: readonly DescribedCommit[]): readonly DescribedCommit[] {
  let left = MOST_TEXT;
  return commits.map((commit) => {
    left -= commit.message.length;
    return left >= 0 ? commit : { ...commit, message: '' };
  });
}
