import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { habitsOf } from '../reader.ts';
import type { RunButton } from '../reply.ts';
import { isOtherMeeting } from '../when/index.ts';
import { type Intent, readIntent } from '../when/intent.ts';
import { isQuestion } from '../when/intent-questions.ts';
import { readPeopleChange } from '../when/people-change.ts';
import { readTitleChange } from '../when/title-change.ts';
import { privately } from './answer.ts';
import { answerInvitation, answerMeant } from './answer-invitation.ts';
import { cancelMeant } from './cancel.ts';
import { changedInWords } from './change.ts';
import { home } from './home.ts';
import { inviteMeant } from './invite.ts';
import { listed } from './list.ts';
import { moveMeant } from './move.ts';
import { answeredChoice, choicesIn, choicesStand, isPressOnly } from './questions.ts';
import { answeredByWord, askedIn, askedStands } from './schedule/asked.ts';
import { confirmed, isConfirmation } from './schedule/confirmed.ts';
import { answered, fromSentence } from './schedule/index.ts';
import { mentionsIn } from './schedule/mentions.ts';
import { draftSpokenOf, dropped, type Open } from './schedule/open-draft.ts';
import { takenUpByWord } from './schedule/taken-up.ts';
import { chosenByWord, isWhichOpen, whichIn } from './schedule/which-asked.ts';
import { newMeetingIn } from './schedule/whole.ts';
import { zoneUnclear } from './schedule/zone-answered.ts';
import { withZone } from './schedule/zone-missing.ts';
import { showMeant } from './show.ts';
import { takeOffMeant } from './uninvite.ts';
import { unknown } from './unknown.ts';

/**
 * Whatever begins with no command: an answer to what is open, or, in the direct chat, a sentence about a meeting. In a channel
 * only answers count: there, people talk about meetings with each other.
 */
export const talk: Command = {
  name: 'talk',
  hidden: true,
  summary: 'Understand a sentence about meetings',
  examples: [],
  needs: 'help.see',
  wish: () => 'talk about meetings',

  async run(context) {
    const { invocation, stores, say, table, arguments: given } = context;
    const said = invocation.text.replace(/^\s*\/?meet\s+/i, '');
    const found = await stores.talks.find(invocation.from, invocation.conversation);
    const open = found?.body as Open | undefined;
    const byWord = await answeredByWord(context, said, found);
    if (byWord) return byWord;
    const asked = askedIn(found);
    const choices = choicesIn(found);
    const isDirect = invocation.kind === 'direct';
    const [first = ''] = given.text.toLowerCase().split(' ', 1);
    // What is a command to the letter gave this line away as a sentence, and is no slip of another one; “no” is an answer, and none of “now”.
    const near = table.find(first) || /^no[.!]?$/u.test(first) ? [] : table.nearest(first);
    const isTypo = near.some(({ name }) => name === 'schedule');
    // Most of what is said in a channel is none of ours: how its person reads times is not looked up for it.
    if (!isDirect && !open && !asked && !choices && !whichIn(found) && !isTypo) return unknown.run(context);
    const habits = await habitsOf(context);
    const reader = { ...habits, timeZone: habits.timeZone ?? 'UTC', mentions: mentionsIn(context, said) };
    const chosen = await chosenByWord(context, said, found, reader);
    if (chosen) return choose(context, chosen);
    const chosenOf = await answeredChoice(context, said, found, reader);
    if (chosenOf) return chosenOf;
    const draft = isDirect && !asked && !choices && isConfirmation(said) ? await draftSpokenOf(context) : undefined;
    const made = draft && isWhole(draft.open) && (await confirmed(context, habits, draft));
    if (made) return made;
    const takenUp = open && (await takenUpByWord(context, said, open));
    if (takenUp) return takenUp;
    const changed = isDirect ? await changedInWords(context, habits, said, open) : undefined;
    if (changed) return changed;
    const intent = readIntent(said, reader);
    const isBare = intent.kind === 'answer' && intent.isBare;
    // What was asked last is what a bare “yes” was said to, and no invitation.
    if (choices && isBare) return choicesStand(context, choices);
    if (isBare && isWhichOpen(found)) return privately(context, { text: say.choiceStands('which') });
    const wish = newMeetingIn(said, intent, reader);
    const isNew =
      open?.kind === 'draft' &&
      wish === 'whole' &&
      !readTitleChange(said, reader) &&
      (open.understanding.questions.length === 0 || isOtherMeeting(said, open.understanding, reader)) &&
      // "Add Bob and make it every week" is about the people of what is open.
      readPeopleChange(said, reader)?.isUnsure !== false;
    const place = { conversation: invocation.conversation };
    // “What’s on monday” is asked of the calendar, whatever is open.
    const isAsked = (intent.kind === 'list' || intent.kind === 'show') && isQuestion(said);
    const next =
      found && open && !isNew && !isAsked && (await answered(context, habits, said, { ...found, ...place }, open));
    if (next) return next;
    if (open && isBare && !(isWhole(open) && intent.answer === 'no'))
      return isWhole(open) ? privately(context, { text: say.draftWaits }) : notAnAnswer(context, open, said);
    if (isTypo) return fromSentence(context, habits, said.replace(/^\s*\S+\s*/u, ''));
    // A word that is nearly a command may as well begin a sentence: `contract talk on friday 3pm`, `meeting tomorrow 3pm`.
    const isPart = wish === 'part' || (wish === 'time' && !asked);
    // "Lst today": a word and a day are no more than a command with a slip in it.
    if (near.length > 0 && said.trim().split(/\s+/u).length <= 2 && !/\d/u.test(said)) return unknown.run(context);
    if (isDirect && (wish === 'whole' || (isPart && !open))) return fromSentence(context, habits, said);
    // A time alone, or a word, is more likely an answer to what is asked than anything else.
    if (asked && near.length === 0 && isNoMore(intent, wish) && !greeting.test(said))
      return askedStands(context, asked);
    if (choices && !isPressOnly(choices) && near.length === 0 && isNoMore(intent, wish) && !greeting.test(said))
      return choicesStand(context, choices);
    // “Count me in” is no slip in `account`.
    if (near.length > 0 && !(intent.kind === 'answer' && !isBare)) return unknown.run(context);
    if (!isDirect) return open ? notAnAnswer(context, open, said) : unknown.run(context);
    if (intent.kind === 'stop')
      return found && open ? dropped(context, { ...found, ...place }) : privately(context, { text: say.nothingOpen });
    // A bare “no” to what nobody has asked.
    if (intent.kind === 'answer' && intent.answer === 'no' && intent.which.said === '' && /^\s*\S+\s*$/u.test(said))
      return privately(context, { text: open?.kind === 'draft' ? say.draftWhatElse : say.nothingAsked });
    if (intent.kind === 'none' && !open) return greeting.test(said) ? home.run(context) : unknown.run(context);
    if (intent.kind === 'none') return notAnAnswer(context, open, said);
    if (intent.kind === 'schedule') {
      // Half a sentence while something is open is more likely an answer that was not understood.
      return open ? notAnAnswer(context, open, said) : fromSentence(context, habits, said);
    }
    return withZone(context, habits, (zoned) => act(context, { ...zoned, mentions: reader.mentions }, intent));
  },
};

