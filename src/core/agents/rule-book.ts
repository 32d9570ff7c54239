import { RE2JS } from 're2js';
import json from './rules.json' with { type: 'json' };
import { knownIdentities, type ExtraAgent, type KnownIdentities } from './known-identities.js';
import { RulesFile, type Rule, type RuleOn } from './rule-schema.js';

/** Rules of one kind, each with the tool it is about. */
type Ruled<K extends Rule['on']> = RuleOn<K> & { readonly tool: string };
type Shape = { readonly near: string; readonly pattern: string };
type Shaped<K extends Rule['on']> = Ruled<K> & { readonly fits: (text: string) => boolean };

export interface RuleBook extends KnownIdentities {
  readonly authorNames: readonly Shaped<'author-name'>[];
  readonly trailers: readonly Shaped<'trailer'>[];
  readonly lines: readonly Shaped<'line'>[];
  readonly comments: readonly Ruled<'comment'>[];
  readonly branches: readonly Shaped<'branch'>[];
  readonly labels: readonly Ruled<'label'>[];
  readonly events: readonly Ruled<'event'>[];
  /** Tools by how people call them, longest name first. */
  readonly names: readonly { readonly name: string; readonly tool: string }[];
  readonly agentNames: ReadonlyMap<string, string>;
  readonly file: RulesFile;
}

/** The rules, ready to be asked; the repository's own agents beside the known ones. */
export function ruleBookWith(extra: readonly ExtraAgent[]): RuleBook {
  const file = RulesFile.parse(json);
  const rules = file.agents.flatMap(({ id, rules: own }) => own.map((rule) => ({ ...rule, tool: id })));
  const of = <K extends Rule['on']>(on: K): readonly Ruled<K>[] =>
    rules.filter((rule): rule is Ruled<K> & typeof rule => rule.on === on);
  return {
    ...knownIdentities(file, extra),
    authorNames: of('author-name').map(shaped),
    trailers: of('trailer').map(shaped),
    lines: of('line').map(shaped),
    branches: of('branch').map(shaped),
    comments: of('comment'),
    labels: of('label'),
    events: of('event'),
    names: file.agents
      .flatMap(({ id, names }) => names.map((name) => ({ name: name.toLowerCase(), tool: id })))
      .sort((one, other) => other.name.length - one.name.length),
    agentNames: new Map([
      ...file.agents.map((it) => [it.id, it.name] as const),
      ...extra.map((it) => [it.name, it.name] as const),
    ]),
    file,
  };
}

/** A pattern is compiled when a text comes near to it: most never are. */
function shaped<R extends Shape>(rule: R): R & { readonly fits: (text: string) => boolean } {
  let pattern: RE2JS | undefined;
  const fits = (text: string): boolean => {
    if (!text.toLowerCase().includes(rule.near)) return false;
    pattern ??= RE2JS.compile(rule.pattern, RE2JS.CASE_INSENSITIVE);
    return pattern.test(text);
  };
  return { ...rule, fits };
}
