import { countJudged, JUDGED } from './judged.js';
import { inWords, wilson } from './wilson.js';

/** What a judge that wavers does to verdicts, as Markdown, and what is over its bar. */
export function judgedTable(drawn: { readonly times: number; readonly seed: number }) {
  const rows = JUDGED.map((scenario) => ({ scenario, counted: countJudged(scenario, drawn) }));
  const lines = rows.map(({ scenario, counted: { wrong, found, fell, calls } }) => {
    const alarm = scenario.drop === 0 ? inWords(wrong) : '';
    const cells = [scenario.name, alarm, scenario.broken ? inWords(found) : '', inWords(fell), calls.toFixed(0)];
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['What changed', 'False alarm per pull request', 'Broken case found', 'Fell together', 'Calls'];
  const text = [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...lines].join('\n');
  const over = rows.filter(({ scenario, counted }) => scenario.drop === 0 && wilson(counted.wrong).low > MOST_ALARMS);
  return { text, misses: over.map(({ scenario }) => `judged, ${scenario.name}: false alarms`) };
}

/** Share of pull requests in which something may be called broken that is not. */
const MOST_ALARMS = 0.02;
