import * as z from 'zod';

import type { BranchRules, RequiredCheck, Seen } from '../../core/doctor/setup.js';
import { failureWords, readAnswer, statusOf } from './answers.js';
import type { GithubClient } from './client.js';

interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** What GitHub asks of a merge into the default branch, and what a workflow's token may do. */
export interface RepositorySettings {
  readonly rules: Seen<BranchRules>;
  readonly tokenDefault: Seen<'read' | 'write'>;
}

/** Reads them; what may not be read, or is not answered, is unseen. */
export async function readSettings(client: GithubClient, place: Place): Promise<RepositorySettings> {
  const [rules, tokenDefault] = await Promise.all([
    seeing(() => branchRules(client, place)),
    seeing(() => defaultRights(client, place)),
  ]);
  return { rules, tokenDefault };
}

async function seeing<T>(look: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { kind: 'seen', value: await look() };
  } catch (error) {
    const why = failureWords(error);
    if (why === undefined) throw error;
    return { kind: 'unseen', why };
  }
}

const Repository = z.object({ default_branch: z.string() });

async function branchRules(client: GithubClient, place: Place): Promise<BranchRules> {
  const { data } = await client.octokit.rest.repos.get({ ...place });
  const { default_branch: branch } = readAnswer(Repository, data);
  const [rulesets, protection] = [
    await fromRulesets(client, { ...place, branch }),
    await fromProtection(client, { ...place, branch }),
  ];
  return {
    checks: [...rulesets.checks, ...protection.checks],
    codeOwnerReview: rulesets.codeOwnerReview || protection.codeOwnerReview,
    mergeQueue: rulesets.mergeQueue,
  };
}

type Branch = Place & { readonly branch: string };

const Rules = z.array(z.object({ type: z.string(), parameters: z.unknown().optional() }));
const Checks = z.object({
  required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.int().nullish() })),
});
const Review = z.object({ require_code_owner_review: z.boolean() });

/** Active rules of all rulesets that reach the branch; anyone who sees the repository may read them. */
async function fromRulesets({ octokit }: GithubClient, place: Branch): Promise<BranchRules> {
  const answer: unknown = await octokit.paginate(octokit.rest.repos.getBranchRules, { ...place, per_page: 100 });
  const rules = readAnswer(Rules, answer);
  const of = (type: string): readonly unknown[] =>
    rules.filter((rule) => rule.type === type).map((rule) => rule.parameters);
  const checks = of('required_status_checks').flatMap((one) => readAnswer(Checks, one).required_status_checks);
  return {
    checks: checks.map(({ context, integration_id: app }) => checkOf(context, app)),
    codeOwnerReview: of('pull_request').some((one) => readAnswer(Review, one).require_code_owner_review),
    mergeQueue: of('merge_queue').length > 0,
  };
}

function checkOf(name: string, app: number | null | undefined): RequiredCheck {
  // Branch protection writes -1 for "any source".
  return app === null || app === undefined || app < 0 ? { name } : { name, app };
}

const Protection = z.object({
  required_status_checks: z
    .object({ checks: z.array(z.object({ context: z.string(), app_id: z.int().nullish() })) })
    .optional(),
  required_pull_request_reviews: z.object({ require_code_owner_reviews: z.boolean() }).optional(),
});
const NONE: BranchRules = { checks: [], codeOwnerReview: false, mergeQueue: false };

/** Branch protection, the older way. Only administrators may read it; that a branch has none, everyone may. */
async function fromProtection({ octokit }: GithubClient, place: Branch): Promise<BranchRules> {
  try {
    const { data } = await octokit.rest.repos.getBranchProtection({ ...place });
    return rulesOf(readAnswer(Protection, data));
  } catch (error) {
    if (await hasNone({ octokit }, place, error)) return NONE;
    throw error;
  }
}

function rulesOf(protection: z.infer<typeof Protection>): BranchRules {
  const { required_status_checks: required, required_pull_request_reviews: reviews } = protection;
  return {
    checks: required?.checks.map(({ context, app_id: app }) => checkOf(context, app)) ?? [],
    codeOwnerReview: reviews?.require_code_owner_reviews ?? false,
    mergeQueue: false,
  };
}

async function hasNone(client: Pick<GithubClient, 'octokit'>, place: Branch, refusal: unknown): Promise<boolean> {
  const status = statusOf(refusal);
  if (status === 404 && /Branch not protected/.test(String(refusal))) return true;
  return (status === 403 || status === 404) && !(await isProtected(client, place));
}

const BranchAnswer = z.object({ protected: z.boolean() });

async function isProtected({ octokit }: Pick<GithubClient, 'octokit'>, place: Branch): Promise<boolean> {
  const { data } = await octokit.rest.repos.getBranch({ ...place });
  return readAnswer(BranchAnswer, data).protected;
}

const Rights = z.object({ default_workflow_permissions: z.enum(['read', 'write']) });

async function defaultRights({ octokit }: GithubClient, place: Place): Promise<'read' | 'write'> {
  const { data } = await octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ ...place });
  return readAnswer(Rights, data).default_workflow_permissions;
}
