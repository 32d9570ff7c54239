import { blame } from './blame.js';
import { readGoEvent } from './go-event.js';
import type { GoEvent } from './go-event.js';
import { GoPackage } from './go-package.js';
import type { ReportText, TestResult } from './test-result.js';

/** `go test -json`: one event a line. The stream has no end of its own; each package has. */
export function readGo(report: ReportText): readonly TestResult[] {
  const stream = new GoStream(report.path);
  report.text.split('\n').forEach((line, index) => {
    if (line.startsWith('{')) stream.event(readGoEvent(line, `${report.path}, line ${index + 1}`));
    else stream.plain(line);
  });
  return stream.end();
}

class GoStream {
  readonly #path: string;
  readonly #packages = new Map<string, GoPackage>();
  /** What the compiler wrote, by import path. */
  readonly #builds = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
  }

  event(event: GoEvent): void {
    if (event.ImportPath !== undefined && event.Action === 'build-output') {
      this.#builds.set(event.ImportPath, `${this.#builds.get(event.ImportPath) ?? ''}${event.Output ?? ''}`);
    }
    if (event.Package === undefined) return;

    const one = this.#package(event.Package);
    one.take(event);
    if (event.FailedBuild !== undefined) one.note(this.#builds.get(event.FailedBuild) ?? '');
  }

  /** Before Go 1.24 a package that does not build is a line of plain text. */
  plain(line: string): void {
    const failed = /^FAIL\t(\S{1,1000}) \[(?:build|setup) failed\]\s*$/.exec(line)?.[1];
    if (failed !== undefined) this.#package(failed).take({ Action: 'fail', Package: failed, Output: line });
  }

  end(): readonly TestResult[] {
    return [...this.#packages.values()].flatMap((one) => {
      const { failed, tests, message } = one.end();
      return blame({ name: one.name, failed, message }, tests);
    });
  }

  #package(name: string): GoPackage {
    const known = this.#packages.get(name);
    if (known) return known;

    const created = new GoPackage(name, this.#path);
    this.#packages.set(name, created);
    return created;
  }
}
