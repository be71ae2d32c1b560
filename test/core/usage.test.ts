import { describe, expect, test } from 'vitest';
import { ServiceError } from '../../src/core/errors.ts';
import type { UcaasSession, UsedCall } from '../../src/core/ucaas.ts';
import { collectUsage } from '../../src/core/usage/collect.ts';
import { readUsageLine } from '../../src/core/usage/period.ts';

const now = new Date('2026-11-26T12:00:00Z');
const read = (text: string, timeZone = 'Europe/Berlin') => {
  const line = readUsageLine(text, { timeZone, now });
  if ('wrong' in line) return line;
  const { period, ...rest } = line;
  return { ...rest, days: `${period.from} ${period.to.subtract({ days: 1 })}` };
};

describe('the days of a report', () => {
  test.each([
    ['', '2026-10-28 2026-11-26'],
    ['today', '2026-11-26 2026-11-26'],
    ['yesterday', '2026-11-25 2026-11-25'],
    ['this week', '2026-11-23 2026-11-29'],
    ['last week', '2026-11-16 2026-11-22'],
    ['this month', '2026-11-01 2026-11-30'],
    ['last month', '2026-10-01 2026-10-31'],
    ['last year', '2025-01-01 2025-12-31'],
    ['last 7 days', '2026-11-20 2026-11-26'],
    ['past 2 weeks', '2026-11-13 2026-11-26'],
    ['october', '2026-10-01 2026-10-31'],
    ['in december', '2025-12-01 2025-12-31'],
    ['feb 2024', '2024-02-01 2024-02-29'],
    ['2026-10-05', '2026-10-05 2026-10-05'],
    ['from 2026-10-31 to 2026-10-05', '2026-10-05 2026-10-31'],
  ])('“%s” are %s', (text, days) => {
    expect(read(text)).toEqual({ days, isExport: false, by: undefined, rest: '' });
  });

  test.each(['2026-02-30', '2026-13-01', 'last 900 days', '2020-01-01 2026-01-01', 'last 0 days'])(
    '“%s” are none',
    (text) => {
      expect(read(text)).toHaveProperty('wrong');
    },
  );

  test('who and how it is told are taken out as they were typed', () => {
    expect(read('Zoë Zander last month by day export')).toMatchObject({
      ...{ days: '2026-10-01 2026-10-31', by: 'day', isExport: true, rest: 'Zoë Zander' },
    });
    expect(read('by host of #u-17 this week')).toMatchObject({ by: 'person', rest: '#u-17' });
  });

  test('begin where their person is', () => {
    const late = readUsageLine('today', { timeZone: 'Pacific/Auckland', now });
    expect('period' in late && late.period.from.toString()).toBe('2026-11-27');
  });
});

/** A service that tells these pages, and then no more. */
function serviceWith(pages: readonly (readonly UsedCall[])[], recordings?: 'not_offered') {
  const asked = { pages: 0 };
  const session: Partial<UcaasSession> = {
    async usedCalls(page) {
      asked.pages = page;
      const calls = pages[page - 1] ?? [];
      return { calls, isLast: calls.length === 0 };
    },
    async recordings() {
      if (recordings) throw new ServiceError('not_offered', 'there is no such route');
      return { recordings: [], isLast: true };
    },
  };
  return { session: session as UcaasSession, asked };
}
const call = (sessionId: string, day: string): UsedCall => ({ sessionId, startedAt: new Date(`${day}T10:00:00Z`) });
const scope = { from: new Date('2026-11-01'), to: new Date('2026-12-01') };

describe('what was used is collected', () => {
  test('to the first page that is all older, where the service tells newest first, and each call once', async () => {
    const { session, asked } = serviceWith([
      [call('c', '2026-11-20'), call('b', '2026-11-10')],
      [call('b', '2026-11-10'), call('a', '2026-10-10')],
      [call('z', '2026-09-10')],
    ]);
    const used = await collectUsage(session, scope);
    expect(used.calls.map(({ sessionId }) => sessionId)).toEqual(['c', 'b']);
    expect(used.isWhole).toBe(true);
    expect(asked.pages).toBe(2);
  });

  test('to the end, where it tells them in any other order', async () => {
    const { session } = serviceWith([
      [call('z', '2026-09-10'), call('c', '2026-11-20')],
      [call('a', '2026-10-10'), call('d', '2026-11-21')],
    ]);
    const used = await collectUsage(session, scope);
    expect(used.calls.map(({ sessionId }) => sessionId)).toEqual(['d', 'c']);
  });

  test('not for ever, and then says that there may be more', async () => {
    const endless: readonly (readonly UsedCall[])[] = Array.from({ length: 200 }, (_page, index) => [
      call(`s${index}`, '2026-11-20'),
    ]);
    const used = await collectUsage(serviceWith(endless).session, scope);
    expect(used.isWhole).toBe(false);
    expect(used.calls).toHaveLength(50);
  });

  test('without recordings, where the service does not offer to tell them', async () => {
    const used = await collectUsage(serviceWith([[call('c', '2026-11-20')]], 'not_offered').session, scope);
    expect(used.recordings).toBeUndefined();
    expect(used.calls).toHaveLength(1);
  });
});
