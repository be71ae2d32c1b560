import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchName, matchNames, plainName, suggestedNames, wholeNames } from '../../src/core/name-match.ts';
import { hostileTexts } from '../fixtures/hostile.ts';

interface Named {
  readonly name: string;
  readonly email?: string;
}

const people: readonly Named[] = [
  { name: 'Ann Lee', email: 'ann.lee@example.com' },
  { name: 'Annabel Fox', email: 'bel@example.com' },
  { name: 'Émile Ekström', email: 'emil@globex.example' },
  { name: 'Zoë Müller-Straße' },
  { name: 'Bob Brandt', email: 'bob@acme.example' },
  { name: 'Bob Baker', email: 'baker@acme.example' },
  { name: 'Łukasz Ørsted' },
  { name: 'José María Núñez' },
  { name: '山田太郎' },
  { name: 'प्रिया शर्मा' },
  { name: 'Дмитрий Йовович' },
  { name: 'O’Brien, Pat' },
  { name: 'Jan' },
];
const found = (wanted: string, all = people) => {
  const { by, found } = matchName(wanted, all, ({ name, email }) => [name, email]);
  return [by, ...found.map(({ name }) => name)];
};

test('what is done unasked is done to nobody whose name begins with another letter', () => {
  const mason = [{ name: 'Mason' }];
  expect(matchNames('Jason', mason, ({ name }) => [name])).toEqual([]);
  expect(matchNames('Masno', mason, ({ name }) => [name])).toEqual(mason);
  expect(found('Jason', [{ name: 'Mason' }, { name: 'Jasnn' }])).toEqual(['near', 'Jasnn']);
});

test.each<[string, readonly (string | undefined)[]]>([
  ['Ann Lee', ['exact', 'Ann Lee']],
  ['Dr. Ekström', ['part', 'Émile Ekström']],
  ['Mrs O’Brien', ['part', 'O’Brien, Pat']],
  ['  ann   LEE ', ['exact', 'Ann Lee']],
  ['ANN.LEE@example.com', ['exact', 'Ann Lee']],
  ['ekstrom emile', ['part', 'Émile Ekström']],
  ['emile ekstrom', ['exact', 'Émile Ekström']],
  ['zoe muller strasse', ['exact', 'Zoë Müller-Straße']],
  ['lukasz orsted', ['exact', 'Łukasz Ørsted']],
  ['jose nunez', ['part', 'José María Núñez']],
  ['山田太郎', ['exact', '山田太郎']],
  ['山田', ['part', '山田太郎']],
  ['प्रिया', ['part', 'प्रिया शर्मा']],
  ['дмитрии', ['part', 'Дмитрий Йовович']],
  ['pat obrien', ['part', 'O’Brien, Pat']],
  ["pat o'brien", ['part', 'O’Brien, Pat']],
  // A whole word counts for more than a beginning.
  ['ann', ['part', 'Ann Lee']],
  ['annab', ['part', 'Annabel Fox']],
  ['an', ['part', 'Ann Lee', 'Annabel Fox']],
  ['bob', ['part', 'Bob Brandt', 'Bob Baker']],
  ['bob b', ['part', 'Bob Brandt', 'Bob Baker']],
  ['bob br', ['part', 'Bob Brandt']],
  ['bob bob', [undefined]],
  ['baker@acme', ['part', 'Bob Baker']],
  // Typos: one in a short word, two in a long one.
  ['bbo', ['near', 'Bob Brandt', 'Bob Baker']],
  ['bob brnadt', ['near', 'Bob Brandt']],
  ['anabel', ['near', 'Annabel Fox']],
  ['ekstorm', ['near', 'Émile Ekström']],
  ['baker@acme.exmaple', ['near', 'Bob Baker']],
  // Another name is no typo.
  ['Dan', [undefined]],
  ['Bib', ['near', 'Bob Brandt', 'Bob Baker']],
  ['Rob', [undefined]],
  // A wrong first letter, where that is no other name.
  ['munez', ['near', 'José María Núñez']],
  ['jose munez', ['near', 'José María Núñez']],
  ['Kan', [undefined]],
  ['nobody', [undefined]],
  ['', [undefined]],
  ['!?', [undefined]],
  ['x', [undefined]],
])('%j means %j', (wanted, names) => {
  expect(found(wanted)).toEqual(names);
});

test('of several typos the nearest count', () => {
  expect(found('Catherime', [{ name: 'Katherine' }, { name: 'Catherine' }])).toEqual(['near', 'Catherine']);
});

test.each(hostileTexts.map((text) => [text.slice(0, 40), text]))(
  '%j is looked for and found like any other name',
  (_short, text) => {
    const all = [{ name: 'Somebody Else' }, { name: text }];
    const [by, ...names] = found(text, all);
    expect(by === undefined ? plainName(text) : names[0]).toBe(by === undefined ? '' : text);
    expect(matchNames('somebody', all, ({ name }) => [name])).toHaveLength(1);
  },
);

test('whoever is looked for by the whole name is found, whatever it is, and anything is looked for quickly', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 30 }), (names) => {
      for (const wanted of names.filter((one) => plainName(one) !== ''))
        expect(matchNames(wanted, names, (one) => [one])).toContain(wanted);
    }),
    { numRuns: 200 },
  );
  const many = Array.from({ length: 200 }, (_none, index) => `${'ab '.repeat(60)}${index}`);
  const begin = performance.now();
  matchNames('ba '.repeat(3_000), many, (one) => [one]);
  expect(performance.now() - begin).toBeLessThan(2_000);
});

test('a first name that is shown beside the full one is no whole name', () => {
  expect(wholeNames(['Zoë', 'Zoe Zander', 'zoe', 'zz'])).toEqual(['Zoe Zander', 'zz']);
  expect(wholeNames(['Zoë', 'zoe'])).toEqual(['Zoë', 'zoe']);
});

test.each([
  ['cloee', ['Chloé Dupont']],
  ['Bkear', ['Zoe Baker']],
  ['Zebediah', []],
  ['', []],
  ['x', []],
])('%j suggests %j', (wanted, names) => {
  const all = ['Chloé Dupont', 'Zoe Baker', 'Bob'];
  expect(suggestedNames(wanted, all, (one) => [one])).toEqual(names);
});
