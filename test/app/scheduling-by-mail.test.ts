import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { readCalendar } from '../support/icalendar.ts';
import { createBrowser, formToken } from '../support/linking.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { startSmtp } from '../support/smtp.ts';
import { useStage } from '../support/stage.ts';

const smtp = await startSmtp();
const stage = useStage(createWebDriver, {
  environment: { SMTP_URL: smtp.url, MAIL_FROM: 'Meetwire <meet@example.com>' },
});
const ada = chatOf(stage, () => stage.driver.people.ada);
beforeAll(() => connectIn(stage, stage.driver.people.ada));
afterAll(() => smtp.close());

/** The mails to this address, after everything that is under way was sent. */
async function mailsTo(address: string) {
  await stage.app.app.idle();
  return smtp.mails.filter(({ to }) => to.includes(address));
}
const calendarOf = (
  mail:
    | {
        readonly raw: string;
        readonly parsed: {
          readonly attachments: readonly { readonly content: Buffer; readonly contentType: string }[];
        };
      }
    | undefined,
) => {
  const part = mail?.parsed.attachments.find(({ contentType }) => /calendar|ics/.test(contentType));
  if (!part) throw new Error('no calendar in the mail');
  return readCalendar(part.content.toString());
};

test('somebody without chat is invited, answers by the link, is told of changes, and of the end of it', async () => {
  const day = dayAhead(50);
  const card = await ada.plan(`contract talk on ${day.said} at 15:00 for 45 min with guest@example.com`);
  const [invitation] = await mailsTo('guest@example.com');
  expect(invitation?.parsed.subject).toMatch(/contract talk/i);
  expect(invitation?.parsed.text).toContain('15:00');
  const first = calendarOf(invitation);
  expect(first.line('method')).toBe('REQUEST');
  expect(first.events[0]?.sequence).toBe(0);

  const link = /https?:\/\/\S+\/rsvp\/[\w.-]+/.exec(invitation?.parsed.text ?? '')?.[0] ?? '';
  const browser = createBrowser();
  const page = await browser.get(link);
  expect(page.status).toBe(200);
  expect((await stage.driver.messages()).find(({ id }) => id === card.id)?.facts.Coming).toBeUndefined();
  const answered = await browser.post(link.replace(/\?.*/, ''), { form_token: formToken(page), answer: 'yes' });
  expect(answered.text).toContain('Noted: you will come');
  await until(stage.driver, ({ id, facts }) => id === card.id && facts.Coming?.includes('guest@example.com') === true);

  const question = await ada.say('move it to 16:30', (message) => labelsOf(message).includes('Move it'));
  await ada.press(question, 'Move it', ({ text }) => text.startsWith('Changed'));
  const changed = (await mailsTo('guest@example.com')).at(-1);
  const second = calendarOf(changed);
  expect(changed?.parsed.text).toContain('16:30');
  expect(second.events[0]?.uid).toBe(first.events[0]?.uid);
  expect(second.events[0]?.sequence).toBeGreaterThan(0);

  const cancel = await ada.say('cancel it', (message) => labelsOf(message).includes('Cancel meeting'));
  await ada.press(cancel, 'Cancel meeting', ({ title }) => title?.startsWith('Cancelled') === true);
  const last = calendarOf((await mailsTo('guest@example.com')).at(-1));
  expect(last.line('method')).toBe('CANCEL');
  expect(last.events[0]?.uid).toBe(first.events[0]?.uid);
  const late = await browser.post(link.replace(/\?.*/, ''), { form_token: formToken(page), answer: 'no' });
  expect(late.text).toMatch(/cancelled/i);
});

test('a mail about one of a series that was moved, and then cancelled, has the day that was told last', async () => {
  const [day, next] = [dayAhead(52), dayAhead(53)];
  await ada.plan(`kickoff on ${day.said} at 10:00 every week, 3 times, with moved@example.com`);
  const move = await ada.say(`move the kickoff to ${next.said} 11:00`, (message) =>
    labelsOf(message).includes('Only this one'),
  );
  await ada.press(move, 'Only this one', ({ text }) => text.includes('is moved this once'));
  const cancel = await ada.say('cancel it', (message) => labelsOf(message).includes('Only this one'));
  await ada.press(cancel, 'Only this one', ({ text }) => text.includes('is cancelled'));
  const last = (await mailsTo('moved@example.com')).at(-1);
  expect(last?.parsed.subject).toMatch(new RegExp(`^Cancelled: kickoff .*${next.said}, 11:00–11:30`));
  expect(calendarOf(last).line('method')).toBe('CANCEL');
});

test('whoever is taken off as the meeting is changed reads of it as they knew it; who stays, what it was called', async () => {
  const host = stage.driver.people.ada;
  const card = await ada.plan(`old name on ${dayAhead(54).said} at 10:00 with gone@example.com and stays@example.com`);
  const { form } = await stage.driver.press(host, card, 'Edit');
  if (!form) throw new Error('no form');
  const values = { ...form.fields, title: 'New name', time: '17:00', guests: 'stays@example.com' };
  await ada.next(
    () => stage.driver.fillIn(host, form, values),
    ({ text }) => text.startsWith('Changed'),
  );
  const gone = (await mailsTo('gone@example.com')).at(-1)?.parsed;
  expect(gone?.subject).toBe('No longer invited: old name');
  expect(gone?.text).toContain('10:00–10:30');
  expect(gone?.text).not.toMatch(/17:00|New name/);
  const stays = (await mailsTo('stays@example.com')).at(-1)?.parsed;
  expect(stays?.text).toContain('“old name” is now called “New name”.');
  expect(stays?.text).toContain('17:00–17:30');
});

test('a mail that is refused is told to the host, and nothing else is lost', async () => {
  smtp.be({ at: 'to', code: 550, text: 'no such mailbox' });
  await ada.plan(`vendor call on ${dayAhead(51).said} at 11:00 with wrong@example.com`);
  const told = await until(stage.driver, ({ text }) => text.includes('could not send the mail to wrong@example.com'));
  expect(told.visibleTo).toBe('ada');
  smtp.be('well');
});
