import { beforeAll, describe, expect, test } from 'vitest';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

/** The last Sunday of the next March that is to come, on which Berlin has no 2:30. */
function skippedDay(): Date {
  const [now, year] = [Date.now(), new Date().getUTCFullYear()];
  const sundays = [year, year + 1].map((one) => {
    const last = new Date(Date.UTC(one, 2, 31));
    return new Date(last.getTime() - last.getUTCDay() * 86_400_000);
  });
  return sundays.find((day) => day.getTime() > now + 3 * 86_400_000) ?? new Date(0);
}

describe.each(everywhere)('a series at an hour that the clocks skip once, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('takes place on that day as well, so that lists have what calendars show', async () => {
    const said = (days: number) =>
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(skippedDay().getTime() + days * 86_400_000),
      );
    await ada.plan(`night check every day at 2:30 Berlin time from ${said(-1)} until ${said(2)}`);
    const shown = async (days: number) => {
      const { title, facts } = await ada.say(`list ${said(days)}`, (message) => {
        return (
          message.title === 'Your meetings' && Object.keys(message.facts).some((when) => when.includes(said(days)))
        );
      });
      expect(title).toBe('Your meetings');
      return Object.entries(facts)
        .filter(([, what]) => /^night check/i.test(what))
        .map(([when]) => when);
    };
    // In Lisbon it is an hour less.
    expect(await shown(0)).toEqual([expect.stringContaining('02:30–03:00')]);
    expect(await shown(1)).toEqual([expect.stringContaining('01:30–02:00')]);
  });
});
