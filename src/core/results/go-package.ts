import type { GoEvent } from './go-event.js';
import { LIMITS } from './limits.js';
import { secondsOf } from './seconds.js';
import type { TestResult } from './test-result.js';
import { UnusableReport } from './unusable.js';

interface GoTest {
  readonly name: string;
  output: string;
  end?: { readonly status: TestResult['status']; readonly elapsed: number | undefined };
}

const STATUSES: ReadonlyMap<string, TestResult['status']> = new Map([
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
]);

/** The events of one package. */
export class GoPackage {
  readonly name: string;
  readonly #path: string;
  readonly #tests: GoTest[] = [];
  /** The latest run of each test: with `-count` there are several. */
  readonly #latest = new Map<string, GoTest>();
  #output = '';
  #final: TestResult['status'] | undefined;

  constructor(name: string, path: string) {
    this.name = name;
    this.#path = path;
  }

  take(event: GoEvent): void {
    if (this.#final !== undefined) throw this.#contradicts('goes on after its last event');

    const status = STATUSES.get(event.Action);
    if (event.Test === undefined) {
      this.note(event.Output ?? '');
      this.#final = status;
      return;
    }
    const test = this.#test(event.Test, event.Action);
    test.output = append(test.output, event.Output ?? '');
    if (status === undefined) return;
    if (test.end !== undefined) throw this.#contradicts(`ends ${event.Test} twice`);
    test.end = { status, elapsed: event.Elapsed };
  }

  note(output: string): void {
    this.#output = append(this.#output, output);
  }

  end(): { readonly failed: boolean; readonly tests: readonly TestResult[]; readonly message: string } {
    if (this.#final === undefined) throw this.#contradicts('has no last event, or was cut');

    const failed = this.#final === 'failed';
    const tests = this.#tests.map((test) => this.#result(test));
    if (!failed && tests.some((test) => test.status === 'failed'))
      throw this.#contradicts('passed, with a test that did not');
    return { failed, tests, message: this.#output };
  }

  #result({ name, output, end }: GoTest): TestResult {
    const status = end?.status ?? 'failed';
    return {
      name: `${this.name} > ${name}`,
      status,
      filter: name,
      ...(status === 'failed' ? { message: end === undefined ? `did not finish\n${output}` : output } : {}),
      ...secondsOf(end?.elapsed),
    };
  }

  #test(name: string, action: string): GoTest {
    const known = this.#latest.get(name);
    if (known !== undefined && action !== 'run') return known;

    const created: GoTest = { name, output: '' };
    this.#tests.push(created);
    this.#latest.set(name, created);
    return created;
  }

  #contradicts(what: string): UnusableReport {
    return new UnusableReport(`${this.#path} cannot be believed: package ${this.name} ${what}`);
  }
}

function append(output: string, more: string): string {
  return output.length > LIMITS.message ? output : output + more;
}
