import { expect, test } from 'vitest';
import { switches } from '../../src/sandbox/switches.ts';
import { type RouteName, routes } from '../../src/ucaas/routes/index.ts';
import { testDatabase } from '../support/database.ts';
import { conformanceOf } from './sandbox.ts';
import { checks } from './suite.ts';
import { variants } from './variants.ts';

const names = Object.keys(routes) as RouteName[];

test('there is a check for every route, and no two have the same name', () => {
  expect(names.filter((name) => !checks.some((check) => check.routes.includes(name)))).toEqual([]);
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
});

const inTests = variants.filter((variant) => variant.inTests);

test('the variants of this test put every switch in every position', () => {
  const numbers = ['faultRate', 'retryAfterSeconds', 'slowMilliseconds'];
  for (const { name, choices, usual } of switches.filter((one) => !numbers.includes(one.name))) {
    const seen = new Set(inTests.flatMap(({ dialect }) => [dialect[name] ?? usual.split(', ')].flat().map(String)));
    expect([name, [...(choices.length > 0 ? choices : ['15', '20'])].filter((choice) => !seen.has(choice))]).toEqual([
      name,
      [],
    ]);
  }
});

// Each with a database of its own: one sandbox answers while another one is waited for.
test.concurrent.each(inTests)(
  'every route works through the client where $name',
  async (variant) => {
    const kept = await testDatabase();
    const result = await conformanceOf(kept.database, variant).finally(kept.drop);
    const missing = variant.dialect.inferredRoutes === 'missing';
    const left = result.checks.filter(({ outcome }) => outcome !== 'passed' && !(missing && outcome === 'not offered'));
    expect(left.map(({ name, error }) => `${name}: ${error}`)).toEqual([]);
    expect(result.checks).toHaveLength(checks.length);
    const wanted = (name: RouteName) => (missing && routes[name].standing === 'inferred' ? 'not there' : 'works');
    const wrong = result.routes.filter(({ route, verdict }) => verdict !== wanted(route));
    // A route behind one that is missing is not reached.
    expect(
      wrong.filter(
        ({ route, verdict }) => !(missing && routes[route].standing === 'inferred' && verdict === 'not tried'),
      ),
    ).toEqual([]);
    expect(result.failures).toEqual([]);
  },
  120_000,
);
