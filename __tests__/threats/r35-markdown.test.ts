import { afterAll, expect } from '@jest/globals';

import { nodesOf, parseMarkdown } from '../support/commonmark.js';
import { PIECES } from '../support/nasty-text.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { attackedAction } from '../support/threats/hostile-action.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const NASTY = [
  ...PIECES,
  '\n```\n</details>\n@acme/security fixes #1 ![x](https://evil.example/x.png) [a](https://evil.example)\n```\n',
  '<!-- hidden -->\u202edesrever\u202c zero\u200bwidth \u001b[31mred\u001b]8;;https://evil.example\u0007link',
].join('\n');
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
    const run = await attackedAction(user, {
      base: {
        'say.sh': 'echo hello',
        'evals/say.yml': 'title: Says hello\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
      },
      head: {
        'say.sh': 'cat nasty >&2; cat nasty',
        nasty: NASTY,
        '@acme [x](https:evil) <img src=x>.md': 'x',
        'evals/new.yml': 'title: "@acme/security ![x](https://evil.example/y.png) <b>"\nrun: [sh, say.sh]\n',
      },
    });
    expect(run.result.verdict).toBe('broke');
    const texts = [run.summary, ...run.comments.map(({ body }) => body)];
    texts.push(...run.checks.flatMap(({ output }) => [output.summary, output.text ?? '']));
    expect(texts.length).toBeGreaterThan(3);
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
