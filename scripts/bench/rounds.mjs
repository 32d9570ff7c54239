import { spawn } from 'node:child_process';

/** Runs every contender once a round, in turns, so that a busy moment of the machine meets all; answers the median of each. */
export async function inTurns(contenders, rounds) {
  const names = Object.keys(contenders);
  const found = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Every other round the other way round: what comes first is not always the same.
    for (const name of round % 2 === 0 ? names : names.toReversed()) found[name].push(await contenders[name]());
  }
  const ratios = (one, other) => found[one].map((value, round) => value / found[other][round]);
  return {
    seconds: Object.fromEntries(names.map((name) => [name, rounded(median(found[name]))])),
    ratio: (one, other) => rounded(median(ratios(one, other))),
  };
}

/** Seconds from the start of a program until it has ended and its output is read; throws unless it exits 0. */
export async function secondsOf([program, ...args], { cwd, input = '' } = {}) {
  const begun = performance.now();
  const child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  child.stdin.on('error', () => undefined).end(input);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} exited ${code}:\n${said.slice(-2000)}`);
  return { seconds: (performance.now() - begun) / 1000, said };
}

export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function rounded(value) {
  return Number(value.toFixed(3));
}
