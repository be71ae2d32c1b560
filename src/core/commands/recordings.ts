import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { recordingUrl } from '../live/recording-card.ts';
import { found, isNotOffered, lookForRecordings } from '../live/recordings.ts';
import { inPlace, privately } from './answer.ts';
import { freshest } from './who.ts';

const most = 20;
/** What it costs at most to look for those that were not found yet, in calls to the service. */
const mostCalls = 10;
const keptMilliseconds = 30 * 24 * 60 * 60_000;
/** What was not there after so long never will be. */
const hopeMilliseconds = 2 * 24 * 60 * 60_000;

/** `recordings`: those of one's own meetings. Whoever may not be looked for otherwise looks by asking. */
export const recordings: Command = {
  name: 'recordings',
  summary: 'Show the recordings of your meetings',
  examples: ['recordings'],
  yieldsToSentences: true,
  needs: 'meeting.see',
  wish: () => 'see your recordings',

  async run(context) {
    const { say, arguments: given, button } = context;
    if (given.text === 'post' && button) return post(context);
    if (given.text !== '') return privately(context, { text: say.recordings.how });
    const isOffered = await lookNow(context);
    const all = (await mine(context)).flatMap((one) =>
      one.linkKey === undefined ? [] : [{ ...one, key: one.linkKey }],
    );
    const words = say.recordings;
    if (all.length === 0) return privately(context, { text: isOffered ? words.none : words.notOffered });
    const facts = all.map(({ meeting, liveSince, endedAt, key, isShared = false }) =>
      words.line(meeting.title, liveSince, endedAt, recordingUrl(context.publicUrl, key), isShared),
    );
    const text = words.list(all.length);
    return privately(context, { text, card: { title: words.listTitle, tone: 'neutral', body: text, facts } });
  },
};

function mine({ stores, invocation, clock }: CommandContext) {
  return stores.recordings.hostedBy(invocation.from, new Date(clock().getTime() - keptMilliseconds), most);
}

/** Looks for those that nobody has found yet. False where the service lists no recordings. */
async function lookNow(context: CommandContext): Promise<boolean> {
  const { stores, clock, ucaas } = context;
  const at = clock();
  const hopeful = new Date(at.getTime() - hopeMilliseconds);
  // That they are over may not be known yet.
  for (const life of await stores.recordings.unwatched(context.invocation.from, hopeful)) await freshest(context, life);
  const open = (await mine(context)).filter(({ linkKey, endedAt }) => linkKey === undefined && endedAt > hopeful);
  if (open.length === 0) return true;
  try {
    const { ready } = await lookForRecordings(ucaas(), open, mostCalls);
    const { policies } = context.stores;
    const searched = await Promise.all([...ready].map((one) => found(one, { ...context, policies })));
    await stores.recordings.learn(searched, at);
    return true;
  } catch (error) {
    if (isNotOffered(error)) return false;
    throw error;
  }
}

/** The host lets everybody see it who sees the meeting’s cards. */
async function post(context: CommandContext): Promise<Outcome> {
  const { stores, invocation, button, say, clock } = context;
  const { meeting, held } = button?.values ?? {};
  const isDone = await stores.recordings.share(invocation.from, String(meeting), new Date(String(held)), clock());
  const [one] = isDone ? (await mine(context)).filter((each) => each.meeting.id === meeting) : [];
  const text = one ? say.recordings.posted(one.meeting.title) : say.recordings.postedAlready;
  return inPlace(context, { visibleTo: 'caller', text });
}
