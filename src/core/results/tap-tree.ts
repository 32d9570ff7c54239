import { LIMITS } from './limits.js';
import { readTapLine } from './tap-lines.js';
import type { TapLine, TapPoint } from './tap-lines.js';
import { UnusableReport } from './unusable.js';

/** A test point with what belongs to it: its diagnostics, and the points of its subtest. */
export interface TapNode {
  readonly point: TapPoint;
  readonly notes: readonly string[];
  readonly children: readonly TapNode[];
}

interface OpenNode extends TapNode {
  readonly notes: string[];
  children: readonly TapNode[];
}

/** One stream of points with its own plan: the whole, or a subtest. */
interface Stream {
  readonly indent: number;
  readonly nodes: OpenNode[];
  plan?: number;
  /** The point that opened it with ` {`; else the point that follows it is its parent. */
  readonly parent?: OpenNode;
}

const STEP = 4;
const MAX_NOTES = 400;

/** Builds the tree of a TAP stream, line by line. */
export class TapTree {
  readonly #path: string;
  readonly #open: Stream[] = [{ indent: 0, nodes: [] }];
  #yaml: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @param next The line after it: a ` {` at a point's end opens a subtest only when one follows. */
  take(line: string, next: string): void {
    const read = readTapLine(line);
    if (this.#yaml !== undefined) {
      if (read.kind === 'yaml-end' && read.indent === this.#yaml) this.#yaml = undefined;
      else this.#note(line);
      return;
    }
    this.#takeLine(read, next);
  }

  end(): readonly TapNode[] {
    if (this.#yaml !== undefined || this.#open.length > 1) throw this.#unusable('ends in the middle of a test');
    return this.#finish(this.#top());
  }

  #takeLine(line: TapLine, next: string): void {
    switch (line.kind) {
      case 'bail-out':
        throw this.#unusable(`bailed out: ${line.reason || 'no reason given'}`);
      case 'plan':
        this.#plan(line.indent, line.count);
        return;
      case 'point':
        this.#point(line.indent, line.point, next);
        return;
      case 'close':
        this.#close(line.indent);
        return;
      case 'yaml-start':
      case 'yaml-end':
      case 'other':
        this.#belonging(line);
    }
  }

  /** What is indented deeper than the last point belongs to it. */
  #belonging(line: TapLine & { kind: 'yaml-start' | 'yaml-end' | 'other' }): void {
    if (this.#last() === undefined || line.indent <= this.#top().indent) return;
    if (line.kind === 'yaml-start') this.#yaml = line.indent;
    if (line.kind === 'other') this.#note(line.text);
  }

  /** True when a line of this indent belongs to the stream on top, which it may open; false when it is noise. */
  #enter(indent: number): boolean {
    const { indent: least } = this.#top();
    if (indent < least) throw this.#unusable('has a subtest without its own result');
    if ((indent - least) % STEP !== 0) return false;
    // The first test of all may stand several levels deep.
    for (let open = least + STEP; open <= indent; open += STEP) {
      if (this.#open.length > LIMITS.depth) throw this.#unusable(`nests subtests deeper than ${LIMITS.depth}`);
      this.#open.push({ indent: open, nodes: [] });
    }
    return true;
  }

  #point(indent: number, point: TapPoint, next: string): void {
    let children: readonly TapNode[] = [];
    if (this.#top().indent === indent + STEP && this.#top().parent === undefined) children = this.#finish(this.#pop());
    if (!this.#enter(indent)) return;

    const parent: OpenNode = { point, notes: [], children };
    this.#top().nodes.push(parent);
    if (point.opens && next.startsWith(' '.repeat(indent + STEP)))
      this.#open.push({ indent: indent + STEP, nodes: [], parent });
  }

  #close(indent: number): void {
    const { parent } = this.#top();
    if (parent === undefined || this.#top().indent !== indent + STEP) return;
    parent.children = this.#finish(this.#pop());
  }

  #plan(indent: number, count: number): void {
    if (!this.#enter(indent)) return;
    const top = this.#top();
    if (top.plan !== undefined) throw this.#unusable('has two plans for one list of tests');
    top.plan = count;
  }

  #finish({ nodes, plan }: Stream): readonly TapNode[] {
    if (plan === undefined) throw this.#unusable('has no plan (`1..n`), or was cut');
    if (plan !== nodes.length)
      throw this.#unusable(`contradicts itself: it plans ${plan} tests and lists ${nodes.length}`);
    const numbers = new Set(nodes.map(({ point }, index) => point.number ?? index + 1));
    if (numbers.size !== plan || [...numbers].some((number) => number < 1 || number > plan)) {
      throw this.#unusable('contradicts itself: its tests are not numbered from 1 to the plan');
    }
    return nodes;
  }

  #note(line: string): void {
    const last = this.#last();
    if (last && last.notes.length < MAX_NOTES) last.notes.push(line);
  }

  #last(): OpenNode | undefined {
    return this.#top().nodes.at(-1);
  }

  #pop(): Stream {
    const top = this.#top();
    this.#open.pop();
    return top;
  }

  #top(): Stream {
    const top = this.#open.at(-1);
    if (top === undefined) throw this.#unusable('closes more subtests than it opens');
    return top;
  }

  #unusable(what: string): UnusableReport {
    return new UnusableReport(`${this.#path} ${what}`);
  }
}
