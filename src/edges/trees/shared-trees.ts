import type { SharedTree } from '../../app/ports.js';
import type { Copy, Pool } from './pool.js';

/** Copies that trials share by name, one trial after another in each. */
export class SharedTrees {
  readonly #copies = new Map<string, Promise<Copy>>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #pool: () => Promise<Pool>;

  constructor(pool: () => Promise<Pool>) {
    this.#pool = pool;
  }

  share<T>(tree: SharedTree, use: (copy: Copy) => Promise<T>): Promise<T> {
    const turn = this.#turns.get(tree.name) ?? Promise.resolve();
    const used = turn.then(() => this.#use(tree, use));
    const over = used.catch(() => undefined);
    this.#turns.set(tree.name, over);
    return used;
  }

  /** Removes every copy; none may be in use. */
  async clear(pool: Pool): Promise<void> {
    const copies = [...this.#copies.values()];
    this.#copies.clear();
    for (const copy of copies) await pool.discard(await copy);
  }

  async #use<T>({ name, last }: SharedTree, use: (copy: Copy) => Promise<T>): Promise<T> {
    const pool = await this.#pool();
    const copying = this.#copies.get(name) ?? pool.make();
    this.#copies.set(name, copying);
    const copy = await copying;
    try {
      return await use(copy);
    } finally {
      if (last) {
        this.#copies.delete(name);
        await pool.discard(copy);
      }
    }
  }
}
