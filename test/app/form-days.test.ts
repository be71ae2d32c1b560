import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, formsOf, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The first day of this name, so many weeks from now, with its place in its month. */
function nextDay(name: string, weeks: number) {
  const from = 7 * weeks;
  const ahead = [0, 1, 2, 3, 4, 5, 6].find((days) => dayNames[dayOf(dayAhead(from + days).iso)] === name) ?? 0;
  const later = (days: number) => dayAhead(from + ahead + days);
  return { ...later(0), later };
}

function dayOf(iso: string): number {
  return new Date(`${iso}T12:00Z`).getUTCDay();
}

/** `4 February`, in whichever order the platform's person reads it. */
function shown(iso: string): RegExp {
  const at = new Date(`${iso}T12:00Z`);
  const month = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(at);
  return new RegExp(`${dayNames[at.getUTCDay()]},? (?:${at.getUTCDate()} ${month}|${month} ${at.getUTCDate()}\\b)`);
}

/** `4th` */
function nth(number: number): string {
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${number}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)] ?? 'th'}`;
}

const asWords = (why: RegExp) => expect.stringMatching(why);
const isDraft = (message: SeenMessage) => labelsOf(message).includes('Schedule');
const isChanged = ({ text }: SeenMessage) => text.startsWith('Changed');

describe.each(everywhere)('the days of a series in its form on %s', (_name, create) => {
  const stage = useStage(create);
  const who = () => stage.driver.people.ada;
  const ada = chatOf(stage, who);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  const { open, edit, send, fill } = formsOf(stage, who);
  beforeAll(() => connectIn(stage, who()));

  test('the one day of a planned series goes along with its date, everybody hears that, and it moves on from there', async () => {
    const tuesday = nextDay('Tuesday', 5);
    const [thursday, friday] = [tuesday.later(2), tuesday.later(3)];
    await ada.plan(`pairing every tuesday at 10:00 from ${tuesday.said} with`, [stage.driver.people.bob]);
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => text.includes('has changed the whole series “pairing”'),
    );
    const saved = await fill(await edit('the pairing series'), { date: thursday.iso }, isChanged);
    for (const { text } of [saved, await told]) {
      expect(text).toContain('every week on Thursday');
      expect(text).toMatch(shown(thursday.iso));
    }
    const question = await ada.say(
      `move the pairing series to ${friday.said}`,
      ({ title }) => title === 'Move the meeting?',
    );
    expect(question.facts.To).toMatch(shown(friday.iso));
    const moved = await ada.press(question, 'The whole series', isChanged);
    expect(moved.text).toContain('every week on Friday');
    expect(moved.text).toMatch(shown(friday.iso));
  });

  test('one that is written down with a first day that its rule does not know is moved from the days that it has', async () => {
    const tuesday = nextDay('Tuesday', 6);
    const [thursday, later] = [tuesday.later(2), tuesday.later(9)];
    await ada.plan(`karate every tuesday at 12:00 from ${tuesday.said}`);
    await stage.app.test.database.pool.query(
      "update schedule set starts_at = starts_at + interval '2 days', local_start = $1 where local_start = $2",
      [`${thursday.iso}T12:00`, `${tuesday.iso}T12:00`],
    );
    const question = await ada.say(`move the karate series to ${later.said}`, ({ title, facts }) => {
      return title === 'Move the meeting?' && shown(later.iso).test(facts.To ?? '');
    });
    const moved = await ada.press(question, 'The whole series', isChanged);
    expect(moved.text).toContain('every week on Thursday');
    expect(moved.text).toMatch(shown(later.iso));
  });

  test('that of a draft as well, so that the day of its card is the day of the meeting', async () => {
    const thursday = nextDay('Thursday', 5);
    const wednesday = thursday.later(6);
    const draft = await ada.say(`yoga every thursday at 16:00 from ${thursday.said}`, isDraft);
    const changed = await fill(await open(draft, 'Edit'), { date: wednesday.iso }, (message) => {
      return isDraft(message) && shown(wednesday.iso).test(message.facts.When ?? '');
    });
    expect(changed.facts.Repeats).toBe('every week on Wednesday');
    const made = await ada.press(changed, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    expect(made.facts.When).toMatch(shown(wednesday.iso));
    const monthly = await ada.say(
      `rent on the ${nth(Number(thursday.iso.slice(8)))} of every month at 8:00 from ${thursday.said}`,
      isDraft,
    );
    const second = await fill(await open(monthly, 'Edit'), { date: wednesday.iso }, (message) => {
      return isDraft(message) && shown(wednesday.iso).test(message.facts.When ?? '');
    });
    expect(second.facts.Repeats).toContain(`every month on the ${Number(wednesday.iso.slice(8))}`);
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('a date that is none of several days is said at its field, with the nearest one that is', async () => {
    const monday = nextDay('Monday', 5);
    const [wednesday, thursday, saturday] = [monday.later(2), monday.later(3), monday.later(5)];
    const both = 'choir every monday and wednesday at 18:00 from';
    await ada.plan(`${both} ${monday.said} until ${monday.later(21).said}`);
    const form = await edit('the choir series');
    const wrong = new RegExp(
      `every week on Monday and Wednesday, and ${shown(thursday.iso).source}[ ,\\d]* is none of`,
    );
    const { errors } = await send(form, { date: thursday.iso });
    expect(errors).toEqual({ date: asWords(wrong) });
    expect(errors?.date).toMatch(new RegExp(`such as ${shown(wednesday.iso).source}`));
    const question = await fill(form, { date: monday.later(9).iso }, ({ title }) => title?.endsWith('?') === true);
    expect(question.title).toBe('Begin the series later?');
    await ada.press(question, 'Leave it as it was', ({ text }) => text.includes('stays as it is'));

    const draft = await ada.say(`standup on ${monday.said} at 9:00 every weekday`, isDraft);
    const weekend = await send(await open(draft, 'Edit'), { date: saturday.iso });
    expect(weekend.errors).toEqual({ date: asWords(/every weekday/) });
    expect(weekend.errors?.date).toMatch(new RegExp(`such as ${shown(monday.later(4).iso).source}`));
    const chosen = await send(await open(draft, 'Edit'), { date: saturday.iso, repeats: 'weekly' });
    expect(chosen.errors).toBeUndefined();

    const third = await ada.say('board on the third tuesday of every month at 9:00', isDraft);
    const opened = await open(third, 'Edit');
    const date = new Date(Date.parse(`${opened.fields.date}T12:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
    const named = await send(opened, { date });
    expect(named.errors).toEqual({ date: asWords(/every month on the third Tuesday/) });
    expect(named.errors?.date).toMatch(new RegExp(`such as ${shown(String(opened.fields.date)).source}`));
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });
});
