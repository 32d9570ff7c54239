import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { load } from 'js-yaml';

/** What GitHub tells of an event. */
interface Event {
  readonly name: string;
  readonly payload: unknown;
}

interface Workflow {
  readonly on:
    | string
    | Readonly<Record<string, { readonly types?: readonly string[]; readonly branches?: readonly string[] } | null>>;
  readonly jobs: Readonly<Record<string, { readonly if?: string }>>;
}

/** What GitHub starts a workflow on that names no types. */
const USUAL: Readonly<Record<string, readonly string[]>> = { pull_request: ['opened', 'synchronize', 'reopened'] };

/** Whether a workflow's file has a job started on an event: by its triggers, and by `if` as GitHub's own evaluator reads it. */
export function starts(text: string, event: Event): boolean {
  const { on, jobs } = load(text) as Workflow;
  const triggers = typeof on === 'string' ? { [on]: null } : on;
  if (!(event.name in triggers)) return false;
  const { action, ref } = event.payload as { readonly action?: string; readonly ref?: string };
  const { types = USUAL[event.name], branches } = triggers[event.name] ?? {};
  if (types !== undefined && action !== undefined && !types.includes(action)) return false;
  if (branches !== undefined && !branches.some((branch) => ref === `refs/heads/${branch}`)) return false;
  return Object.values(jobs).some((job) => job.if === undefined || isTrue(evaluated(job.if, event)));
}

/** The group in which a workflow's runs wait for each other, or end each other. */
export function groupOf(text: string, event: Event): string {
  const { concurrency } = load(text) as { readonly concurrency: { readonly group: string } };
  return valueOf(concurrency.group, event);
}

/** A text with expressions in it, as a run has it. */
export function valueOf(text: unknown, event: Event): string {
  return String(text).replace(/\$\{\{.*?\}\}/g, (part) => evaluated(part, event).coerceString());
}

/** What GitHub lists a run by: nothing where the workflow leaves that to GitHub. */
export function titleOf(text: string, event: Event): string {
  const { 'run-name': name = '' } = load(text) as { readonly 'run-name'?: string };
  return valueOf(name, event);
}

/** An expression as a workflow has it: in `${{ … }}` or, of an `if`, bare. */
function evaluated(expression: string, { name, payload }: Event): data.ExpressionData {
  const { tokens } = new Lexer(expression.replace(/^\$\{\{|\}\}$/g, '')).lex();
  const { inputs = {} } = payload as { readonly inputs?: object };
  const context = { github: { event_name: name, event: payload, run_id: 'RUN', ref: 'refs/heads/main' }, inputs };
  const known = JSON.parse(JSON.stringify(context), data.reviver) as data.Dictionary;
  return new Evaluator(new Parser(tokens, Object.keys(context), []).parse(), known).evaluate();
}

function isTrue(value: data.ExpressionData): boolean {
  return !(value.kind === data.Kind.Null || ['', 'false', '0'].includes(value.coerceString()));
}
