import { recordLines, setupLine, trialLine } from '../core/record/encode.js';
import { setupDigest, startDigest, treeDigest } from '../core/record/identity.js';
import { RECORD_LIMITS } from '../core/record/limits.js';
import type { RecordHeader } from '../core/record/record.js';
import type { Prepared, Ran, Readiness, Stage } from './stage.js';
import type { TrialSource } from './trial-source.js';

/** Everything that programs did in a run, so that somebody else can judge it. */
export interface Recording {
  readonly trials: TrialSource;
  /** The lines of `formative.record/1`: see RecordLineSchema. */
  lines(header: RecordHeader): readonly string[];
  /** How many trials were asked for. */
  count(): number;
}

export function startRecording(): Recording {
  const notes = new Notes();
  return {
    trials: { over: (live) => recorded(live, notes), troubles: () => [] },
    lines: (header) => recordLines(header, notes.lines()),
    count: () => notes.count(),
  };
}

function recorded(live: Stage, notes: Notes): Stage {
  const { side, variant, entries } = live;
  const place = { tree: treeDigest(entries), side, variant };
  const noteSetup = (one: Prepared, outcome: Readiness | Ran): void => {
    const identity = { ...place, setup: setupDigest(one) };
    const key = JSON.stringify(identity);
    notes.setup(key, setupLine(identity, outcome.kind === 'setup-failed' ? outcome.why : undefined));
  };
  return {
    ...{ side, variant, entries },
    close: () => live.close(),
    ready: async (one) => {
      const outcome = await live.ready(one);
      noteSetup(one, outcome);
      return outcome;
    },
    run: async (asked) => {
      const { unit, index, start } = asked;
      const write = notes.trial();
      const ran = await live.run(asked);
      if (ran.kind === 'setup-failed') noteSetup(unit.eval, ran);
      else write(trialLine({ ...place, unit: unit.id, index, start: startDigest(unit, start) }, ran.trial));
      return ran;
    },
  };
}

/** Lines in the order in which they were asked for: attempts at the same thing are told apart by nothing else. */
class Notes {
  readonly #setups = new Map<string, string>();
  readonly #trials: (string | undefined)[] = [];
  #room = RECORD_LIMITS.file - HEADROOM;

  setup(key: string, line: string): void {
    if (!this.#setups.has(key)) this.#setups.set(key, this.#keep(line) ?? '');
  }

  trial(): (line: string | undefined) => void {
    const at = this.#trials.length;
    this.#trials.push(undefined);
    return (line) => {
      this.#trials[at] = line && this.#keep(line);
    };
  }

  count(): number {
    return this.#trials.length;
  }

  lines(): readonly string[] {
    return [...this.#setups.values(), ...this.#trials]
      .filter((line) => line !== undefined && line !== '')
      .slice(0, RECORD_LIMITS.lines - 2)
      .map((line) => line ?? '');
  }

  /** What does not fit in any more is left out: the trial then counts as not measured. */
  #keep(line: string): string | undefined {
    const size = Buffer.byteLength(line) + 1;
    if (size > this.#room) return undefined;
    this.#room -= size;
    return line;
  }
}

/** For the first and the last line. */
const HEADROOM = 64 * 1024;
