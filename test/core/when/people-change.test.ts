import { describe, expect, test } from 'vitest';
import type { Named } from '../../../src/core/when/index.ts';
import { readPeopleChange } from '../../../src/core/when/people-change.ts';
import { berlin } from './said.ts';

const nameOf = (named: Named) =>
  named.kind === 'mention' ? `@${named.handle}` : named.kind === 'email' ? named.email : named.name;

/** `+added -removed`, `!` where nobody else stays, `?` where the words alone do not tell; what else was said behind a bar. */
function shown(said: string): string {
  const change = readPeopleChange(said, berlin);
  if (!change) return 'nothing';
  const added = change.add.flatMap(({ people }) => [...people.people.map(nameOf), ...people.invalid]);
  return [
    ...(change.isAnew ? ['!'] : []),
    ...added.map((name) => `+${name}`),
    ...change.remove.map((named) => `-${nameOf(named)}`),
    ...(change.isUnsure ? ['?'] : []),
    ...(change.rest === '' ? [] : [`| ${change.rest.trim()}`]),
  ].join(' ');
}

describe('who comes to what is open is changed by', () => {
  test.each([
    ['add chen', '+chen'],
    ['please add Chen Castillo too', '+Chen Castillo'],
    ['could you also invite @chen?', '+@chen'],
    ['add dana and bob@@x', '+dana +bob@@x'],
    ['add böb brandd, dana', '+böb brandd +dana'],
    ['add the design team', '+design team'],
    ['@chen', '+@chen ?'],
    ['chen too', '+chen'],
    ['chen', '+chen ?'],
    ['only chen', '! +chen ?'],
    ['without bob', '-bob'],
    ['remove @bob', '-@bob'],
    ['take bob off', '-bob'],
    ['leave bob out', '-bob'],
    ['bob can’t make it', '-bob ?'],
    ['@bob is not needed', '-@bob ?'],
    ['no bob', '-bob ?'],
    ['everyone but bob', '-bob'],
    ['remove everyone', '!'],
    ['replace bob with chen', '+chen -bob'],
    ['chen instead of bob', '+chen -bob ?'],
    ['add chen and remove dana', '+chen -dana'],
    ['add chen and make it 4pm', '+chen | make it 4pm'],
    ['make it 4pm and add chen', '+chen | make it 4pm'],
    ['add chen and dana, for an hour', '+chen +dana | for an hour'],
    ['add chen at 4pm', '+chen | at 4pm'],
    ['without bob, every friday', '-bob | every friday'],
  ])('%s', (said, wanted) => {
    expect(shown(said)).toBe(wanted);
  });
});

describe('nobody comes or goes by', () => {
  test.each([
    'add a lobby',
    'no recording',
    'make it 4pm',
    'only once',
    'not weekly',
    'no thanks',
    'drop it',
    'call it Budget',
    'swap friday for monday',
    '4pm instead of 3pm',
    'move it to 4pm with chen',
    'every week',
    'bob is away on friday',
    'who is coming?',
    'london time',
    'nobody',
  ])('%s', (said) => {
    expect(shown(said)).toBe('nothing');
  });
});

test.each([`add ${' '.repeat(9_000)}x`, `${'please '.repeat(1_400)}add chen`, `add ${'bob, '.repeat(1_800)}chen`])(
  'what is far too long is none, and is not looked through',
  (said) => {
    expect(shown(said)).toBe('nothing');
  },
);
