import type { Sandbox } from '../../app/ports.js';
import type { Policy } from '../../core/evals/policy.js';
import { plainSandbox } from './plain.js';

/** Which sandbox holds on this machine; `why` also says how to go on without one. */
export type Choice =
  { readonly kind: 'held'; readonly sandbox: Sandbox } | { readonly kind: 'none-held'; readonly why: string };

/** A way to hold programs: a file beside this one. It answers undefined where its own probe fails. */
export interface Backend {
  readonly name: string;
  open(): Promise<Sandbox | undefined>;
}

/**
 * Takes the first backend whose probe passes, and they come strongest first; without one, only a policy that does not
 * require one goes on.
 */
export async function chooseSandbox(wanted: Policy['sandbox'], backends: readonly Backend[]): Promise<Choice> {
  if (wanted === 'off') return { kind: 'held', sandbox: plainSandbox() };
  for (const backend of backends) {
    const sandbox = await backend.open();
    if (sandbox !== undefined) return { kind: 'held', sandbox };
  }
  if (wanted === 'preferred') return { kind: 'held', sandbox: plainSandbox() };
  return { kind: 'none-held', why: whyNone(backends) };
}

function whyNone(backends: readonly Backend[]): string {
  const tried =
    backends.length === 0 ? 'this version has none' : `tried ${backends.map(({ name }) => name).join(', ')}`;
  return `A sandbox is required, and none holds on this machine (${tried}), so nothing was run. To run without one, set \`sandbox: preferred\` or \`sandbox: off\` in evals/_formative.yml on the base branch; on the command line, pass \`--sandbox off\`.`;
}
