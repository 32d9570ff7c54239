import { ownersOf } from './codeowners.js';
import type { Finding } from './finding.js';
import { ACTIONS_APP_ID, type BranchRules, type Seen, type Setup } from './setup.js';

/** Who may report the required check (R18). */
export function checkRequired({ rules, checkName }: Pick<Setup, 'rules' | 'checkName'>): Finding {
  const id = 'required-check';
  if (rules.kind === 'unseen')
    return unseen(
      id,
      `Whether the check \`${checkName}\` is required, and who may report it, could not be seen`,
      rules,
    );
  const required = rules.value.checks.filter(({ name }) => name === checkName);
  const others = rules.value.checks.map(({ name }) => name).join(', ') || 'none';
  if (required.length === 0)
    return {
      id,
      level: 'hole',
      what: `The check \`${checkName}\` is not required (required: ${others}).`,
      why: 'A pull request that breaks something can be merged all the same.',
      remedy: `Settings → Rules → Rulesets: require status checks on the default branch, add \`${checkName}\`.`,
    };
  const [pinned] = required.flatMap(({ app }) => app ?? []);
  if (pinned === undefined)
    return {
      id,
      level: 'hole',
      what: `Anyone who may write checks or statuses can report \`${checkName}\`.`,
      why: 'A workflow that a pull request brings along can say that nothing broke.',
      remedy: `In the ruleset, set the source of \`${checkName}\` to the app that reports it.`,
    };
  if (pinned === ACTIONS_APP_ID)
    return {
      id,
      level: 'weak',
      what: `Every workflow of this repository can report \`${checkName}\`: its source is GitHub Actions.`,
      why: 'A pull request from a branch of this repository may bring a workflow that reports it.',
      remedy:
        'Report with the token of an app of your own, and set the source to that app (README, "An identity of its own").',
    };
  return { id, level: 'fine', what: `Only the app ${pinned} can report the required check \`${checkName}\`.` };
}

/** Whether a person who knows has to agree when the exam or the workflows change. */
export function checkOwners({
  codeowners,
  folder,
  rules,
}: Pick<Setup, 'codeowners' | 'folder' | 'rules'>): readonly Finding[] {
  const places = [`${folder}/`, '.github/workflows/'].map((place) => ({
    place,
    owned: ownersOf(codeowners, `${place}any.yml`),
  }));
  const found = places
    .filter(({ owned }) => (owned?.owners.length ?? 0) === 0)
    .map(({ place, owned }): Finding => ({
      id: 'code-owners',
      level: 'weak',
      what: `Nobody owns ${place}.`,
      ...(owned !== undefined && { path: owned.path, line: owned.line ?? 1 }),
      why: "The base's version judges, so whoever merges a change of it decides all later verdicts.",
      remedy: `Add \`/${place} @owner\` at the end of .github/CODEOWNERS: the last line that matches decides.`,
    }));
  const all: readonly Finding[] =
    found.length > 0
      ? found
      : [{ id: 'code-owners', level: 'fine', what: `${folder}/ and .github/workflows/ have owners.` }];
  return [...all, ownersAreAsked(rules)];
}

function ownersAreAsked(rules: Seen<BranchRules>): Finding {
  const id = 'code-owner-review';
  if (rules.kind === 'unseen') return unseen(id, 'Whether code owners have to agree could not be seen', rules);
  if (rules.value.codeOwnerReview) return { id, level: 'fine', what: 'Code owners have to agree.' };
  return {
    id,
    level: 'weak',
    what: 'Code owners do not have to agree.',
    why: 'CODEOWNERS without that rule only asks for a review; it can be merged without.',
    remedy: 'In the ruleset, require a pull request with review from code owners.',
  };
}

export function unseen(id: string, what: string, { why }: { readonly why: string }): Finding {
  return {
    id,
    level: 'unknown',
    what: `${what}: ${why}.`,
    remedy: 'Set GITHUB_TOKEN to a token that may read the administration of the repository.',
  };
}
