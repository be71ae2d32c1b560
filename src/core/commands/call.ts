import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { type Asked, askedAs, isInByName } from '../live/asked.ts';
import type { Life } from '../live/life.ts';
import type { Person, RunButton } from '../reply.ts';
import { argumentsFrom, idsIn } from './about/form.ts';
import { privately } from './answer.ts';
import { type AskedPeople, askedPeople, callEffects, isCalled, mostPeople, quietOf } from './asked-people.ts';
import { calledOften } from './called-often.ts';
import { talk } from './talk.ts';
import { meetingHere, nothingHere } from './who.ts';

/** `call in @Bob`, `call again`: asks more people to come into the meeting that was started here, and once more those who have not answered. */
export const call: Command = {
  name: 'call',
  aliases: ['ring'],
  usage: '[in] @people | again',
  summary: 'Ask more people to come into the meeting that was started here',
  examples: ['call in @Bob', 'call @Bob @Chen', 'call again'],
  yieldsToSentences: true,
  needs: 'meeting.call',
  wish: () => 'call people into a meeting',

  now({ values, button, say }) {
    const { form } = say.calling;
    if (values) {
      const chosen = idsIn(values).length;
      const people = chosen === 0 ? form.missing : chosen > mostPeople ? form.tooMany(mostPeople) : undefined;
      return people === undefined ? undefined : { errors: { people } };
    }
    if (!button?.opensForm) return undefined;
    const { title, intro, submit: submitLabel } = form;
    return {
      form: {
        title,
        intro,
        submitLabel,
        fields: [{ kind: 'people', name: 'people', label: form.people, value: '', known: [] }],
      },
    };
  },

  async run(given) {
    const context = given.values ? { ...given, arguments: argumentsFrom(given.values) } : given;
    const { say, stores, invocation, clock, arguments: wanted } = context;
    // “call off the review” is about a meeting that is planned.
    const isSentence = wanted.mentions.length === 0 && !/^(?:in|again)?$/iu.test(wanted.text);
    if (isSentence && invocation.kind === 'direct') return talk.run(context);
    const id = context.button?.values?.meeting;
    const life = typeof id === 'string' ? await stores.lives.find(invocation.from, id) : await meetingHere(context);
    if (!life) return nothingHere(context);
    const { title, id: meetingId } = life.meeting;
    if (life.state === 'ended') return privately(context, { text: say.live.endedAlready(title) });
    if (life.occurrence || life.meeting.kind === 'room')
      return privately(context, { text: say.calling.isPlanned(title, say.typed('invite')) });
    if (wanted.mentions.length === 0 && /^again$/iu.test(wanted.text)) return callAgain(context, life);
    const asked = await askedPeople(context);
    const { reference } = context;
    const there = ({ person }: Person) => askedAs(life.invited, person);
    const before = asked.people.filter((one) => there(one) && there(one)?.by !== reference);
    const once = before.filter((one) => mayBeCalledAgain(life, there(one), reference));
    const known = before.filter((one) => !once.includes(one));
    const fresh = asked.people.filter((one) => !before.includes(one));
    const called = [...fresh, ...once].filter(isCalled(asked));
    const silent = { quiet: asked.quiet, often: await calledOften(context, called) };
    const identities = once.filter(isCalled(silent)).map(({ person }) => person);
    if (identities.length > 0) await stores.lives.callAgain(invocation.from, meetingId, identities, reference, clock());
    const missing = fresh.filter((one) => !there(one)).map((one) => ({ ...one, by: reference }));
    if (missing.length > 0) await stores.lives.ask(invocation.from, meetingId, missing, clock());
    if (asked.people.length + asked.others.length + asked.missing.length + (asked.unnamed ?? 0) === 0)
      return privately(context, { text: say.calling.whom(say.typed('call in @Bob')) });
    const effects = callEffects(
      context,
      { ...life, invited: [...life.invited, ...missing] },
      { ...asked, ...silent, people: [...fresh, ...once] },
    );
    return { effects: [...effects, ...toldOf(context, life, { fresh, once, known, silent })] };
  },
};

/** Everybody who has not answered is called once more; nobody a third time. */
async function callAgain(context: CommandContext, life: Life): Promise<Outcome> {
  const { say, stores, invocation, clock } = context;
  const { title, id } = life.meeting;
  const { reference } = context;
  const left = life.invited.filter((one) => mayBeCalledAgain(life, one, reference));
  if (left.length === 0) return privately(context, { text: say.calling.nobodyLeft(title) });
  const quiet = await quietOf(context, left);
  const often = await calledOften(context, left.filter(isCalled({ quiet })));
  const silent = { quiet, often };
  const identities = left.filter(isCalled(silent)).map(({ person }) => person);
  await stores.lives.callAgain(invocation.from, id, identities, reference, clock());
  const effects = callEffects(context, life, { people: left, ...silent, others: [], missing: [] });
  return { effects: [...effects, ...toldOf(context, life, { fresh: [], once: left, known: [], silent })] };
}

/** Whoever has not answered, is not in by the name, and was called once, unless it was this very invocation that called once more. */
function mayBeCalledAgain(life: Life, asked: Asked | undefined, reference: string): boolean {
  if (asked === undefined || asked.answer !== undefined || isInByName(life, asked)) return false;
  return !asked.isCalledAgain || asked.againBy === reference;
}

function toldOf(
  context: CommandContext,
  { meeting: { title, id } }: Life,
  {
    fresh,
    once,
    known,
    silent,
  }: {
    readonly fresh: readonly Person[];
    readonly once: readonly Person[];
    readonly known: readonly Person[];
    readonly silent: Pick<AskedPeople, 'quiet' | 'often'>;
  },
): Outcome['effects'] {
  const { calling } = context.say;
  const named = (people: readonly Person[]) => people.filter(isCalled(silent)).map(({ name }) => name);
  const [called, again, before] = [named(fresh), named(once), known.map(({ name }) => name)];
  const parts = [
    ...(called.length > 0 ? [calling.called(called, title)] : []),
    ...(again.length > 0 ? [calling.calledAgain(again, title)] : []),
    ...(before.length > 0 ? [calling.calledBefore(before)] : []),
  ];
  if (parts.length === 0) return [];
  const text = parts.flatMap((part, index) => (index === 0 ? part : [' ', ...part]));
  if (called.length === 0) return privately(context, { text }).effects;
  const button: RunButton = {
    kind: 'run',
    label: calling.again,
    command: 'call',
    input: 'again',
    once: true,
    values: { meeting: id },
  };
  return privately(context, { text, card: { title, tone: 'done', body: text, buttons: [button] } }).effects;
}
