import * as z from 'zod';

/** A decides alone, B is strong, C only supports what others show (docs/agents.md). */
export const Tier = z.enum(['A', 'B', 'C']);
export type Tier = z.infer<typeof Tier>;

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
/** Where the identity or the shape is documented, or a public commit that carries it. */
const Source = z.url({ protocol: /^https$/ });
const Logins = z.array(z.string().min(1)).min(1);
const GithubNumber = z.int().positive();

/** What an identity says where it opened the pull request, wrote a commit, or is named as co-author. */
const Tiers = z.strictObject({ opener: Tier.optional(), author: Tier.optional(), 'co-author': Tier.optional() });

/**
 * A shape of text in RE2's syntax, without regard to case. `near` is in lower case, part of every text of this shape, and looked
 * for first; `example` is such a text.
 */
const Shape = { near: z.string(), pattern: z.string(), example: z.string().min(1), tier: Tier, source: Source };

const Rule = z.discriminatedUnion('on', [
  z.strictObject({
    id: Id,
    on: z.literal('account'),
    logins: Logins,
    /** GitHub's number of the account: names can be taken by others, it cannot. */
    number: GithubNumber.optional(),
    /** The login stands for itself, also without a number and for an account of a person's kind. */
    plain: z.literal(true).optional(),
    tiers: Tiers,
    source: Source,
  }),
  z.strictObject({
    id: Id,
    on: z.literal('address'),
    address: z.string().regex(/^\S+@\S+$/),
    /** Other tools write this address too, from a template: a known tool's name beside it goes before. */
    template: z.literal(true).optional(),
    tiers: Tiers,
    source: Source,
  }),
  z.strictObject({ id: Id, on: z.literal('author-name'), ...Shape }),
  z.strictObject({ id: Id, on: z.literal('trailer'), key: z.string(), ...Shape }),
  z.strictObject({ id: Id, on: z.literal('line'), ...Shape }),
  z.strictObject({ id: Id, on: z.literal('comment'), text: z.string(), tier: Tier, source: Source }),
  z.strictObject({ id: Id, on: z.literal('branch'), ...Shape }),
  z.strictObject({ id: Id, on: z.literal('label'), name: z.string(), tier: Tier, source: Source }),
  z.strictObject({ id: Id, on: z.literal('event'), name: z.string(), tier: Tier, source: Source }),
]);
export type Rule = z.infer<typeof Rule>;
export type RuleOn<K extends Rule['on']> = Extract<Rule, { on: K }>;

/** `rules.json`: who the agents are, and who only looks like one. */
export const RulesFile = z.strictObject({
  agents: z.array(z.strictObject({ id: Id, name: z.string(), names: z.array(z.string()), rules: z.array(Rule) })),
  /** Tools that review or suggest: a co-author line of theirs is an accepted suggestion. */
  reviewers: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      logins: Logins.optional(),
      number: GithubNumber.optional(),
      address: z.string().optional(),
      source: Source,
    }),
  ),
  /** Accounts of machines that are no agents. */
  automation: z.array(
    z.strictObject({
      name: z.string(),
      logins: Logins,
      number: GithubNumber.optional(),
      addresses: z.array(z.string()).optional(),
      /** Any workflow acts under this name, also an agent's: the other fields decide. */
      ambiguous: z.literal(true).optional(),
      source: Source,
    }),
  ),
  /** Trailers by which people name the tool that helped, or another person. */
  credits: z.strictObject({ keys: z.array(z.string()), source: Source }),
  /** What review bots append to people's descriptions, between two comments. */
  reviewBlocks: z.array(z.strictObject({ name: z.string(), begin: z.string(), end: z.string(), source: Source })),
});
export type RulesFile = z.infer<typeof RulesFile>;
