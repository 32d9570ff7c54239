/** Changes that a case may have when the story says nothing of it. */
const CALM = ['passes', 'still-passes'];

/**
 * How one answer of `formative run` differs from what its story expects, one sentence each; none: it fits.
 *
 * @param {import('./check.mjs').Expected} expected
 * @param {import('./check.mjs').Answer} answer
 */
export function differences(expected, { exit, result }) {
  const breaks = (expected.changes.broke ?? []).length > 0;
  return [
    ...unlike('exit code', breaks ? 1 : 0, exit),
    ...unlike('schema', 'formative.result/1', result.schema),
    ...unlike('verdict', breaks ? 'broke' : 'nothing-broke', result.verdict),
    ...unlike('base', expected.base, result.base?.sha),
    ...unlike('head', expected.head, result.head?.sha),
    ...unlike('number of cases', expected.cases, result.cases?.length),
    ...caseDifferences(expected.changes, result.cases ?? []),
    ...(breaks ? culpritDifferences(expected, result.culprits ?? []) : []),
  ];
}

function unlike(what, expected, got) {
  return expected === got ? [] : [`${what}: expected ${expected}, got ${got}`];
}

function caseDifferences(changes, cases) {
  const expected = new Map(Object.entries(changes).flatMap(([change, ids]) => ids.map((id) => [id, change])));
  const known = new Set(cases.map(({ id }) => id));
  const wrong = cases
    .filter(({ id, change }) => (expected.has(id) ? change !== expected.get(id) : !CALM.includes(change)))
    .map(({ id, change, why }) => `${id}: expected ${expected.get(id) ?? CALM.join(' or ')}, got ${change} (${why})`);
  const missing = [...expected]
    .filter(([id]) => !known.has(id))
    .map(([id, change]) => `${id}: expected ${change}, got nothing`);
  return [...wrong, ...missing];
}

function culpritDifferences({ changes, firstBroken, lastWorking }, culprits) {
  return changes.broke.flatMap((id) => {
    const culprit = culprits.find(({ cases }) => cases.includes(id));
    if (culprit === undefined) return [`${id}: expected the first broken commit ${firstBroken}, got none`];
    return [
      ...unlike(`${id}: first broken commit`, firstBroken, culprit.firstBroken),
      ...unlike(`${id}: last working commit`, lastWorking, culprit.lastWorking),
      ...unlike(`${id}: culprit is exact`, true, culprit.exact),
    ];
  });
}
