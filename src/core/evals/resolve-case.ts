import type { CaseInput } from './case-schema.js';
import type { Case, CommandEval, InputFile } from './eval.js';
import type { FindFixture } from './fixtures.js';
import { resolveMetrics } from './resolve-metrics.js';
import { tidyPath } from './paths.js';
import { resolveGraders } from './resolve-graders.js';
import { secondsOf } from './seconds.js';

interface Surroundings extends Pick<CommandEval, 'env' | 'network' | 'timeout' | 'judge' | 'metrics'> {
  readonly find: FindFixture;
}

/** A checked case, complete with what its eval says and the text of its fixtures. */
export function resolveCase([name, input]: readonly [string, CaseInput], around: Surroundings): Case {
  const { title, timeout } = input;
  const text = (file: string): string => {
    const fixture = around.find(file);
    return fixture.kind === 'text' ? fixture.text : '';
  };
  const metrics = resolveMetrics(input.metrics, around.metrics);
  const stdinFile = input['stdin-file'];
  return {
    name,
    ...(title === undefined ? {} : { title }),
    args: input.args ?? [],
    stdin: stdinFile === undefined ? (input.stdin ?? '') : text(stdinFile),
    files: Object.entries(input.files ?? {}).map(([path, content]): InputFile => ({
      path: tidyPath(path),
      content: typeof content === 'string' ? content : text(content.from),
    })),
    env: { ...around.env, ...input.env },
    network: input.network ?? around.network,
    timeout: timeout === undefined ? around.timeout : secondsOf(timeout),
    graders: resolveGraders(input, around),
    ...(metrics.length > 0 && { metrics }),
  };
}
