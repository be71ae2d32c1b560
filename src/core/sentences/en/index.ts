import type { Problem, ServiceErrorKind } from '../../errors.ts';
import type { Text } from '../../reply.ts';
import { about } from './about.ts';
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { agenda } from './agenda.ts';
import { asking } from './asking.ts';
import { audit } from './audit.ts';
import { browsers } from './browsers.ts';
import { calendar } from './calendar.ts';
import { calling } from './calling.ts';
import { changing } from './changing.ts';
import { channelRoom } from './channel-room.ts';
import { console } from './console.ts';
import { contacts } from './contacts.ts';
import { crowd } from './crowd.ts';
import { customers } from './customers.ts';
import { departures } from './departures.ts';
import { doctor } from './doctor.ts';
import { drafts } from './drafts.ts';
import { estate } from './estate.ts';
import { finding } from './finding.ts';
import { forgetting } from './forgetting.ts';
import { groups } from './groups.ts';
import { helping } from './helping.ts';
import { imports } from './imports.ts';
import { inside } from './inside.ts';
import { inviting } from './inviting.ts';
import { linked } from './linked.ts';
import { lists } from './lists.ts';
import { live } from './live.ts';
import { lobby } from './lobby.ts';
import { mails } from './mails.ts';
import { meetingForm } from './meeting-form.ts';
import { meetings } from './meetings.ts';
import { forYou, momentOf } from './moments.ts';
import { myAccounts } from './my-accounts.ts';
import { ownStatus } from './own-status.ts';
import { persons } from './persons.ts';
import { places } from './places.ts';
import { planned } from './planned.ts';
import { policy } from './policy.ts';
import { problemText, serviceSentence } from './problems.ts';
import { questions } from './questions.ts';
import { recordings } from './recordings.ts';
import { refusals } from './refusals.ts';
import { reminding } from './reminding.ts';
import { rooms } from './rooms.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { subscriptions } from './subscriptions.ts';
import { unattended } from './unattended.ts';
import { usage } from './usage.ts';
import { users } from './users.ts';
import { list } from './words.ts';

/** Everything the bot says in English. `prefix` is what has to be typed before a command where the person is: `/meet `, `@Meetwire ` or nothing. */
export function english(prefix: string) {
  const typed = (line: string) => ({ typed: `${prefix}${line}`.trim() });
  return {
    typed,
    ...meetings,
    ...asking,
    ...questions,
    ...drafts(typed),
    ...refusals(typed),
    momentOf,
    forYou,
    meetingForm,
    ...planned(typed),
    ...finding(typed),
    ...changing(typed),
    ...inviting(typed),
    ...rooms(typed),
    ...contacts(typed),
    ...groups(typed),
    ...accounts(typed),
    ...myAccounts(typed),
    ...setup(typed),
    ...unattended,
    ...forgetting(typed),
    ...helping(typed),
    ...calendar(typed),
    about,
    crowd,
    departures,
    live,
    inside,
    lobby,
    calling,
    channelRoom,
    mail: mails,
    reminding: reminding(typed),
    agenda: agenda(typed),
    lists,
    users: users(typed),
    persons,
    linked: linked(typed),
    access: access(typed),
    audit: audit(typed),
    console,
    imports: imports(typed),
    policy: policy(typed),
    recordings: recordings(typed),
    usage: usage(typed),
    estate: estate(typed),
    browsers: browsers(typed),
    ownStatus: ownStatus(typed),
    doctor: doctor(typed),
    subscriptions: subscriptions(typed),
    customers: customers(typed),
    settings: settings(typed),
    ...places,
    problem: (problem: Problem, wish: string) => problemText(problem, wish, typed),
    refused: (rule: string, whoCanChange: string) =>
      `You may not do this: ${rule}. Who can change that: ${whoCanChange}.`,
    bug: (reference: string): Text => [
      `Something went wrong on our side, and nothing more will happen by itself. Try again; if it happens again, tell your administrator the reference ${reference}.`,
    ],
    serviceFailed: (kind: ServiceErrorKind, said: string | undefined, reference: string): Text => [
      `${serviceSentence(kind, said)} Reference ${reference}.`,
    ],
    stale: (reference: string): Text => [
      `I was away when you asked for this, and by now you may not want it any more, so I did not do it. Press Try again if you still do. Reference ${reference}.`,
    ],
    unreached: (names: readonly string[]): Text => [
      `I could not send a direct message to ${list(names)}. Share the meeting's link with them yourself.`,
    ],
    notPosted: [
      'I could not post this where you asked for it, so here it is for you alone. Add me to that conversation to have it posted there.',
    ] as Text,
    notPostedInThread: [
      'I could not post this in that thread: its message may have been deleted, or I am not in that conversation. So here it is for you alone, and its link works all the same.',
    ] as Text,
    tryAgain: 'Try again',
    pressed: (wish: string): Text => [`All right: ${wish}.`],
    wentWrong: 'That did not work',
    notTaken: 'I could not take that down just now, so nothing was started. Try again in a minute.',
  };
}
