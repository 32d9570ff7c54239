import { createHash } from 'node:crypto';
import picomatch from 'picomatch';

import type {
  Place,
  PlaceFiles,
  Repository,
  SharedTree,
  Store,
  TreeEntry,
  Workspace,
  Workspaces,
} from '../../../src/app/ports.js';
import { contentOf } from '../../../src/core/run/content.js';
import type { Attempt, FoundFile } from '../../../src/core/run/trial.js';
import { FakeDisk } from './fake-disk.js';

type Use = (place: Place) => Promise<Omit<Attempt, 'files'>>;

/** Trees in memory. Every place has a root of its own, with a name that tells nothing. */
export class FakeWorkspaces implements Workspaces {
  readonly disk = new FakeDisk();
  /** Keys of the setups that were kept for other runs, in order. */
  readonly kept: string[] = [];
  /** And for the trees of this one. */
  readonly lent: string[] = [];
  readonly #blobs: Pick<Repository, 'blobs'>;
  #places = 0;

  constructor(blobs: Pick<Repository, 'blobs'>) {
    this.#blobs = blobs;
  }

  async open(entries: readonly TreeEntry[]): Promise<Workspace> {
    const place = this.place();
    const bytes = await this.#blobs.blobs(entries.map(({ oid }) => oid));
    for (const { path, oid } of entries) {
      this.disk.write(`${place.root}/${path}`, Buffer.from(bytes.get(oid) ?? []).toString());
    }
    return new FakeWorkspace(this, place);
  }

  close(): Promise<void> {
    this.disk.remove('/trees');
    return Promise.resolve();
  }

  place(): Place {
    this.#places += 1;
    const name = createHash('sha1').update(String(this.#places)).digest('hex').slice(0, 12);
    const at = (folder: string): string => `/trees/${name}/${folder}`;
    return { root: at('tree'), home: at('home'), temp: at('temp'), reports: at('reports') };
  }
}

class FakeWorkspace implements Workspace {
  readonly #all: FakeWorkspaces;
  readonly #pristine: Place;
  readonly #shared = new Map<string, Place>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(all: FakeWorkspaces, pristine: Place) {
    this.#all = all;
    this.#pristine = pristine;
  }

  async lease(files: PlaceFiles, use: Use): Promise<Attempt> {
    const place = this.#copy();
    try {
      return await this.#attempt(place, files, use);
    } finally {
      this.#all.disk.remove(place.root);
      this.#clear(place);
    }
  }

  share({ name, last }: SharedTree, files: PlaceFiles, use: Use): Promise<Attempt> {
    const attempt = this.#turn.then(() => {
      const place = this.#shared.get(name) ?? this.#copy();
      this.#shared.set(name, place);
      if (last) this.#shared.delete(name);
      this.#clear(place);
      return this.#attempt(place, files, use);
    });
    this.#turn = attempt.catch(() => undefined);
    return attempt;
  }

  async prepare(use: Use): Promise<Omit<Attempt, 'files'>> {
    try {
      return await use(this.#pristine);
    } finally {
      this.#clear(this.#pristine);
    }
  }

  keep(key: string, folders: readonly string[], store: Store): Promise<void> {
    const keys = this.#keysIn(store);
    if (keys.includes(key)) return Promise.resolve();
    keys.push(key);
    for (const folder of folders) this.#all.disk.copy(`${this.#pristine.root}/${folder}`, `/${store}/${key}/${folder}`);
    return Promise.resolve();
  }

  restore(key: string, folders: readonly string[], store: Store): Promise<boolean> {
    if (!this.#keysIn(store).includes(key)) return Promise.resolve(false);
    for (const folder of folders) {
      this.#all.disk.remove(`${this.#pristine.root}/${folder}`);
      this.#all.disk.copy(`/${store}/${key}/${folder}`, `${this.#pristine.root}/${folder}`);
    }
    return Promise.resolve(true);
  }

  close(): Promise<void> {
    for (const { root } of [this.#pristine, ...this.#shared.values()]) this.#all.disk.remove(root);
    return Promise.resolve();
  }

  #keysIn(store: Store): string[] {
    return store === 'lasting' ? this.#all.kept : this.#all.lent;
  }

  #copy(): Place {
    const place = this.#all.place();
    this.#all.disk.copy(this.#pristine.root, place.root);
    return place;
  }

  #clear({ home, temp, reports }: Place): void {
    for (const folder of [home, temp, reports]) this.#all.disk.remove(folder);
  }

  async #attempt(place: Place, files: PlaceFiles, use: Use): Promise<Attempt> {
    for (const { path, content } of files.write) this.#all.disk.write(`${place.root}/${path}`, content);
    const before = new Set(this.#all.disk.list(place.root));
    const attempt = await use(place);
    return { ...attempt, files: this.#collect(place, files, before) };
  }

  #collect({ root, reports }: Place, files: PlaceFiles, before: ReadonlySet<string>): readonly FoundFile[] {
    const { disk } = this.#all;
    const found = (path: string, text: string | undefined): FoundFile =>
      text === undefined ? { kind: 'missing', path } : { kind: 'regular', path, content: contentOf(text) };
    const matches = files.match.length === 0 ? () => false : picomatch([...files.match], { dot: true });
    return [
      ...files.read.map((path) => found(path, disk.read(`${root}/${path}`))),
      ...disk.list(root).flatMap((path): readonly FoundFile[] => {
        if (!matches(path) || files.read.includes(path)) return [];
        if (before.has(path)) return [{ kind: 'refused', path, why: 'stood there before the trial' }];
        return [found(path, disk.read(`${root}/${path}`))];
      }),
      ...(files.reports ? disk.list(reports) : []).map((path) =>
        found(`\${reports}/${path}`, disk.read(`${reports}/${path}`)),
      ),
    ];
  }
}
