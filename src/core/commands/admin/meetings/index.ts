import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { matchName } from '../../../name-match.ts';
import type { PlacedMeeting, User } from '../../../ucaas.ts';
import { inPlace, privately } from '../../answer.ts';
import { byId, idIn, only } from '../../contacts/find.ts';
import { pageButtons, questionCard } from '../cards.ts';
import { onlyLooks, readLine } from '../line.ts';
import { noted } from '../noted.ts';
import { type Office, openOffice } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import { applicationOf, nameOf, withApplication } from '../rooms.ts';
import type { AdminTask } from '../task.ts';
import { findUser } from '../users/find.ts';
import { withOne } from '../which.ts';

const words = {
  list: 'list',
  all: 'list',
  page: 'list',
  of: 'of',
  show: 'show',
  cancel: 'cancel',
  remove: 'cancel',
  delete: 'cancel',
} as const;
type Task = (typeof words)[keyof typeof words];
const read = (rest: string) => readLine<Task>(rest, words);

/** `admin meetings …`: meetings of those below. */
export const meetings: AdminTask = {
  word: 'meetings',
  summary: 'See the meetings of those whom you look after, and cancel one',
  examples: ['meetings', 'meetings zoe', 'meetings cancel standup'],
  search: { label: 'Whose meetings, or the title of one', line: (words) => `of ${words}` },
  needs: (rest) => (onlyLooks(read(rest).task) || read(rest).task === 'of' ? 'estate.see' : 'estate.change'),
  wish: (rest) => (read(rest).task === 'cancel' ? 'cancel a meeting of somebody' : 'see meetings of others'),

  async run(context, rest) {
    const { task, what, answer, page } = read(rest);
    const office = await openOffice(context, task === 'cancel' ? 'estate.change' : 'estate.see');
    const isMentioned = what === '' && context.arguments.mentions.some(({ kind }) => kind === 'person');
    if (task === 'list' && !isMentioned) return list(context, office, page);
    if (task === 'cancel') return cancel(context, office, what, answer);
    return task === 'show' ? show(context, office, what) : ofSomebody(context, office, what);
  },
};

/** A person by name, mention or id, perhaps with a page behind it; else a meeting by its title. */
async function ofSomebody(context: CommandContext, office: Office, rest: string): Promise<Outcome> {
  const [, what = '', page = '1'] = /^(.*?)(?: page (\d{1,4}))?$/u.exec(rest) ?? [];
  const { by, found } = await findUser(context, office, what);
  const [user] = found;
  if (user && found.length === 1 && by !== 'near') return list(context, office, Number(page), user);
  return show(context, office, what);
}

async function list(context: CommandContext, office: Office, page: number, user?: User): Promise<Outcome> {
  const { say } = context;
  const application = applicationOf(context);
  const { meetings: placed, isLast } = await office.session.placedMeetings(application, page, user?.userId);
  const names = await namesOf(office, placed);
  const text = say.lists.text(
    { count: placed.length, page, isLast },
    application,
    say.estate.noMeetings(user && nameOf(user)),
  );
  const of = user ? `meetings of ${byId(user.userId)} page` : 'meetings page';
  return inPlace(context, {
    visibleTo: 'caller',
    text,
    card: {
      ...{ title: say.estate.meetingsTitle(user && nameOf(user)), tone: 'neutral', body: text },
      facts: placed.map((one) => ({
        ...say.estate.meetingFact(one, names.get(one.userId ?? '')),
        look: `admin ${withApplication(application, 'meetings show')} ${byId(one.meetingId)}`,
      })),
      buttons: pageButtons(say, { line: withApplication(application, of), page, isLast }),
      footnote: placed.length > 0 ? say.estate.meetingsFootnote : undefined,
    },
  });
}

async function namesOf({ session }: Office, placed: readonly PlacedMeeting[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(placed.flatMap(({ userId }) => userId ?? []))];
  const users = await Promise.all(ids.map((id) => session.user(id)));
  return new Map(users.flatMap((user) => (user ? [[user.userId, nameOf(user)]] : [])));
}

/** Does it with the one meeting that is meant. */
async function withMeeting(
  context: CommandContext,
  { session }: Office,
  { task, what }: { readonly task: string; readonly what: string },
  act: (meeting: PlacedMeeting) => Promise<Outcome>,
): Promise<Outcome> {
  const { estate } = context.say;
  if (what === '') return privately(context, { text: estate.whichMeeting });
  const application = applicationOf(context);
  const id = idIn(what);
  const matched =
    id === undefined
      ? matchName(what, await session.findPlaced(application, what), ({ title }) => [title])
      : only(await session.placedMeeting(application, id));
  const choice = (one: PlacedMeeting) => ({
    label: estate.meetingLabel(one),
    id: one.meetingId,
    line: withApplication(application, `meetings ${task}`),
  });
  return withOne(
    context,
    { matched, wanted: what, gone: estate.meetingGone, unknown: estate.meetingUnknown(what), choice },
    act,
  );
}

function show(context: CommandContext, office: Office, what: string): Promise<Outcome> {
  const { say } = context;
  return withMeeting(context, office, { task: 'show', what }, async (meeting) => {
    const names = await namesOf(office, [meeting]);
    const fact = say.estate.meetingFact(meeting, names.get(meeting.userId ?? ''));
    const text = fact.value;
    const button = {
      kind: 'run',
      label: say.estate.cancel,
      command: 'admin',
      input: `${withApplication(meeting.application, 'meetings cancel')} ${byId(meeting.meetingId)}`,
      danger: true,
    } as const;
    return privately(context, { text, card: { title: meeting.title, tone: 'neutral', body: text, buttons: [button] } });
  });
}

function cancel(
  context: CommandContext,
  office: Office,
  what: string,
  answer: 'yes' | 'no' | undefined,
): Promise<Outcome> {
  const { say, stores, invocation } = context;
  return withMeeting(context, office, { task: 'cancel', what }, async (meeting) => {
    if (answer === 'no') return privately(context, { text: say.lists.leftAlone });
    // What was planned here has cards, reminders and people who are told: its host cancels it here.
    const ours = await stores.meetings.byService(invocation.from, { meetingId: meeting.meetingId });
    if (ours)
      return privately(context, {
        text: say.estate.cancelledHere(ours.title, { person: ours.host, name: ours.hostName }),
      });
    const names = await namesOf(office, [meeting]);
    if (answer !== 'yes') {
      const facts = [say.estate.meetingFact(meeting, names.get(meeting.userId ?? ''))];
      const question = say.estate.cancelQuestion(meeting.title);
      const asked = {
        title: meeting.title,
        facts,
        question,
        line: withApplication(meeting.application, 'meetings cancel'),
        id: meeting.meetingId,
        yes: say.estate.cancel,
        danger: true,
      };
      return privately(context, questionCard(say, asked));
    }
    const done = await orRefusal(office.session.cancelMeeting(meeting.application, meeting.meetingId));
    if (done instanceof Refused) return privately(context, { text: say.lists.refused(done.said) });
    const outcome = privately(context, { text: say.estate.cancelled(meeting.title, names.get(meeting.userId ?? '')) });
    return noted(outcome, { action: 'meeting.cancel', on: { kind: 'meeting', id: meeting.meetingId } });
  });
}
