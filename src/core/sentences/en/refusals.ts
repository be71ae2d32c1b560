import { cut } from '../../plain.ts';
import type { Text } from '../../reply.ts';
import type { Reader } from '../../when/draft.ts';
import type { Question } from '../../when/understanding.ts';
import { clockOf, dayOf } from './moments.ts';
import { noAddresses, shorten, type Typed } from './words.ts';

/** About changes of a meeting that cannot be: which part is wrong, what stays, and what would work. */
export const refusals = (typed: Typed) => ({
  /** One sentence for each part of a change that was not taken over into a draft. */
  changeRefused: (wrong: readonly Question[], reader: Reader): Text =>
    wrong.flatMap((question, index) => {
      const { why, stays, works } = refusal(question, reader);
      return [`${index > 0 ? ' ' : ''}${why}, so ${stays}; say for example `, typed(works), '.'];
    }),
  /** The same for a meeting that is planned. */
  moveRefused: (title: string, question: Question, reader: Reader): Text => {
    const { why, works, to = works.replace(/^(?:on|at|for) /u, '') } = refusal(question, reader);
    return [`${why}, so “${shorten(title)}” stays as it is; say for example `, typed(`move it to ${to}`), '.'];
  },
});

interface Refusal {
  readonly why: string;
  readonly stays: string;
  /** What can be said instead. */
  readonly works: string;
  /** The same behind “move it to”, where that is another one. */
  readonly to?: string;
}

function refusal(question: Question, reader: Reader): Refusal {
  const said = 'said' in question ? cut(question.said.replace(/^(?:on|at|for)\s+/iu, ''), 60) : '';
  const time = clockOf('15:00', reader);
  switch (question.why) {
    case 'no_such_day': {
      const date = question.choices[0]?.date;
      const works = date ? `on ${dayOf(date, reader)}` : 'on friday';
      return { why: `There is no day “${said}”`, stays: 'the day stays as it is', works };
    }
    case 'no_such_time':
      return { why: `There is no time “${said}”`, stays: 'the time stays as it is', works: `at ${time}` };
    case 'past': {
      const at = question.time ? ` at ${clockOf(question.time, reader)}` : '';
      const why = `${dayOf(question.date, reader)}${at} is over already`;
      return {
        why,
        stays: 'the time stays as it is',
        works: `tomorrow at ${question.time ? clockOf(question.time, reader) : time}`,
      };
    }
    case 'duration_impossible': {
      const isEnd = /^(?:until|till?|to|by|ends?|ending)\b/iu.test(said);
      const why = isEnd
        ? `“${said}” is not after it begins`
        : `A meeting takes between a minute and 24 hours, and not “${said}”`;
      return { why, stays: 'the length stays as it is', works: 'for 45 minutes' };
    }
    case 'zone_unknown': {
      const why = `I do not know a time zone “${said}”`;
      return { why, stays: 'the zone stays as it is', works: 'London time', to: `${time} London time` };
    }
    case 'too_many_people': {
      const count = new Intl.NumberFormat('en').format(question.count);
      const why = `${count} people are more than the 100 that I invite`;
      return { why, stays: 'nobody is added', works: 'add ann@example.com' };
    }
    case 'address_invalid': {
      const stays = question.said.includes(', ') ? 'they are left out' : 'it is left out';
      return { why: noAddresses(question.said), stays, works: 'add guest@example.com' };
    }
    case 'recurrence_too_often':
      return { why: `“${said}” is too often for a meeting`, stays: repeats, works: 'every day' };
    case 'recurrence_never':
      if (question.isOnce)
        return {
          why: `“${said}” is the end of something that repeats, and this takes place once`,
          stays: 'it stays as it is',
          works: 'every week until 18 december',
        };
      return { why: `With “${said}” it would end before it begins`, stays: repeats, works: '10 times' };
    default:
      return { why: `With “${said}” it would end before it begins`, stays: repeats, works: '10 times' };
  }
}

const repeats = 'how often it takes place stays as it is';
