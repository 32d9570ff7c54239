import { matching } from './collect-files.js';
import { copyEntry } from './copy-entry.js';
import { mend, PristineChanged } from './mend.js';
import { clearPlace, type Ground, makePlace, type OwnPlace } from './places.js';
import { remove } from './remove.js';
import { countOf, firstChange, pathsIn, type Shape, shapeOf } from './shape.js';
import { inSlices } from './steps.js';

/** Looks at a tree that is ready for trials. */
export async function openPool(root: string, ground: Ground, width: number): Promise<Pool> {
  const shape = await inSlices(shapeOf(root), ground);
  if (shape?.children === undefined) throw new Error(`${root} is not a folder`);
  return new Pool({ root, shape }, ground, width);
}

/** A tree that copies are made of, and how it stood when it was ready. */
export interface Pristine {
  readonly root: string;
  readonly shape: Shape;
}

export interface Copy {
  readonly place: OwnPlace;
  readonly shape: Shape;
  /** When a trial was last let in, in nanoseconds. */
  since: bigint;
}

/** Copies of one pristine tree: at most `width`, made when first needed, one trial in each at a time. */
export class Pool {
  /** Files and folders of the tree. */
  readonly entries: number;
  readonly #pristine: Pristine;
  readonly #ground: Ground;
  readonly #idle: Copy[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #matches = new Map<string, ReadonlySet<string>>();
  #free: number;

  constructor(pristine: Pristine, ground: Ground, width: number) {
    this.#pristine = pristine;
    this.entries = countOf(pristine.shape);
    this.#ground = ground;
    this.#free = width;
  }

  /** Runs `use` in a clean copy. The copy is made clean before its next use, so that no late write survives either. */
  async lease<T>(use: (copy: Copy) => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      const copy = (await this.#mendIdle()) ?? (await this.make());
      copy.since = now();
      try {
        return await use(copy);
      } finally {
        this.#idle.push(copy);
      }
    } finally {
      this.#leave();
    }
  }

  /** A new copy, for the caller alone. */
  async make(): Promise<Copy> {
    const { root, shape } = this.#pristine;
    if ((await inSlices(firstChange(root, shape), this.#ground)) !== undefined) throw new PristineChanged();
    const place = makePlace(this.#ground);
    this.#ground.load.add(this.entries);
    const took = (seconds: number): void => {
      this.#ground.load.learn(this.entries, seconds);
    };
    const copied = await inSlices(copyEntry(root, place.root), { ...this.#ground, took });
    if (copied === undefined) throw new Error(`${root} is not a folder`);
    return { place, shape: copied, since: now() };
  }

  /** Paths of the pristine tree that match one of the patterns. */
  pathsMatching(patterns: readonly string[]): ReadonlySet<string> {
    const key = patterns.join('\0');
    const known = this.#matches.get(key) ?? matching(pathsIn(this.#pristine.shape), patterns);
    this.#matches.set(key, known);
    return known;
  }

  async discard(copy: Copy): Promise<void> {
    await inSlices(remove(copy.place.folder, this.#ground.scratch), this.#ground);
    this.#ground.load.add(-this.entries);
  }

  /** Removes every copy that is not in use. */
  async clear(): Promise<void> {
    for (const copy of this.#idle.splice(0)) await this.discard(copy);
  }

  async #mendIdle(): Promise<Copy | undefined> {
    const copy = this.#idle.pop();
    if (copy === undefined) return undefined;
    const { root, shape } = this.#pristine;
    const mending = { pristine: root, original: shape, since: copy.since, scratch: this.#ground.scratch };
    if (await inSlices(mend(copy.place.root, copy.shape, mending), this.#ground)) {
      await inSlices(clearPlace(copy.place, this.#ground), this.#ground);
      return copy;
    }
    await this.discard(copy);
    return undefined;
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** By the clock that file systems use. */
function now(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
