import { tallyOf } from './evidence.js';
import { decided, runsOf, type Decision, type OpenCase } from './finding.js';

/** So many failures at once, and such a share of all that was compared, have a cause in common more often than not. */
const MANY = 5;
const SHARE = 0.3;
/** Cases that are tried on base before the others are. */
const CANARIES = 3;

/**
 * Where a large share fails on head at once, a few are tried on base first: when these fail there too, it is the machine or what
 * all depend on, one answer covers the whole group, and no more trials are spent on it.
 */
export function canariesAmong(
  cases: readonly OpenCase[],
  decisions: readonly Decision[],
  compared: number,
): readonly Decision[] {
  const group = cases.filter(failsForNoKnownReason);
  if (group.length < MANY || group.length <= SHARE * compared) return decisions;
  const tried = group.filter(({ evidence }) => evidence.base.length > 0);
  if (tried.length >= CANARIES) {
    if (tried.some(worksOnBase)) return decisions;
    const down = new Set(group);
    return decisions.map((decision, index) => (isIn(down, cases[index]) ? decided('unmeasured', NOTE) : decision));
  }
  const waiting = group.filter(({ evidence }) => evidence.base.length === 0);
  const canaries = new Set(waiting.slice(0, CANARIES - tried.length));
  const others = new Set(waiting.filter((one) => !canaries.has(one)));
  return decisions.map((decision, index) => {
    if (decision.kind === 'decided') return decision;
    if (isIn(others, cases[index])) return { ...decision, base: 0, head: 0 };
    return isIn(canaries, cases[index]) ? { ...decision, base: 1, head: 0 } : decision;
  });
}

const NOTE = 'so many fail on both sides at once that something they all need must be missing';

function isIn(some: ReadonlySet<OpenCase>, one: OpenCase | undefined): boolean {
  return one !== undefined && some.has(one);
}

/** Never passes on head, and its record does not say that this is nothing new. */
function failsForNoKnownReason({ evidence, record }: OpenCase): boolean {
  const head = tallyOf(evidence.head);
  return head.failed > 0 && head.passed === 0 && 2 * record.failed <= runsOf(record);
}

function worksOnBase({ evidence }: OpenCase): boolean {
  return tallyOf(evidence.base).passed > 0;
}
