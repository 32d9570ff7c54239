import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { ruleBookWith } from '../../../src/core/agents/rule-book.js';
import { loadEvals } from '../../../src/core/evals/load.js';
import { DEFAULT_POLICY } from '../../../src/core/evals/policy.js';
import { agentsDeed } from '../../../src/core/init/agents-file.js';
import { deedFor, type Standing } from '../../../src/core/init/deed.js';
import { hasOneMaintainer } from '../../../src/core/init/maintainers.js';
import { missingOwners } from '../../../src/core/init/owners.js';
import { acceptIn, policyFile } from '../../../src/core/init/policy-file.js';
import { chosenAction, othersIn, PLACEHOLDER, workflowFiles } from '../../../src/core/init/workflow-files.js';

const MISSING: Standing = { kind: 'missing' };
const text = (it: string): Standing => ({ kind: 'text', text: it });

describe('a file', () => {
  const wanted = { path: 'a.yml', text: 'new\n', earlier: ['old\n'] };

  it.each<readonly [string, Standing]>([
    ['create', MISSING],
    ['same', text('new\n')],
    ['same', text('new\r\n')],
    ['update', text('old\n')],
    ['differs', text('mine\n')],
    ['left', { kind: 'other', why: 'a.yml is a link' }],
  ])('comes to "%s" where there stands %j', (kind, standing) => {
    expect(deedFor(wanted, standing).kind).toBe(kind);
  });
});

describe('the workflows', () => {
  const shipped = Object.fromEntries(
    readdirSync('docs/workflows').map((name) => [name, readFileSync(`docs/workflows/${name}`, 'utf8')]),
  );
  const sha = (digit: string): string => `acme/formative@${digit.repeat(40)}`;
  const wishes = { folder: 'evals', branch: 'main', actions: {} };
  const texts = (files: ReturnType<typeof workflowFiles>) => files.map((one) => one.text);
  const standing = (action: string) =>
    workflowFiles(shipped, [], { ...wishes, actions: { asked: action } }).map(({ path, text: it }) => ({
      path,
      text: it,
    }));

  it('are those of the documents, to the last byte, where nothing else is known', () => {
    expect(texts(workflowFiles(shipped, [], wishes))).toEqual(Object.values(shipped));
  });

  it('are filled in for the repository', () => {
    const asked = { folder: 'checks/evals', branch: "it's/1", actions: { asked: sha('a') } };
    const files = workflowFiles(shipped, [], asked);
    const all = texts(files).join('\n');
    expect(files.map(({ path }) => path)).toContain('.github/workflows/formative-run.yml');
    expect(all).not.toContain(PLACEHOLDER);
    expect(all.match(/^ {10}evals: checks\/evals$/gm)).toHaveLength(4);
    expect(all).toContain("branches: ['it''s/1']");
  });

  it('keep the copy that they start, unless another is asked for', () => {
    expect(chosenAction([], { own: sha('b') })).toBe(sha('b'));
    expect(chosenAction(standing(PLACEHOLDER), { own: sha('b') })).toBe(sha('b'));
    expect(chosenAction(standing(sha('a')), { own: sha('b') })).toBe(sha('a'));
    expect(chosenAction(standing(sha('a')), { own: sha('b'), asked: sha('c') })).toBe(sha('c'));
  });

  it('are ours to change where only the copy is another', () => {
    const before = standing(sha('a'));
    const files = workflowFiles(shipped, before, { ...wishes, actions: { asked: sha('c') } });
    expect(files.map((file, at) => deedFor(file, text(before[at]?.text ?? '')).kind)).toEqual(
      files.map(() => 'update'),
    );
  });

  it('are not wanted beside one of another name that starts Formative', () => {
    const other = {
      path: '.github/workflows/evals.yml',
      text: 'jobs: { a: { steps: [{ uses: acme/formative@v1 }] } }',
    };
    const stranger = {
      path: '.github/workflows/ci.yml',
      text: 'jobs: { a: { steps: [{ uses: actions/checkout@v5 }] } }',
    };
    expect(othersIn([...standing(sha('a')), stranger, other], shipped)).toEqual([other.path]);
  });
});

