import { beforeAll, describe, expect, it } from '@jest/globals';
import schemas from '@octokit/webhooks-schemas' with { type: 'json' };
import { Ajv } from 'ajv';

import {
  checkRunPayload,
  dispatchPayload,
  examplesOf,
  issueCommentPayload,
  mergeGroupPayload,
  pullRequestPayload,
  pushPayload,
  workflowRunPayload,
} from '../../support/github/payloads.js';

const NAME = 'acme/tools';
const [BASE, HEAD] = ['a'.repeat(40), 'b'.repeat(40)];
const pull = { repository: NAME, number: 7, base: { ref: 'main', sha: BASE }, head: { ref: 'topic', sha: HEAD } };
const fork = { ...pull, head: { ...pull.head, fork: 'mallory' } };
const run = { id: 1, headSha: HEAD, headBranch: 'topic' };
const sender = { id: 7, login: 'maintainer', type: 'User' };
const button = { name: 'formative', headSha: HEAD, app: 'team-app', sender };
const comment = { number: 7, id: 1, body: '/formative run', login: 'maintainer' };

/** The payloads that are not GitHub's examples any more, by the schema that they have to fit. */
const PAYLOADS: readonly (readonly [string, string, unknown])[] = [
  ['pull_request$opened', 'of a fork', pullRequestPayload(fork)],
  [
    'pull_request$opened',
    'of a fork that is gone',
    pullRequestPayload({ ...pull, head: { ...pull.head, fork: null } }),
  ],
  ['pull_request$opened', 'of a draft', pullRequestPayload({ ...pull, draft: true })],
  ['pull_request$synchronize', '', pullRequestPayload({ ...pull, action: 'synchronize' })],
  ['pull_request$reopened', '', pullRequestPayload({ ...pull, action: 'reopened' })],
  ['pull_request$ready_for_review', '', pullRequestPayload({ ...pull, action: 'ready_for_review' })],
  ['pull_request$labeled', '', pullRequestPayload({ ...pull, action: 'labeled', labels: ['formative'] })],
  ['pull_request$edited', 'to another base', pullRequestPayload({ ...pull, action: 'edited' })],
  ['pull_request$edited', 'to another title', pullRequestPayload({ ...pull, action: 'edited', edited: 'title' })],
  ['merge_group$checks_requested', '', mergeGroupPayload(NAME, { base: BASE, head: HEAD, number: 7 })],
  ['workflow_run$completed', 'of a fork', workflowRunPayload(NAME, { ...run, fork: 'mallory' })],
  ['issue_comment$created', 'on a pull request', issueCommentPayload(NAME, comment)],
  ['check_run$rerequested', '', checkRunPayload(NAME, button)],
  ['push$event', '', pushPayload(NAME, { ref: 'refs/heads/main', before: BASE, after: HEAD })],
  ['workflow_dispatch$event', '', dispatchPayload(NAME, 'refs/heads/main')],
];

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
beforeAll(() => {
  ajv.addSchema(schemas, 'github');
});

/** What GitHub's description has against a payload that it has not against GitHub's own examples, which lack its newest fields. */
function against(schema: string, payload: unknown): readonly string[] {
  const [event = '', action] = schema.split('$');
  // GitHub has none of `edited`: ours is made from `opened`.
  const wanted = action === 'edited' ? 'opened' : action;
  const examples = examplesOf(event).filter((it) => wanted === 'event' || it['action'] === wanted);
  const known = new Set(examples.flatMap((it) => complaints(schemaOf(event, it), it)));
  return complaints(schema, payload).filter((it) => !known.has(it));
}

function schemaOf(event: string, example: Readonly<Record<string, unknown>>): string {
  return `${event}$${typeof example['action'] === 'string' ? example['action'] : 'event'}`;
}

function complaints(schema: string, payload: unknown): readonly string[] {
  const validate = ajv.getSchema(`github#/definitions/${schema}`);
  if (validate === undefined) throw new Error(`There is no schema ${schema}.`);
  return validate(payload) === true
    ? []
    : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message ?? ''}`);
}

describe('payloads', () => {
  it.each(PAYLOADS)('%s %s is as GitHub describes it', (schema, _, payload) => {
    expect(against(schema, payload)).toEqual([]);
  });

  it('would be seen to be wrong', () => {
    const whole = Object.entries(pullRequestPayload(pull));
    const without = Object.fromEntries(whole.filter(([key]) => key !== 'pull_request'));
    expect(against('pull_request$opened', without)).toContain(" must have required property 'pull_request'");
  });
});
