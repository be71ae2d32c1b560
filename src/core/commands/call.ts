import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { askedAs } from '../live/asked.ts';
import { privately } from './answer.ts';
import { askedPeople, callEffects } from './asked-people.ts';
import { talk } from './talk.ts';
import { meetingHere, nothingHere } from './who.ts';

/** `call in @Bob`: asks more people to come into the meeting that was started here. Each is asked once. */
export const call: Command = {
  name: 'call',
  aliases: ['ring'],
  usage: '[in] @people',
  summary: 'Ask more people to come into the meeting that was started here',
  examples: ['call in @Bob', 'call @Bob @Chen'],
  yieldsToSentences: true,
  needs: 'meeting.call',
  wish: () => 'call people into a meeting',

  async run(context) {
    const { say, stores, invocation, clock, arguments: given } = context;
    // “call off the review” is about a meeting that is planned.
    const isSentence = given.mentions.length === 0 && !/^(?:in)?$/iu.test(given.text);
    if (isSentence && invocation.kind === 'direct') return talk.run(context);
    const life = await meetingHere(context);
    if (!life) return nothingHere(context);
    const { title, id } = life.meeting;
    if (life.state === 'ended') return privately(context, { text: say.live.endedAlready(title) });
    if (life.occurrence || life.meeting.kind === 'room')
      return privately(context, { text: say.calling.isPlanned(title, say.typed('invite')) });
    const asked = await askedPeople(context);
    const known = asked.people.filter(({ person }) => !context.again && askedAs(life.invited, person));
    const fresh = asked.people.filter((one) => !known.includes(one));
    if (fresh.length > 0) await stores.lives.ask(invocation.from, id, fresh, clock());
    if (asked.people.length + asked.others.length + asked.missing.length + (asked.unnamed ?? 0) === 0)
      return privately(context, { text: say.calling.whom(say.typed('call in @Bob')) });
    const effects = callEffects(
      context,
      { ...life, invited: [...life.invited, ...fresh] },
      { ...asked, people: fresh },
    );
    return { effects: [...effects, ...toldOf(context, title, fresh, known, asked.quiet)] };
  },
};

function toldOf(
  context: CommandContext,
  title: string,
  fresh: readonly { readonly name: string }[],
  known: readonly { readonly name: string }[],
  quiet: readonly { readonly name: string }[],
): Outcome['effects'] {
  const { say } = context;
  const called = fresh.filter((one) => !quiet.includes(one as never)).map(({ name }) => name);
  const before = known.map(({ name }) => name);
  const text = [
    ...(called.length > 0 ? say.calling.called(called, title) : []),
    ...(called.length > 0 && before.length > 0 ? [' '] : []),
    ...(before.length > 0 ? say.calling.calledBefore(before) : []),
  ];
  return text.length > 0 ? privately(context, { text }).effects : [];
}
