import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';

const Cut = z.strictObject({ file: z.string(), from: z.string().min(1), to: z.string() });
const Tooth = z.strictObject({
  ...Cut.shape,
  id: z.string().regex(/^R\d+$/),
  defence: z.string().min(1),
  shows: z.string().optional(),
  also: z.array(Cut).optional(),
});

const module: unknown = await import(resolve('scripts/threats/teeth.mjs'));
const { TEETH } = z.object({ TEETH: z.array(Tooth) }).parse(module);

const attacks = readdirSync('__tests__/threats').filter((name) => name.endsWith('.test.ts'));
const idOf = (name: string): string => `R${Number(/^r(\d+)-/.exec(name)?.[1])}`;

describe('the defences that threats:teeth switches off', () => {
  it.each(attacks)('%s is played without one', (name) => {
    expect(TEETH.map(({ id }) => id)).toContain(idOf(name));
  });

  it('each have an attack that is played', () => {
    const played = attacks.map(idOf);
    expect(TEETH.map(({ id }) => id).filter((id) => !played.includes(id))).toEqual([]);
  });

  it.each(TEETH.map((tooth) => [tooth.id, tooth.defence, tooth] as const))(
    '%s: the texts of "%s" stand in the source, once each',
    (_id, _defence, tooth) => {
      const sources = new Map<string, string>();
      for (const { file, from, to } of [tooth, ...(tooth.also ?? [])]) {
        const source = sources.get(file) ?? readFileSync(file, 'utf8');
        expect([file, from, source.split(from).length - 1]).toEqual([file, from, 1]);
        sources.set(
          file,
          source.replace(from, () => to),
        );
      }
    },
  );

  it('each change what they replace', () => {
    const cuts = TEETH.flatMap((tooth) => [tooth, ...(tooth.also ?? [])]);
    expect(cuts.filter(({ from, to }) => from === to)).toEqual([]);
  });
});
