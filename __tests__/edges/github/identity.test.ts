import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { whoAmI } from '../../../src/edges/github/identity.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { callsFromNow, clientOf } from '../../support/github/session.js';
import { userToken } from '../../support/github/world.js';

let github: StandIn;

beforeAll(async () => {
  github = await startGithub({ people: ['ada'], tokens: { person: userToken('acme'), other: userToken('ada') } });
});

afterAll(() => github.close());

it('asks who we are until it is answered, and then no more', async () => {
  const client = clientOf(github, 'person');
  github.fail({ method: 'POST', path: '/graphql', status: 403 });
  const calls = callsFromNow(github);
  await expect(whoAmI(client)).rejects.toThrow();
  const us = await whoAmI(client);
  expect(await whoAmI(client)).toEqual(us);
  expect(calls()).toEqual(['POST /graphql', 'POST /graphql']);
});

it('asks for each token on its own', async () => {
  const [one, other] = [await whoAmI(clientOf(github, 'person')), await whoAmI(clientOf(github, 'other'))];
  expect(one).not.toEqual(other);
});
