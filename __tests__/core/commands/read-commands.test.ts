import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readCommands } from '../../../src/core/commands/read-commands.js';
import { parseMarkdown, type MarkdownNode } from '../../support/commonmark.js';

const SHA = 'a'.repeat(40);
const one = (body: string): unknown => {
  const read = readCommands(body);
  return read.kind === 'commands' ? read.commands[0] : read.kind;
};

describe('a command', () => {
  it.each([
    ['/formative help', { name: 'help' }],
    ['Thanks!\r\n\r\n/formative run  \r\n', { name: 'run' }],
    [`/formative run ${SHA.toUpperCase()}`, { name: 'run', sha: SHA }],
    ['/formative rerun', { name: 'rerun', cases: [] }],
    ['/formative rerun say/hi say/ho', { name: 'rerun', cases: ['say/hi', 'say/ho'] }],
    ['/formative bisect `unit/adds two > twice`', { name: 'bisect', cases: ['unit/adds two > twice'] }],
    [
      '/formative accept say/hi because we say bye because we go',
      { name: 'accept', case: 'say/hi', reason: 'we say bye because we go' },
    ],
    [
      '/formative accept `unit/adds two` because it is `three`',
      { name: 'accept', case: 'unit/adds two', reason: 'it is `three`' },
    ],
    ['/formative unaccept say/hi', { name: 'unaccept', case: 'say/hi' }],
    ['/formative explain say/hi', { name: 'explain', case: 'say/hi' }],
  ])('is read from %j', (body, command) => {
    expect(one(body)).toEqual(command);
  });

  it.each([
    'Say /formative run',
    ' /formative run',
    '/formatively run',
    '```\n/formative run\n```',
    '~~~js\n/formative run',
    '```\n    ```\n/formative run\n```',
    '    ```\n\n```\n/formative run\n```',
    '    /formative run',
    '> /formative run',
    '> quoted\n/formative run',
    '```x```\n```\n/formative run\n```',
    '<!--\n/formative run\n-->',
    '<details>\n\n/formative run\n\n</details>',
    '<pre>\n/formative run\n</pre>',
    '`\n/formative run\n`',
    'a ``\n/formative run\nb `` c',
  ])('is not read from %j', (body) => {
    expect(one(body)).toBe('none');
  });

  it.each([
    '/formative',
    '/formative destroy',
    '/formative run main',
    `/formative run ${SHA.slice(1)}`,
    '/formative run --force',
    '/formative help me',
    '/formative accept say/hi',
    '/formative accept because x',
    '/formative accept say/hi because  ',
    '/formative accept --all because x',
    `/formative accept say/hi because ${'x'.repeat(501)}`,
    '/formative explain',
    '/formative rerun `a` b',
    '/formative rerun \u001b[31m',
    `/formative explain ${'x'.repeat(3000)}`,
    '/formative help\n'.repeat(11),
    '<a title="\n/formative run\n">x</a>',
    'x\n    <a title="\n/formative run\n">x</a>',
    '<?\n/formative run\n?>',
    '<!X\n/formative run\n>',
    '<details><a title="</details>\n\n/formative run',
    '![\n/formative run\n](https://example.org/x.png)',
    '[x](https://example.org "\n/formative run\n")',
    '[x]: https://example.org "\r/formative run\r"',
    '[x]: https://example.org "\n\u200b/formative run\n"',
    'x \\```\n/formative run\n``',
    '``\n/formative run\n    ``',
    '[x]: https://example.org "\n\u00a0\n/formative run\n"',
  ])('is a mistake in %j', (body) => {
    expect(one(body)).toBe('mistakes');
  });

  it.each([
    'See [this](https://example.org).\n\n/formative run',
    '/formative run\n[x]: https://example.org',
    'I <3 it\n/formative run',
  ])('is read from %j', (body) => {
    expect(one(body)).toEqual({ name: 'run' });
  });

  it('is a mistake where the comment is too long to be read as a whole', () => {
    const faces = '\u{1f600}\n'.repeat(12_000);
    expect(one(`${faces}\`\`\`\n${faces}/formative run\n\`\`\`\n`)).toBe('mistakes');
  });

  it('is obeyed with none of the others where one is not understood', () => {
    expect(readCommands('/formative run\n/formative destroy')).toMatchObject({
      kind: 'mistakes',
      mistakes: [expect.stringContaining('got "destroy"')],
    });
  });

  it('is never read where GitHub shows something else than a paragraph', () => {
    const piece = fc.constantFrom(
      ...['```', '~~~', '    ', '> ', '- ', '`', '``', '<!--', '-->', '<details>', 'x', '\n', '\n\n'],
      ...['<?', '?>', '<a title="', '">', '![', '](u)', '[x](u "', '")', '[x]: u "', '"', '\\'],
    );
    const line = '/formative run';
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 6 }), (before, after) => {
        const body = `${before.join('')}\n${line}\n${after.join('')}`;
        if (readCommands(body).kind !== 'commands') return;
        const shown = shownOf(parseMarkdown(body)).filter(({ name, text }) => name === 'text' && text.includes(line));
        expect([body, shown.length > 0]).toEqual([body, true]);
      }),
      { numRuns: 150 },
    );
  });
});

/** Nodes that are drawn: the words of a picture are not. */
function shownOf(node: MarkdownNode): readonly MarkdownNode[] {
  return node.name === 'image' ? [] : [node, ...node.children.flatMap(shownOf)];
}