describe('the policy', () => {
  const policyOf = (it: string) => {
    const bytes = Buffer.from(it);
    return loadEvals([{ path: 'evals/_formative.yml', mode: '100644', bytes, size: bytes.length }], 'evals');
  };

  it('says no more than the defaults, and who may accept', () => {
    const file = policyFile('evals', 'write');
    expect(policyOf(file.text)).toMatchObject({ kind: 'loaded', policy: { ...DEFAULT_POLICY, accept: 'write' } });
    expect(acceptIn(file.text)).toBe('write');
    expect(deedFor(file, text(policyFile('evals', 'admin').text)).kind).toBe('update');
  });

  it('shows the defaults as they are, and each line can be taken in', () => {
    const open = policyFile('evals', 'not-author').text.replaceAll(/^# (?=[a-z-]+: )/gm, '');
    expect(policyOf(open)).toEqual({
      kind: 'loaded',
      evals: [],
      policy: { ...DEFAULT_POLICY, handBack: { mention: '@copilot', attempts: 3 } },
    });
  });
});

describe('AGENTS.md', () => {
  const told = { folder: 'evals' };
  const fresh = agentsDeed(MISSING, told);
  const part = fresh.kind === 'create' ? fresh.text : '';

  it('is written where there is none, and found again', () => {
    expect(part).toContain('formative run');
    expect(agentsDeed(text(part), told)).toEqual({ kind: 'same', path: 'AGENTS.md' });
  });

  it("gets a part at its end, and a person's words stay", () => {
    const deed = agentsDeed(text('# Ours\n\nBe kind.'), told);
    expect(deed).toMatchObject({ kind: 'update', text: `# Ours\n\nBe kind.\n\n${part}` });
  });

  it('has that part alone brought up to date', () => {
    const old = '<!-- formative: begin (as it was) -->\nold $& words\n<!-- formative: end -->';
    const deed = agentsDeed(text(`before\r\n\r\n${old.replaceAll('\n', '\r\n')}\r\n\r\nafter\r\n`), told);
    expect(deed).toMatchObject({ kind: 'update', text: `before\n\n${part}\nafter\n` });
  });

  it.each(['<!-- formative: begin -->\n', '<!-- formative: end -->\n'])('is left alone with one marker: %j', (half) => {
    expect(agentsDeed(text(half), told)).toMatchObject({ kind: 'left' });
  });

  it('names a way to run it where it is not installed, once that is known', () => {
    expect(part).not.toContain('npx');
    const deed = agentsDeed(text(part), { ...told, action: 'acme/formative@abc' });
    expect(deed).toMatchObject({ text: expect.stringContaining('npx --yes github:acme/formative#abc run') });
  });
});

describe('owners', () => {
  const file = (it: string) => [{ path: '.github/CODEOWNERS', text: it }];

  it('are suggested to a file that names none for the evals, and are its own', () => {
    expect(missingOwners(file('# all\n/src/ @acme/leads # us\n/docs/ @acme/leads\n'), 'evals')).toEqual({
      path: '.github/CODEOWNERS',
      lines: ['/evals/ @acme/leads', '/.github/workflows/ @acme/leads'],
      known: true,
    });
  });

  it('are not made up', () => {
    expect(missingOwners([], 'evals')).toBeUndefined();
    expect(missingOwners(file('* @acme/leads\n'), 'evals')).toBeUndefined();
    expect(missingOwners(file('/src/ @a\n/.github/ @b\n'), 'evals')).toEqual({
      path: '.github/CODEOWNERS',
      lines: ['/evals/ @OWNER'],
      known: false,
    });
  });
});

describe('a sole maintainer', () => {
  const book = ruleBookWith([]);
  const ada = { name: 'Ada', address: 'ada@example.org' };

  it.each([
    [true, [ada, { name: 'Ada', address: 'ada@home.example' }]],
    [true, [ada, { name: 'dependabot[bot]', address: '49699333+dependabot[bot]@users.noreply.github.com' }]],
    [true, [ada, { name: 'Claude', address: 'noreply@anthropic.com' }]],
    [false, [ada, { name: 'Grace', address: 'grace@example.org' }]],
    [false, []],
  ])('%s: %j', (alone, authors) => {
    expect(hasOneMaintainer(authors, book)).toBe(alone);
  });
});
