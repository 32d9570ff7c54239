import { chmodSync, readdirSync } from 'node:fs';

import { afterAll, expect } from '@jest/globals';

import { nodesOf, parseMarkdown } from '../support/commonmark.js';
import { BROKEN, command, onReported, recorded, type Around, type Said } from '../support/commanding.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';

afterAll(removeTemporaries);

const ACCEPT = `/formative accept ${BROKEN} because it is fine`;
const OBEYED = ['github-actions[bot] eyes', 'github-actions[bot] rocket'];
const REFUSED = ['github-actions[bot] eyes', 'github-actions[bot] confused'];
/** Characters outside of the first plane: GitHub counts one, a program two. */
const FACES = '\u{1f600}\n'.repeat(12_000);

/** What the pull request has somebody with permission paste or quote: nobody who reads it sees a command. */
const UNSEEN: readonly string[] = [
  `It says:\n\n\`\`\`\`text\n\`\`\`\n${ACCEPT}\n\`\`\`\`\n\n~~~\n${ACCEPT}\n~~~\n\n    ${ACCEPT}\n\nand \`\`\n${ACCEPT}\n\`\` too`,
  `> ${ACCEPT}\n${ACCEPT}\n\nIndeed.`,
  `Nice!\n<!--\n\n${ACCEPT}\n\n-->\n`,
  `<details><summary>Log</summary>\n\n${ACCEPT}\n\n</details>\n\n<pre>\n\n${ACCEPT}\n</pre>`,
  `Please ${ACCEPT}\n\n- ${ACCEPT}\n\n ${ACCEPT}\n\n@formative ${ACCEPT}\n\nx\u2028${ACCEPT}`,
  // Another alphabet's letter; a word turned around; one that goes on.
  [ACCEPT.replace('o', '\u043e'), `\u202e${ACCEPT}`, ACCEPT.replace(' ', '-now ')].join('\n\n'),
];

/** What may be seen or not, or is more than can be read. */
const DOUBTFUL: readonly string[] = [
  `[log]: https://evil.example "\n${ACCEPT}\n"`,
  `![\n${ACCEPT}\n](https://evil.example/x.png)`,
  `<?\n\n${ACCEPT}\n\n?>`,
  `${FACES}\`\`\`\n${FACES}${ACCEPT}\n\`\`\`\n`,
  `/formative accept \u202eih/yas\u202c because it is fine`,
];

/** What a shell, a program's options or the page that answers would make more of. */
const forged = (canary: string): readonly string[] => [
  `/formative run; touch ${canary}/a $(touch ${canary}/b) | touch ${canary}/c <img/src=x> @acme/security`,
  `/formative explain --upload-pack=touch\${IFS}${canary}/d`,
  `/formative unaccept \`touch ${canary}/e\``,
];

threat(
  {
    id: 'R28',
    name: 'command parsing',
    attack:
      'commands in code, quotes, comments, folds, titles, look-alikes, comments that were edited or are too long, and with words for a shell',
    outcome: 'none is obeyed, no shell sees one, and the same words in the open are',
  },
  async (user) => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    const around: Around = { branch: `x$(touch\${IFS}${folder}/f)` };
    const unseen = () =>
      onReported(user, around, async (hear) => {
        for (const body of UNSEEN) {
          const { reactions, reruns, note, comment, jobs } = await hear({ by: 'maintainer', body });
          expect([body, jobs[0]?.code, reactions, reruns]).toEqual([body, 0, [], []]);
          expect(note).not.toContain(recorded(comment));
        }
        const edited = await hear({ by: 'maintainer', body: ACCEPT, action: 'edited' });
        expect([edited.reactions, edited.reruns]).toEqual([[], []]);
        const rewrite: Said['before'] = (github, _, comment) => github.rewrite(comment, 'Looks good.');
        const rewritten = await hear({ by: 'maintainer', body: ACCEPT, before: rewrite });
        expect([rewritten.reactions, rewritten.reruns]).toEqual([REFUSED, []]);
        const open = await hear({ by: 'maintainer', body: `Fine.\n\n${ACCEPT}` });
        expect([open.reactions, open.reruns]).toEqual([OBEYED, ['judge']]);
        expect(open.note).toContain(recorded(open.comment));
        expect(open.note).not.toContain(recorded(rewritten.comment));
      });
    const refused = (body: string) => async () => {
      const said = await command(user, { ...around, by: 'maintainer', body });
      expect([body.slice(-200), said.reactions, said.reruns]).toEqual([body.slice(-200), REFUSED, []]);
      expect(said.note).not.toContain(recorded(said.comment));
      const nodes = nodesOf(parseMarkdown(said.report));
      expect(nodes.filter(({ name }) => /^(?:html_|image|link)/.test(name))).toEqual([]);
      expect(nodes.filter(({ name, text }) => name === 'text' && text.includes('@acme'))).toEqual([]);
    };
    await together([unseen, ...[...DOUBTFUL, ...forged(folder)].map(refused)], (play) => play());
    expect(readdirSync(folder)).toEqual([]);
  },
);
