import type { MailEffect } from '../../effect.ts';
import type { Application } from '../../meeting.ts';
import type { Answer } from '../../schedule.ts';
import { firstOf } from './words.ts';

type About = MailEffect['about'];

interface Told {
  readonly title: string;
  readonly host: string;
  readonly application: Application;
  /** One occurrence of a series, and not all of it. */
  readonly single: boolean;
  /** It was a series before it was changed. */
  readonly isOnce: boolean;
  /** It is a series. */
  readonly isSeries: boolean;
  /** What it was called before it was renamed. */
  readonly before?: string;
}

const kind: { readonly [application in Application]: string } = { meeting: 'video meeting', webinar: 'webinar' };

/** What stands in mails to people who have no chat. All of it is plain text. */
export const mails = {
  subject: (about: About, title: string, when: string): string =>
    ({
      invited: `Invitation: ${title} (${when})`,
      changed: `Changed: ${title} (${when})`,
      cancelled: `Cancelled: ${title} (${when})`,
      removed: `No longer invited: ${title}`,
      reminder: `Reminder: ${title} (${when})`,
    })[about],
  lead: (about: About, { title, host, application, single, isOnce, isSeries, before }: Told): string =>
    ({
      invited: `${host} invites you to a ${kind[application]}.`,
      changed: single
        ? `${host} has moved one meeting of this series. The others stay as they are.`
        : isOnce
          ? `${host} has changed this ${kind[application]}: it does not repeat any more. It takes place once now, as below, and the others of the series are cancelled.`
          : `${host} has changed this ${isSeries ? `whole series of ${kind[application]}s` : kind[application]}.${before === undefined ? '' : ` “${before}” is now called “${title}”.`} This is how it stands now.`,
      cancelled: single
        ? `${host} has cancelled one meeting of this series. The others take place.`
        : `${host} has cancelled this ${kind[application]}. It does not take place.`,
      removed: `${host} has taken you off the list of this ${kind[application]}. You need not come.`,
      reminder: `Soon: a ${kind[application]} that ${host} invited you to.`,
    })[about],
  when: 'When',
  insteadOf: 'Instead of',
  zone: 'Time zone',
  repeats: 'Repeats',
  elsewhere: 'At a time of its own',
  elsewhereTimes: (times: readonly string[]): string => firstOf(times),
  host: 'Host',
  join: (application: Application) => (application === 'webinar' ? 'Join the webinar' : 'Join the meeting'),
  willYouCome: 'Will you come?',
  youSaid: {
    yes: 'You said that you will come. If that has changed:',
    maybe: 'You said that you may come. If you know by now:',
    no: 'You said that you will not come. If that has changed:',
  } satisfies { readonly [answer in Answer]: string },
  answer: { yes: 'Yes', maybe: 'Maybe', no: 'No' } satisfies { readonly [answer in Answer]: string },
  howToStop: (host: string, address: string): string =>
    `Sent to ${address} because ${host} invited this address. To get no reminders of this meeting, answer No.`,
  whyGone: (host: string, address: string): string =>
    `Sent to ${address} because ${host} had invited this address. There will be no more mails about it.`,
  whyOneGone: (host: string, address: string): string => `Sent to ${address} because ${host} invited this address.`,
  unread: (host: string, canReply: boolean): string =>
    canReply
      ? `A reply to this mail goes to ${host}. What a calendar program answers by itself reaches nobody: answer here.`
      : 'Nobody reads replies to this mail, nor what a calendar program answers by itself: answer here.',
};
