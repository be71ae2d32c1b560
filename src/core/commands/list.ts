import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { type Habits, habitsOf } from '../reader.ts';
import type { Button, Fact } from '../reply.ts';
import type { Reader } from '../when/index.ts';
import { type Range, readRange } from '../when/range.ts';
import { dayWords, rangeWords, timeWords } from '../when/wording.ts';
import { inZone } from '../zoned.ts';
import { privately } from './answer.ts';
import { hostsSome, type Mine, mineBetween } from './schedule/mine.ts';
import { withZone } from './schedule/zone-missing.ts';

const mostShown = 20;
const mostButtons = 4;

/** `list [today | week | friday …]`: the person's own meetings, in their own zone. */
export const list: Command = {
  name: 'list',
  aliases: ['upcoming', 'meetings'],
  usage: '[today | week | friday | …]',
  summary: 'Show your meetings of the next days, or of a day, week or month',
  examples: ['list', 'list today', 'list next week', 'list december'],
  needs: 'meeting.see',
  wish: () => 'see your meetings',

  async run(context) {
    const habits = await habitsOf(context);
    const { text } = context.arguments;
    return withZone(context, habits, (reader) => {
      const range = readRange(text, reader);
      return range ? listed(context, reader, range) : privately(context, { text: context.say.rangeUnknown(text) });
    });
  },
};

/** The meetings of some days. */
export async function listed(context: CommandContext, reader: Habits & Reader, range: Range): Promise<Outcome> {
  const { say } = context;
  const midnight = (day: Range['from']) => new Date(day.toZonedDateTime(reader.timeZone).epochMilliseconds);
  const all = await mineBetween(context, midnight(range.from), midnight(range.to));
  const name = rangeWords(range, reader);
  if (all.length === 0) {
    const text = say.listEmpty(name);
    const button: Button = { kind: 'run', label: say.scheduleOne, command: 'schedule', opensForm: true, primary: true };
    return privately(context, { text, card: { title: say.listTitle, tone: 'neutral', body: text, buttons: [button] } });
  }
  const shown = all.slice(0, mostShown);
  const facts = shown.map((mine) => fact(say, mine, reader));
  const more = all.length - shown.length;
  const footnote =
    more > 0
      ? say.listMore(more)
      : (await hostsSome(
            context,
            shown.map(({ planned }) => planned),
          ))
        ? say.listFootnote
        : undefined;
  const shows = [...new Map(shown.map((mine) => [mine.id, mine])).values()].slice(0, mostButtons).map(
    ({ id, title, original }): Button => ({
      kind: 'run',
      label: say.showOne(title),
      command: 'show',
      values: { meeting: id, occurrence: original.toISOString() },
    }),
  );
  return privately(context, {
    text: say.listText(name, facts),
    card: {
      title: say.listTitle,
      tone: 'neutral',
      body: say.listBody(all.length, name),
      facts,
      buttons: shows,
      footnote,
    },
  });
}

function fact(say: CommandContext['say'], { start, minutes, title, planned }: Mine, reader: Reader): Fact {
  const from = inZone(start, reader.timeZone);
  const until = from.add({ minutes });
  const day = dayWords(from, reader, { year: from.year !== inZone(reader.now, reader.timeZone).year });
  const others = planned.invitees.filter(({ isHost }) => !isHost).length;
  return {
    label: `${day}, ${timeWords(from, reader)}–${timeWords(until, reader)}`,
    value: [say.listLine(title, others, planned.recurrence !== undefined)],
  };
}
