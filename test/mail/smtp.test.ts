import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Mail } from '../../src/core/ports.ts';
import { createSmtp, type Smtp } from '../../src/mail/smtp.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { freePort } from '../support/app.ts';
import { startSmtp } from '../support/smtp.ts';

const from = { name: 'Meetwire', address: 'meet@example.com' };
const calendar = { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' } as const;
const mail: Mail = {
  messageId: '7f000001-0000-4000-8000-000000000000',
  to: { name: 'Bob', address: 'bob@guest.example' },
  replyTo: { name: 'Ada', address: 'ada@acme.example' },
  subject: 'Invitation: Design review',
  text: 'Come.\n',
  html: '<p>Come.</p>',
  calendar,
};

let server: Awaited<ReturnType<typeof startSmtp>>;
let smtp: Smtp;
beforeAll(async () => {
  server = await startSmtp();
  smtp = createSmtp({ url: server.url, from });
});
beforeEach(() => {
  server.be('well');
  server.mails.length = 0;
});
afterAll(async () => {
  smtp.close();
  await server.close();
});

const outcome = (sent: Promise<void>) =>
  sent.then(
    () => 'sent',
    (error: unknown) => error,
  );

test('a mail has its text in three forms, and the invitation as a file besides', async () => {
  await smtp.send(mail);
  const [received] = server.mails;
  const { parsed, raw = '', to } = { ...received };
  expect(to).toEqual(['bob@guest.example']);
  expect([parsed?.from?.text, parsed?.replyTo?.text]).toEqual([
    '"Meetwire" <meet@example.com>',
    '"Ada" <ada@acme.example>',
  ]);
  expect([parsed?.subject, parsed?.text, parsed?.html]).toEqual([mail.subject, 'Come.\n', '<p>Come.</p>']);
  expect(parsed?.messageId).toBe('<7f000001-0000-4000-8000-000000000000@example.com>');
  expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated');
  // Unfolded, with the quotes that some parameters have.
  const types = [...raw.replace(/\r\n\s+/g, ' ').matchAll(/^Content-Type: ([^\r]+)/gm)].map(([, type = '']) =>
    type.replace(/; boundary=.*/, ''),
  );
  expect(types).toEqual([
    'multipart/mixed',
    'multipart/alternative',
    'text/plain; charset=utf-8',
    'text/html; charset=utf-8',
    'text/calendar; charset=utf-8; method=REQUEST',
    'application/ics; name=invite.ics',
  ]);
  const files = parsed?.attachments.map(({ content, filename }) => [filename, content.toString()]);
  expect(files).toContainEqual(['invite.ics', calendar.content]);
});

test('a cancellation says so in its type', async () => {
  await smtp.send({ ...mail, calendar: { ...calendar, method: 'CANCEL' } });
  expect(server.mails[0]?.raw.replace(/\r\n\s+/g, ' ')).toContain('text/calendar; charset=utf-8; method=CANCEL');
});

test.each([...hostileTexts, 'x\r\nBcc: evil@evil.example', 'x\nSubject: evil', '"<evil@evil.example>, '])(
  '%j as a subject and as a name stays in its header',
  async (typed) => {
    await smtp.send({ ...mail, subject: typed, to: { ...mail.to, name: typed }, replyTo: { ...from, name: typed } });
    const { parsed, to } = { ...server.mails[0] };
    expect(to).toEqual(['bob@guest.example']);
    const names = [...(parsed?.headers.keys() ?? [])].sort();
    expect(names).toEqual(
      ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'reply-to', 'subject', 'to']
        .concat('x-auto-response-suppress')
        .sort(),
    );
    const receiver = Array.isArray(parsed?.to) ? undefined : parsed?.to?.value;
    expect(receiver?.map(({ address }) => address)).toEqual(['bob@guest.example']);
  },
);

test.each([
  [
    { at: 'to', code: 450, text: '4.2.1 <bob@guest.example> is busy' },
    'retry',
    'the mail server answered 450 4.2.1 to RCPT TO',
  ],
  [{ at: 'data', code: 451, text: 'later' }, 'retry', 'the mail server answered 451 to DATA'],
  [
    { at: 'to', code: 550, text: '5.1.1 <bob@guest.example> is nobody here' },
    'refused',
    'the mail server answered 550 5.1.1 to RCPT TO',
  ],
  [{ at: 'from', code: 553, text: 'not from you' }, 'refused', 'the mail server answered 553 to MAIL FROM'],
  [{ at: 'data', code: 554, text: 'spam' }, 'refused', 'the mail server answered 554 to DATA'],
  // It does not want us at all, which says nothing about this mail.
  [{ at: 'connect', code: 554, text: 'no' }, 'retry', expect.stringContaining('554')],
] as const)('%j: %s', async (mood, kind, message) => {
  // A connection of its own: the greeting counts, too.
  const fresh = createSmtp({ url: server.url, from });
  server.be(mood);
  const error = await outcome(fresh.send(mail));
  fresh.close();
  expect(error).toBeInstanceOf(DeliveryError);
  expect(error).toMatchObject({ kind, message });
  // Whom it was for stands in no log.
  expect(String(error)).not.toContain('guest.example');
  expect(server.mails).toEqual([]);
});

test.each(['hangs up before it answers', 'hangs up while it is told'] as const)(
  'a server that %s is asked again, by the same message id',
  async (mood) => {
    server.be(mood);
    expect(await outcome(smtp.send(mail))).toMatchObject({ kind: 'retry' });
    server.be('well');
    await smtp.send(mail);
    expect(server.mails.map(({ parsed }) => parsed.messageId)).toEqual([`<${mail.messageId}@example.com>`]);
  },
);

test('a server that is not there is asked again', async () => {
  const away = createSmtp({ url: `smtp://127.0.0.1:${await freePort()}`, from });
  expect(await outcome(away.send(mail))).toMatchObject({ kind: 'retry', message: expect.stringContaining('ESOCKET') });
  away.close();
});

test('where encryption is asked for, nothing goes out without it', async () => {
  const strict = createSmtp({ url: `${server.url}?requireTLS=true`, from });
  expect(await outcome(strict.send(mail))).toMatchObject({ kind: 'retry' });
  strict.close();
  expect(server.mails).toEqual([]);
});

test('a password that the server does not take is not the end of a mail', async () => {
  const wrong = createSmtp({ url: server.url.replace('smtp://', 'smtp://meet:wrong@'), from });
  const error = await outcome(wrong.send(mail));
  wrong.close();
  expect(error).toMatchObject({ kind: 'retry' });
  expect(String(error)).not.toContain('wrong');
});