/** A word that answers which of several meetings is meant does what a press would. */
function choose(context: CommandContext, button: RunButton): Promise<Outcome> {
  const { command: name, input = '' } = button;
  const command = name === answerInvitation.name ? answerInvitation : context.table.find(name);
  if (!command) throw new Error(`no command is named ${name}`);
  return command.run({ ...context, button, arguments: { text: input, options: new Map(), mentions: [] } });
}

const greeting = /^\s*(?:hi|hello|hey|hallo|good (?:morning|afternoon|evening)|thanks?|thank you|help me)\b/iu;

/** What is no sentence of its own. */
function isNoMore(intent: Intent, wish: ReturnType<typeof newMeetingIn>): boolean {
  return intent.kind === 'none' || wish === 'time' || (intent.kind === 'answer' && intent.which.it === true);
}

type Act = Exclude<Intent, { readonly kind: 'schedule' | 'stop' | 'none' }>;

function act(context: CommandContext, reader: Parameters<typeof listed>[1], intent: Act): Promise<Outcome> {
  switch (intent.kind) {
    case 'list':
      return listed(context, reader, intent.range);
    case 'show':
      return showMeant(context, reader, intent.which);
    case 'cancel':
      return cancelMeant(context, reader, intent.which);
    case 'move':
      return moveMeant(context, reader, intent.which, intent.to);
    case 'add':
      return inviteMeant(context, reader, intent.which, intent.rest);
    case 'takeOff':
      return takeOffMeant(context, reader, intent);
    case 'answer':
      return answerMeant(context, reader, intent.which, intent.answer);
  }
}

/** True of a draft that nothing is asked about. */
function isWhole(open: Open): boolean {
  return open.kind === 'draft' && open.understanding.questions.length === 0 && open.unclear.length === 0;
}

/** What is open stays open. */
function notAnAnswer(context: CommandContext, open: Open | undefined, said: string): Outcome {
  const { say } = context;
  const zone = open?.kind === 'zone' ? zoneUnclear(say, said) : undefined;
  return privately(context, { text: zone ?? say.notUnderstood });
}
