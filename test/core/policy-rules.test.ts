import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PolicyRule, rulingOf } from '../../src/core/policy/rules.ts';
import {
  type Circumstances,
  contains,
  goesBefore,
  narrowness,
  type PolicyScope,
  placeKinds,
  policyRoles,
  scopeKey,
} from '../../src/core/policy/scope.ts';
import { admits, readValue } from '../../src/core/policy/values.ts';

const general = { id: 'general', name: '#general' };
const places = [general, { id: 'design', name: '#design' }];
const where = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...placeKinds.map((kind) => ({ kind }))),
  fc.constantFrom(...places.map((place) => ({ place }))),
);
const scopes = fc
  .tuple(where, fc.option(fc.constantFrom(...policyRoles), { nil: undefined }))
  .map(([one, role]): PolicyScope => ({ ...one, role }));
const circumstances: fc.Arbitrary<Circumstances> = fc
  .record({
    role: fc.constantFrom(...policyRoles),
    kind: fc.constantFrom(...placeKinds),
    place: fc.constantFrom('general', 'design'),
  })
  .map(({ place, ...rest }) => (rest.kind === 'direct' ? rest : { ...rest, place }));
const ruleSets = fc.uniqueArray(
  fc
    .record({ scope: scopes, value: fc.constantFrom('yes', 'no') })
    .map((rule): PolicyRule => ({ ...rule, setting: 'start' })),
  { selector: ({ scope }) => scopeKey(scope), maxLength: 20 },
);

describe('the rules of a workspace', () => {
  test('in any place, for anybody, the narrowest that holds there counts, whatever their order', () => {
    fc.assert(
      fc.property(ruleSets, circumstances, (rules, here) => {
        const ruling = rulingOf(rules, 'start', here);
        expect(rulingOf([...rules].reverse(), 'start', here)).toEqual(ruling);
        const holding = rules.filter(({ scope }) => contains(scope, here));
        // Two that hold in the same place are never equally narrow: there is no tie to be broken.
        expect(new Set(holding.map(({ scope }) => narrowness(scope))).size).toBe(holding.length);
        const narrowest = Math.max(...holding.map(({ scope }) => narrowness(scope)));
        const [winner] = holding.filter(({ scope }) => narrowness(scope) === narrowest);
        expect(ruling.value).toBe(winner?.value ?? 'yes');
        expect(ruling.beside).toHaveLength(Math.max(holding.length - 1, 0));
      }),
    );
  });

  test('one goes before another exactly where there is somebody somewhere for whom both hold, and it counts', () => {
    const everywhere = policyRoles.flatMap((role) =>
      placeKinds.flatMap((kind): Circumstances[] =>
        kind === 'direct' ? [{ role, kind }] : ['general', 'design'].map((place) => ({ role, kind, place })),
      ),
    );
    fc.assert(
      fc.property(scopes, scopes, (one, other) => {
        const both = everywhere.filter((here) => contains(one, here) && contains(other, here));
        expect(goesBefore(one, other)).toBe(both.length > 0 && narrowness(one) > narrowness(other));
      }),
    );
  });

  test('a rule for a role goes before one for a channel, and one for both before either', () => {
    const rules: PolicyRule[] = [
      { setting: 'start', scope: {}, value: 'yes' },
      { setting: 'start', scope: { place: general }, value: 'yes' },
      { setting: 'start', scope: { role: 'guest' }, value: 'no' },
    ];
    const here: Circumstances = { role: 'guest', kind: 'public', place: 'general' };
    expect(rulingOf(rules, 'start', here).value).toBe('no');
    const invited: PolicyRule = { setting: 'start', scope: { role: 'guest', place: general }, value: 'yes' };
    expect(rulingOf([...rules, invited], 'start', here).value).toBe('yes');
    expect(rulingOf([...rules, invited], 'start', { ...here, place: 'design' }).value).toBe('no');
  });

  test('domains admit those at exactly them', () => {
    const value = readValue('outsiders', '@Acme.example, partner.example and acme.example') ?? '';
    expect(value).toBe('acme.example partner.example');
    expect(
      ['ann@ACME.example', 'ann@sub.acme.example', 'ann@notacme.example', 'ann@acme.example@evil.example', ''].map(
        (email) => admits(value, email),
      ),
    ).toEqual([true, false, false, false, false]);
    expect(admits('nobody', 'ann@acme.example')).toBe(false);
    expect(admits('anyone', '')).toBe(true);
  });

  test.each([
    ['start', 'maybe'],
    ['outsiders', 'acme'],
    ['outsiders', '-acme.example'],
    ['outsiders', `${'a'.repeat(64)}.example`],
    ['outsiders', Array.from({ length: 21 }, (_one, index) => `a${index}.example`).join(' ')],
    ['reminders', 'sometimes'],
    ['reminders', '9999999'],
    ['large', '50'],
  ] as const)('%s is not “%s”', (setting, text) => {
    expect(readValue(setting, text)).toBeUndefined();
  });
});
