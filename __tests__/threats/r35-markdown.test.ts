import { afterAll, expect } from '@jest/globals';

import { nodesOf, parseMarkdown } from '../support/commonmark.js';
import { PIECES } from '../support/nasty-text.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { attackedAction } from '../support/threats/hostile-action.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

/** Lines that one case prints: a comment shows no more of it. */
const SHOWN = 16;
const NASTY = [
  '\u202edesrever\u202c zero\u200bwidth \u001b[31mred\u001b]8;;https://evil.example\u0007link',
  '```\n</details>\n\n@acme/security fixes #1 ![x](https://evil.example/x.png) [a](https://evil.example)\n```\n',
  ...PIECES,
  '<!-- hidden -->',
]
  .join('\n')
  .split('\n');
const ESCAPES = /[\u001b\u009b\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f]/;

threat(
  {
    id: 'R35',
    name: 'Markdown',
    attack:
      'output, file names, a title and a commit full of fences, mentions, links, images, HTML and hidden characters',
    outcome: "GitHub's own parser finds none of it in comment, check or summary but as text, and no fence is left open",
  },
  async (user) => {
    const parts = Array.from({ length: Math.ceil(NASTY.length / SHOWN) }, (_, at) => at);
    const nasty = parts.map((at) => [`nasty/${at}`, NASTY.slice(at * SHOWN, (at + 1) * SHOWN).join('\n')] as const);
    const cases = parts.map((at) => `c${at}: { args: ["${at}"], stdout: "hello\\n" }`).join(', ');
    const run = await attackedAction(user, {
      base: {
        'say.sh': 'echo hello',
        'evals/say.yml': `title: Says hello\nrun: [sh, say.sh]\ncases: { ${cases} }\n`,
      },
      head: {
        'say.sh': '{ echo again; cat "nasty/$1"; } >&2; cat "nasty/$1"',
        ...Object.fromEntries(nasty),
        '@acme [x](https:evil) <img src=x>.md': 'x',
        'evals/new.yml': 'title: "@acme/security ![x](https://evil.example/y.png) <b>"\nrun: [sh, say.sh]\n',
      },
    });
    expect(run.result.verdict).toBe('broke');
    const texts = [run.summary, ...run.comments.map(({ body }) => body)];
    texts.push(...run.checks.flatMap(({ output }) => [output.summary, output.text ?? '']));
    expect(texts.length).toBeGreaterThan(3);
    expect(
      ['desrever', 'acme/dates#3', '<svg onload', 'evil.example/x.png'].filter((it) => !texts[1]?.includes(it)),
    ).toEqual([]);
    for (const text of texts) {
      expect(text).not.toMatch(ESCAPES);
      const nodes = nodesOf(parseMarkdown(text));
      const shown = nodes.filter(({ name }) => name === 'text').map((node) => node.text);
      expect(nodes.filter(({ name }) => name === 'image')).toEqual([]);
      expect(nodes.filter((node) => node.name === 'link' && !ourLink(node.attributes['destination'] ?? ''))).toEqual(
        [],
      );
      expect(shown.filter((one) => /@acme|@copilot|#\d|evil\.example/.test(one))).toEqual([]);
      const markup = nodes.filter(({ name }) => /^html_/.test(name)).map((node) => node.text);
      expect(markup.filter((one) => /hidden|onerror|script|<img|<svg|<b>/.test(one))).toEqual([]);
    }
  },
);

function ourLink(destination: string): boolean {
  return destination.startsWith('https://github.com/acme/tools/');
}
