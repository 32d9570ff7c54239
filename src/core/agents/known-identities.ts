import type { RuleOn, RulesFile, Tier } from './rule-schema.js';

/** An identity that stands in the rules, whoever's it is. */
export interface KnownIdentity {
  readonly tool: string;
  readonly rule: string;
  readonly tiers: RuleOn<'account'>['tiers'];
  /** Other tools write this address too: a known tool's name beside it goes before. */
  readonly template: boolean;
}

/** An agent that only this repository knows. */
export interface ExtraAgent {
  readonly name: string;
  readonly login: string;
}

export interface KnownIdentities {
  readonly logins: ReadonlyMap<string, KnownIdentity>;
  readonly numbers: ReadonlyMap<number, KnownIdentity>;
  /** Logins that need neither a number nor a bot's kind. */
  readonly plainLogins: ReadonlyMap<string, KnownIdentity>;
  readonly addresses: ReadonlyMap<string, KnownIdentity>;
}

const ONLY_SUPPORTS = { opener: 'C', author: 'C', 'co-author': 'C' } as const satisfies Record<string, Tier>;
const OWN = { opener: 'A', author: 'A', 'co-author': 'B' } as const satisfies Record<string, Tier>;

interface Entry {
  readonly known: KnownIdentity;
  readonly logins: readonly string[];
  readonly plain: boolean;
  readonly number?: number | undefined;
  readonly address?: string | undefined;
}

/** Everyone the rules and the repository know, by each way to name them. Of two with one login the first is meant. */
export function knownIdentities(file: RulesFile, extra: readonly ExtraAgent[]): KnownIdentities {
  const entries = [...agentEntries(file), ...reviewerEntries(file), ...extra.map(extraEntry)];
  const byLogin = (own: readonly Entry[]): ReadonlyMap<string, KnownIdentity> =>
    new Map(own.toReversed().flatMap(({ logins, known }) => logins.map((login) => [login.toLowerCase(), known])));
  return {
    logins: byLogin(entries),
    plainLogins: byLogin(entries.filter(({ plain }) => plain)),
    numbers: new Map(entries.flatMap(({ number, known }) => (number === undefined ? [] : [[number, known]]))),
    addresses: new Map(entries.flatMap(({ address, known }) => (address === undefined ? [] : [[address, known]]))),
  };
}

function agentEntries({ agents }: RulesFile): readonly Entry[] {
  return agents.flatMap(({ id: tool, rules }) =>
    rules.flatMap((rule): Entry[] => {
      if (rule.on !== 'account' && rule.on !== 'address') return [];
      const { id, tiers } = rule;
      if (rule.on === 'address') {
        const known = { tool, rule: id, tiers, template: rule.template ?? false };
        return [{ known, logins: [], plain: false, address: rule.address }];
      }
      const known = { tool, rule: id, tiers, template: false };
      return [{ known, logins: rule.logins, plain: rule.plain ?? false, number: rule.number }];
    }),
  );
}

function reviewerEntries({ reviewers }: RulesFile): readonly Entry[] {
  return reviewers.map(({ id, logins = [], number, address }) => ({
    known: { tool: id, rule: id, tiers: ONLY_SUPPORTS, template: false },
    logins: logins.filter((login) => login.endsWith('[bot]')),
    plain: false,
    number,
    address,
  }));
}

function extraEntry({ name, login }: ExtraAgent): Entry {
  return { known: { tool: name, rule: 'allow-extra', tiers: OWN, template: false }, logins: [login], plain: true };
}
