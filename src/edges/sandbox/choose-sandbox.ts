import type { Sandbox } from '../../app/ports.js';
import type { ChosenSandbox } from '../../app/world.js';
import type { Policy } from '../../core/evals/policy.js';
import { plainSandbox } from './plain.js';

export type Opened =
  { readonly kind: 'opened'; readonly sandbox: Sandbox } | { readonly kind: 'refused'; readonly why: string };

/** A way to hold programs: a file beside this one. It refuses where its own probe fails. */
export interface Backend {
  readonly name: string;
  open(): Promise<Opened>;
}

/**
 * Which sandbox holds on this machine; `why` also says how to get one, and how to go on without. Takes the first backend whose probe passes, and they come strongest first; without one, only a policy that does not
 * require one goes on.
 */
export async function chooseSandbox(
  wanted: Policy['sandbox'],
  backends: readonly Backend[],
  plain: () => Sandbox = plainSandbox,
): Promise<ChosenSandbox> {
  if (wanted === 'off') return { kind: 'held', sandbox: plain() };
  const refusals: string[] = [];
  for (const backend of backends) {
    const opened = await openSafely(backend);
    if (opened.kind === 'opened') return { kind: 'held', sandbox: opened.sandbox };
    refusals.push(`- ${backend.name}: ${opened.why}`);
  }
  if (wanted === 'preferred') return { kind: 'held', sandbox: plain(), without: whyWithout(refusals) };
  return { kind: 'none-held', why: whyNone(refusals) };
}

/** Whatever goes wrong while one is opened: it does not hold. */
async function openSafely(backend: Backend): Promise<Opened> {
  try {
    return await backend.open();
  } catch (error) {
    return { kind: 'refused', why: error instanceof Error ? error.message : String(error) };
  }
}

const HOW_TO_GET_ONE = `How to get one:
- Debian, Ubuntu: \`sudo apt-get install bubblewrap\`. Ubuntu from 23.10 on forbids it until \`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0\`.
- A user who may call sudo without a password, as on GitHub's own Linux runners: nothing more is needed.
- A user who may speak to a Docker daemon on the same machine, as in the group \`docker\`: nothing more is needed.
- Root in a container: it must be allowed to mount, as with \`docker run --privileged\`.
- macOS has none.`;

const HOW_TO_GO_ON =
  'To run without one, set `sandbox: preferred` or `sandbox: off` in evals/_formative.yml on the base branch; on the command line, pass `--sandbox off`.';

function whyWithout(refusals: readonly string[]): string {
  return ['No sandbox holds on this machine, so it ran without one. Tried:', ...refusals, HOW_TO_GET_ONE].join('\n');
}

function whyNone(refusals: readonly string[]): string {
  return [
    'A sandbox is required, and none holds on this machine, so nothing was run. Tried:',
    ...refusals,
    HOW_TO_GET_ONE,
    HOW_TO_GO_ON,
  ].join('\n');
}
