import { createHash } from 'node:crypto';

import type { Asked, Reply } from './judge-server.js';

/** How good an output truly is, 0 to 1. */
type Quality = (output: string) => number;

/**
 * A judge that wavers: around what the output is truly worth, by at most `noise`, drawn from a seed and from how often it was asked.
 * Of two outputs it prefers the first by `bias`.
 */
export function noisyJudge(
  quality: Quality,
  { seed, noise, bias = 0 }: { seed: string; noise: number; bias?: number },
) {
  return ({ user }: Asked, turn: number): Reply => {
    const waver = (name: string): number => (2 * drawn(`${seed} ${turn} ${name}`) - 1) * noise;
    const [first = '', second] = outputsIn(user);
    if (second === undefined) {
      const score = Math.min(1, Math.max(0, quality(first) + waver('score')));
      return { content: JSON.stringify({ because: 'as far as I can tell', score }) };
    }
    const lead = quality(first) - quality(second) + waver('better') + bias;
    const better = Math.abs(lead) < 0.05 ? 'neither' : lead > 0 ? 'first' : 'second';
    return { content: JSON.stringify({ because: 'it reads better', better }) };
  };
}

/** A number from 0 to 1, by its seed. */
function drawn(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;
}

/** What stands between the lines that label it as data, input left out. */
export function outputsIn(user: string): readonly string[] {
  return [...user.matchAll(/[oO]utput:\n\n(data-[0-9a-f]+)\n(.*?)\n\1(?:\n|$)/gs)].map((match) => match[2] ?? '');
}
