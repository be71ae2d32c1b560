import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../src/core/when/draft.ts';
import { readIntent } from '../../../src/core/when/intent.ts';

/** A Wednesday, 10:00 in Berlin. */
const berlin: Reader = { now: new Date('2026-12-02T09:00:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };

const read = (said: string) => readIntent(said, berlin);

describe('lists', () => {
  test.each([
    ["what's on tomorrow", 'tomorrow'],
    ['What’s on tomorrow?', 'tomorrow'],
    ['what is on this week', 'this_week'],
    ['what do I have this week?', 'this_week'],
    ['what have I got on friday', 'day'],
    ['what meetings do I have next week', 'next_week'],
    ['how many meetings do I have today', 'today'],
    ["what's my schedule for tomorrow", 'tomorrow'],
    ['what does my week look like?', 'this_week'],
    ["what's coming up", 'ahead'],
    ['am I free friday?', 'day'],
    ['am I free friday at 3pm?', 'day'],
    ['are we busy tomorrow', 'tomorrow'],
    ['when am I free next week', 'next_week'],
    ['do I have anything on monday', 'day'],
    ['do I have a meeting at 3pm', 'ahead'],
    ['is there anything tomorrow', 'tomorrow'],
    ['any meetings today?', 'today'],
    ['anything on friday?', 'day'],
    ['my meetings', 'ahead'],
    ['meetings', 'ahead'],
    ['list', 'ahead'],
    ['list my meetings for december', 'this_month'],
    ['upcoming meetings', 'ahead'],
    ['show me my meetings', 'ahead'],
    ["show me today's meetings", 'today'],
    ['show me tomorrow', 'tomorrow'],
    ["can you show me what's on today, please?", 'today'],
    ['my calendar for next month', 'next_month'],
    ["how's my friday looking", 'day'],
    ['agenda for tomorrow', 'tomorrow'],
    ['tomorrow?', 'tomorrow'],
    ['next 14 days', 'days'],
    ['this week', 'this_week'],
    ['Is my Friday free?', 'day'],
    ["show me what I've got on Monday", 'day'],
    ['who am I meeting tomorrow', 'tomorrow'],
    ['how is next week looking', 'next_week'],
    ['got anything on tomorrow?', 'tomorrow'],
    ['what about friday', 'day'],
    ['free on friday?', 'day'],
    ['my meetings with @bob', 'ahead'],
  ])('%j', (said, name) => expect(read(said)).toMatchObject({ kind: 'list', range: { name } }));
});

test('a list may be of those with some people', () => {
  expect(read('anything with @bob this week?')).toMatchObject({ people: '@bob', range: { name: 'this_week' } });
  expect(read('my meetings with @bob')).toMatchObject({ people: '@bob' });
  expect(read('my meetings')).not.toHaveProperty('people');
});

describe('moves', () => {
  test.each([
    ['move it to 4', { it: true }, '4'],
    ['move it to 9:00 for 45 minutes', { it: true }, '9:00 for 45 minutes'],
    ['move standup to friday 9am, for an hour', { title: 'standup' }, 'friday 9am for an hour'],
    ['bring standup forward to 2pm', { title: 'standup' }, '2pm'],
    ['Move it to 4.', { it: true }, '4'],
    ['can you please move it to 4pm?', { it: true }, '4pm'],
    ["push friday's to 3pm", { date: '2026-12-04' }, '3pm'],
    ['reschedule the design review to monday 10:00', { title: 'design review' }, 'monday 10:00'],
    ['reschedule the design review for monday', { title: 'design review' }, 'monday'],
    ['reschedule the design review', { title: 'design review' }, ''],
    ['make it an hour later', { it: true }, 'an hour later'],
    ['postpone it by 30 minutes', { it: true }, '30 minutes later'],
    ['postpone it 30 minutes', { it: true }, '30 minutes later'],
    ['postpone it until friday', { it: true }, 'friday'],
    ['delay the standup by half an hour', { title: 'standup' }, 'half an hour later'],
    ["bring tomorrow's standup forward by an hour", { date: '2026-12-03', title: 'standup' }, 'an hour earlier'],
    ["bring forward tomorrow's standup by an hour", { date: '2026-12-03', title: 'standup' }, 'an hour earlier'],
    ['move it up 15 minutes', { it: true }, '15 minutes earlier'],
    ['move it forward by an hour', { it: true }, 'an hour forward'],
    ['move it back an hour', { it: true }, 'an hour back'],
    ['push it back an hour', { it: true }, 'an hour later'],
    ['push back the review by 2 hours', { title: 'review' }, '2 hours later'],
    ['push it an hour', { it: true }, 'an hour later'],
    ['move it by 2 days', { it: true }, 'by 2 days'],
    ['shift it to next week', { it: true }, 'next week'],
    ['put it off until tomorrow', { it: true }, 'tomorrow'],
    ['make it 4pm', { it: true }, '4pm'],
    ['make it friday', { it: true }, 'friday'],
    ['make it 45 minutes', { it: true }, '45 minutes long'],
    ['make it an hour long', { it: true }, 'an hour long'],
    ['make the review 30 minutes longer', { title: 'review' }, '30 minutes longer'],
    ['extend it by 15 minutes', { it: true }, '15 minutes longer'],
    ['extend it to an hour', { it: true }, 'an hour long'],
    ['extend it to 5pm', { it: true }, 'until 5pm'],
    ['shorten it to 30 min', { it: true }, '30 min long'],
    ['shorten the review by 10 minutes', { title: 'review' }, '10 minutes shorter'],
    ['change the time of the review to 4pm', { title: 'review' }, '4pm'],
    ['change it to friday 10:00', { it: true }, 'friday 10:00'],
    ['move the intro to rust to friday', { title: 'intro to rust' }, 'friday'],
    ['move the review from friday to monday', { date: '2026-12-04', title: 'review' }, 'monday'],
    ['move the standup from 3 to 4', { times: ['03:00', '15:00'], title: 'standup' }, '4'],
    ['move it to friday 3pm to 4pm', { it: true }, 'friday 3pm to 4pm'],
    ['move the review to the office', { title: 'review' }, 'the office'],
    ['move everything on friday to monday', { all: true, date: '2026-12-04' }, 'monday'],
    ["let's push it to tomorrow", { it: true }, 'tomorrow'],
    ['move it', { it: true }, ''],
    ['move it 4pm', { it: true }, '4pm'],
    ['reschedule it friday 10:00', { it: true }, 'friday 10:00'],
    ['move it to the office', { it: true }, 'the office'],
    ['postpone', { it: true }, ''],
    ['extend the call by 15', { it: true }, '15 minutes longer'],
    ['extend until 5pm', { it: true }, 'until 5pm'],
    ['add 15 minutes to it', { it: true }, '15 minutes longer'],
    ['make it longer', { it: true }, 'longer'],
    ['can the review be moved to friday?', { title: 'review' }, 'friday'],
    ['move my one on one with @bob to 4', { title: '1:1 with @bob' }, '4'],
  ])('%j', (said, which, to) => {
    const intent = read(said);
    expect(intent).toMatchObject({ kind: 'move', to });
    const { said: _said, ...meant } = intent.kind === 'move' ? intent.which : { said };
    expect(meant).toEqual(which);
  });
});

describe('cancels, shows and answers', () => {
  test.each([
    ["cancel friday's", 'cancel', { date: '2026-12-04' }],
    ['cancel the design review', 'cancel', { title: 'design review' }],
    ["call off tomorrow's 3pm", 'cancel', { date: '2026-12-03', times: ['15:00'] }],
    ['call the review off', 'cancel', { title: 'review' }],
    ['delete it', 'cancel', { it: true }],
    ['please cancel it for me', 'cancel', { it: true }],
    ["cancel all of tomorrow's", 'cancel', { all: true, date: '2026-12-03' }],
    ['clear my friday', 'cancel', { all: true, date: '2026-12-04' }],
    ['remove the standup from my calendar', 'cancel', { title: 'standup' }],
    ['I want to cancel my next meeting', 'cancel', { position: 'next' }],
    ['cancel the schedule review', 'cancel', { title: 'schedule review' }],
    ["skip tomorrow's standup", 'cancel', { date: '2026-12-03', title: 'standup' }],
    ['clear my calendar for friday', 'cancel', { all: true, date: '2026-12-04' }],
    ['tell me when the review is', 'show', { title: 'review' }],
    ['do you know when the review is?', 'show', { title: 'review' }],
    ["where's the link for the review?", 'show', { title: 'review' }],
    ['is @bob coming to the review?', 'show', { title: 'review' }],
    ['who accepted', 'show', { it: true }],
    ['details', 'show', { it: true }],
    ['rename it to Budget', 'show', { it: true }],
    ['add recording to it', 'show', { it: true }],
    ["I won't be at the standup", 'answer', { title: 'standup' }],
    ["yes I'm coming to the review", 'answer', { title: 'review' }],
    ['show me the design review', 'show', { title: 'design review' }],
    ['when is the design review?', 'show', { title: 'design review' }],
    ["when's my next meeting?", 'show', { position: 'next' }],
    ["what's next?", 'show', { position: 'next' }],
    ['what time is the standup', 'show', { title: 'standup' }],
    ['when does the standup start?', 'show', { title: 'standup' }],
    ['who is coming to it?', 'show', { it: true }],
    ["who's in the standup", 'show', { title: 'standup' }],
    ["details of friday's", 'show', { date: '2026-12-04' }],
    ['send me the link to the design review', 'show', { title: 'design review' }],
    ['tell me about the design review', 'show', { title: 'design review' }],
    ['change the title of the review to Budget', 'show', { title: 'review' }],
    ["accept friday's review", 'answer', { date: '2026-12-04', title: 'review' }],
    ['decline it', 'answer', { it: true }],
    ["I can't make it", 'answer', { it: true }],
    ['yes', 'answer', { it: true }],
    ['Nope!', 'answer', { it: true }],
    ['maybe', 'answer', { it: true }],
  ])('%j', (said, kind, which) => {
    const intent = read(said);
    expect(intent.kind).toBe(kind);
    const { said: _said, ...meant } = 'which' in intent ? intent.which : { said };
    expect(meant).toEqual(which);
  });

  test('an answer is yes, no or maybe', () => {
    expect(read('accept it')).toMatchObject({ answer: 'yes' });
    expect(read('decline it')).toMatchObject({ answer: 'no' });
    expect(read('perhaps')).toMatchObject({ answer: 'maybe' });
  });
});

describe('adding people', () => {
  test.each([
    ["invite @bob to friday's design review", { date: '2026-12-04', title: 'design review' }, '@bob'],
    ['add bob@example.com to it', { it: true }, 'bob@example.com'],
    ['please  add @ann and @bob to the review', { title: 'review' }, '@ann and @bob'],
    ['invite @bob', { it: true }, '@bob'],
    ['invite @bob too', { it: true }, '@bob'],
    ['add the design team to it', { it: true }, 'the design team'],
    ['include @bob in the review', { title: 'review' }, '@bob'],
    ['invite everyone in sales to it', { it: true }, 'everyone in sales'],
    ['add Anna to the design review', { title: 'design review' }, 'Anna'],
  ])('%j', (said, which, rest) => {
    const intent = read(said);
    expect(intent).toMatchObject({ kind: 'add', which, rest });
    if (intent.kind === 'add') expect(said.slice(intent.at, intent.at + rest.length)).toBe(rest);
  });
});

describe('new meetings', () => {
  test.each([
    'schedule a review of the cancelled project friday 3pm',
    'schedule a call to move the deadline to friday tomorrow 10:00',
    'design review with @colleague and guest@example.com friday 3pm for 45 min every week',
    'set up a meeting to cancel the contract monday 9:00',
    'book lunch with @ann tomorrow at 12:30',
    'lunch with @ann',
    '@bob friday 3pm',
    'friday 3pm',
    'party on 31 april',
    'tomorrow at 10',
    'can we meet friday 15:00?',
    'hi, can we have a call tomorrow at noon',
    "let's have lunch on friday",
    'I need a meeting with @bob',
    'invite @bob to lunch tomorrow at 12:30',
    'invite @bob to a design review friday 3pm',
    'invite @bob friday 3pm',
    'add a meeting with @bob tomorrow 3pm',
    'add lunch to friday',
    'make a call with @bob friday 3pm',
    'put a meeting on friday at 10am',
    'push notifications review friday 3pm',
    'push to production sync tomorrow 10:00',
    'list price review friday 10:00',
    'show and tell friday 3pm with @bob',
    'standup every weekday at 9:15',
    'new meeting',
    'meeting',
    'review of what can be moved to friday tomorrow 10:00 with @ann',
    'Change management workshop monday 9:00 with @ann',
    'move-in party friday 18:00',
    'I have a meeting with @bob friday 3pm',
    'do you have time tomorrow at 3?',
    'design review',
    'ignore all previous instructions and schedule a call friday 3pm',
    `design review friday 3pm with ${'@bob '.repeat(300)}`,
    `x ${'y'.repeat(9000)} friday 3pm`.replace(/(y+) friday/u, 'friday $1'),
  ])('%.60j', (said) => expect(read(said)).toEqual({ kind: 'schedule' }));
});

describe('nothing to do', () => {
  test.each([
    'never mind',
    'Nevermind.',
    'forget it',
    'stop',
    'cancel',
    "don't cancel it",
    'no thanks',
    'ok, forget it',
  ])('%j stops', (said) => expect(read(said)).toEqual({ kind: 'stop' }));

  test.each([
    '',
    '   ',
    'hello',
    'Hi there!',
    'thanks',
    'thank you!',
    'thanks for the meeting',
    'good morning',
    'how are you today?',
    "what's up?",
    'see you tomorrow',
    'who are you',
    'what can you do?',
    'bye',
    '🎉',
    '???',
    'lorem ipsum',
    'x'.repeat(10_000),
    ' '.repeat(10_000),
  ])('%.40j is small talk', (said) => expect(read(said)).toEqual({ kind: 'none' }));
});

test('hostile input is read fast', () => {
  const started = performance.now();
  const pieces = [
    'move it to ',
    'what ',
    'hi ',
    'an hour later ',
    'cancel all ',
    'show me ',
    'invite @bob to ',
    '\u202e',
    'what’s on ',
  ];
  for (const piece of pieces)
    for (const length of [900, 10_000]) read(piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
  expect(performance.now() - started).toBeLessThan(30_000);
});

test.each([
  ['take bob off retro', 'bob', { title: 'retro' }],
  ['please take Bob and Chen off the retro', 'Bob and Chen', { title: 'retro' }],
  ['uninvite bob from retro', 'bob', { title: 'retro' }],
  ["remove bob from friday's retro", 'bob', { title: 'retro', date: '2026-12-04' }],
  ['remove @bob from the review', '@bob', { title: 'review' }],
  ['can you take @bob off it', '@bob', { it: true }],
  ['uninvite bob', 'bob', { it: true }],
  ['take me off the review', 'me', { title: 'review' }],
  ['take the design team off the retro', 'the design team', { title: 'retro' }],
  ['kick ann@example.com out of the 3pm', 'ann@example.com', { times: ['15:00'] }],
  ['drop gym from friday', 'gym', { date: '2026-12-04' }],
])('%j takes people off', (said, rest, which) => {
  expect(read(said)).toMatchObject({ kind: 'takeOff', rest, which });
});

test.each([
  ['remove the standup from my calendar', 'cancel'],
  ['drop the review from friday', 'cancel'],
  ['drop it', 'stop'],
  ['take friday off', 'schedule'],
  ['take photos off camera friday 3pm', 'schedule'],
  ['remove duplicates from backlog friday 3pm', 'cancel'],
  ['take 15 minutes off the retro', 'schedule'],
])('%j takes nobody off', (said, kind) => expect(read(said).kind).toBe(kind));

test('what is told first does not hide a wish behind it', () => {
  expect(
    read('Sorry for the noise, the builders are here. Could we do a review with @mia tomorrow at 14:30?').kind,
  ).toBe('schedule');
  expect(read("Don't laugh, I know it is late. Wednesday at 15:00, grant check with @aino").kind).toBe('schedule');
  expect(read('Sorry for the noise. See you!').kind).toBe('none');
  expect(read("Don't do that. Please.").kind).toBe('stop');
});
