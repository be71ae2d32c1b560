import { type RouteName, routes } from '../../src/ucaas/routes/index.ts';
import type { RouteVerdict, Verdict } from './record.ts';
import type { CheckResult, ConformanceResult } from './suite.ts';

const outcomes = ['passed', 'failed', 'not offered', 'skipped'] as const;

/** One line for a group of results: `12 passed, 1 failed`. */
export function tally(results: readonly CheckResult[]): string {
  return outcomes
    .map((outcome) => [results.filter((one) => one.outcome === outcome).length, outcome] as const)
    .filter(([count]) => count > 0)
    .map(([count, outcome]) => `${count} ${outcome}`)
    .join(', ');
}

/** One check as it comes, with the reason where it did not pass. */
export function resultLine({ name, outcome, error }: CheckResult): string {
  return `${outcome.padEnd(12)} ${name}${outcome === 'passed' ? '' : ` (${error})`}`;
}

/** What became of the checks, group by group, with the reason of each that did not pass. */
export function checksReport(results: readonly CheckResult[]): string {
  const groups = [...new Set(results.map(({ group }) => group))];
  return groups
    .flatMap((group) => {
      const own = results.filter((one) => one.group === group);
      const failed = own.filter(({ outcome }) => outcome === 'failed');
      return [`  ${group.padEnd(14)} ${tally(own)}`, ...failed.map(({ name, error }) => `      ${name}: ${error}`)];
    })
    .join('\n');
}

/** What the run says about the route table: which inferred routes were wrong, and what is still unknown. */
export function routesReport(verdicts: readonly RouteVerdict[]): string {
  const inferred = verdicts.filter(({ route }) => routes[route].standing === 'inferred');
  const documented = verdicts.filter(({ route }) => routes[route].standing === 'documented');
  return [
    section('Inferred routes that are wrong', inferred.filter(isWrong)),
    section('Documented routes that are not as documented', documented.filter(isWrong)),
    section('Routes that were only refused', verdicts.filter(is('refused'))),
    section('Inferred routes that are right', inferred.filter(is('works'))),
    section('Routes that were not tried', verdicts.filter(is('not tried'))),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The line for programs, with which a run ends. */
export function summaryOf({ checks, routes: verdicts }: ConformanceResult): Record<string, unknown> {
  const count = (outcome: CheckResult['outcome']) => checks.filter((one) => one.outcome === outcome).length;
  const wrong = verdicts.filter(
    ({ route, ...verdict }) => routes[route].standing === 'inferred' && isWrong({ route, ...verdict }),
  );
  return {
    checks: checks.length,
    passed: count('passed'),
    failed: count('failed'),
    notOffered: count('not offered'),
    skipped: count('skipped'),
    routesThatWork: verdicts.filter(is('works')).length,
    wrongInferredRoutes: wrong.map(({ route }) => route),
  };
}

/** Not there, or something else than the table says. */
function isWrong({ verdict }: RouteVerdict): boolean {
  return verdict === 'not there' || verdict === 'other shape';
}

function is(wanted: Verdict) {
  return ({ verdict }: RouteVerdict) => verdict === wanted;
}

function section(title: string, verdicts: readonly RouteVerdict[]): string {
  if (verdicts.length === 0) return '';
  const lines = verdicts.map(({ route, verdict, detail }) => {
    const said = [verdict === 'works' || verdict === 'not tried' ? '' : verdict, detail].filter(Boolean).join(', ');
    return `  ${route.padEnd(22)} ${spelled(route).padEnd(64)} ${said}`.trimEnd();
  });
  return [`${title} (${verdicts.length})`, ...lines].join('\n');
}

function spelled(name: RouteName): string {
  return `${routes[name].method} ${routes[name].path}`;
}
