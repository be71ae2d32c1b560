import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { habitsOf } from '../../../reader.ts';
import { type Card, type Fact, signInUrl } from '../../../reply.ts';
import type { User } from '../../../ucaas.ts';
import { usageCharts } from '../../../usage/charts.ts';
import { collectUsage, type UsageOfTime, type UsageScope } from '../../../usage/collect.ts';
import { usageDetail } from '../../../usage/file.ts';
import { mostDays, type Period, readUsageLine, type UsageLine } from '../../../usage/period.ts';
import { recordedMinutes, sumOf, sumsBy } from '../../../usage/summary.ts';
import type { Reader } from '../../../when/index.ts';
import { inZone } from '../../../zoned.ts';
import { inPlace, privately } from '../../answer.ts';
import { signInOrigin } from '../../sign-in-prompt.ts';
import { press } from '../cards.ts';
import { homeNamed, type Office, openOffice } from '../office.ts';
import type { AdminTask } from '../task.ts';
import { withUser } from '../users/find.ts';

const mostLines = 10;

/** `admin reports …`: how much meetings are used by those below. */
export const reports: AdminTask = {
  word: 'reports',
  summary: 'See how much meetings are used: how many, how long, recordings; by person and by day; and save it',
  examples: ['reports', 'reports last month by day', 'reports zoe this year', 'reports october export'],
  search: { label: 'Which days, and whose: last month, zoe this year', line: (words) => words },
  needs: () => 'report.see',
  wish: () => 'see how much meetings are used',

  async run(context, rest) {
    const { say, arguments: given } = context;
    const office = await openOffice(context, 'report.see');
    const habits = await habitsOf(context);
    const reader: Reader = { ...habits, timeZone: habits.timeZone ?? 'UTC' };
    const line = readUsageLine(rest, reader);
    if ('wrong' in line) return privately(context, { text: say.usage.wrongDays(line.wrong, mostDays) });
    const home = customerOf(context, office);
    if (home === 'unknown')
      return privately(context, { text: say.users.customerUnknown(given.options.get('customer') ?? '') });
    const asked = { line, reader, customerId: home?.customerId, customer: home?.name };
    const isAbout = line.rest !== '' || given.mentions.some(({ kind }) => kind === 'person');
    if (!isAbout) return told(context, office, asked);
    const chosen = ['reports', daysOf(line), line.by && `by ${line.by}`, line.isExport && 'export'];
    return withUser(
      context,
      office,
      { task: 'find', what: line.rest, line: chosen.filter((part) => part).join(' ') },
      (user) => told(context, office, { ...asked, user }),
    );
  },
};

interface Asked {
  readonly line: UsageLine;
  readonly reader: Reader;
  readonly customerId?: string;
  readonly customer?: string;
  readonly user?: User;
}

/** The organisation of `--customer`; undefined where none was named. */
function customerOf(context: CommandContext, office: Office) {
  const wanted = context.arguments.options.get('customer');
  if (wanted === undefined) return undefined;
  const { found } = homeNamed(office, wanted);
  return found.length === 1 ? found[0] : 'unknown';
}

function scopeOf({ line, reader, customerId, user }: Asked): UsageScope {
  const midnight = (day: Period['from']) => new Date(day.toZonedDateTime(reader.timeZone).epochMilliseconds);
  return { from: midnight(line.period.from), to: midnight(line.period.to), customerId, userId: user?.userId };
}

async function told(context: CommandContext, office: Office, asked: Asked): Promise<Outcome> {
  const { say } = context;
  const scope = scopeOf(asked);
  const days = say.usage.days(asked.line.period, asked.reader);
  const about = asked.user?.name ?? asked.customer;
  if (asked.line.isExport) return exportLink(context, say.usage.exportText(days, about), scope);
  const used = await collectUsage(office.session, scope);
  const text = say.usage.text({
    ...{ days, about, sum: sumOf(used.calls, context.now), isWhole: used.isWhole },
    running: used.calls.filter(({ endedAt }) => !endedAt).length,
    hosts: new Set(used.calls.map(({ userId }) => userId)).size,
    recordings: used.recordings && { count: used.recordings.length, minutes: recordedMinutes(used.recordings) },
  });
  const facts = await factsOf(context, office, asked, used);
  const card: Card = {
    title: say.usage.title,
    tone: 'neutral',
    body: text,
    facts,
    charts: usageCharts(used.calls, {
      ...{ period: asked.line.period, timeZone: asked.reader.timeZone, now: context.now, words: say.usage.charts },
    }),
    buttons: buttonsOf(context, office, asked, used.calls.length > 0),
    footnote: used.calls.length > 0 ? say.usage.footnote : undefined,
  };
  return inPlace(context, { visibleTo: 'caller', text, card });
}

/** By what was asked for; else by person or, for one person, by day. */
async function factsOf(
  { say, now }: CommandContext,
  office: Office,
  { line, reader, user }: Asked,
  { calls }: UsageOfTime,
): Promise<readonly Fact[]> {
  const by = line.by ?? (user ? 'day' : 'person');
  if (by === 'day') {
    const dayOf = (date: Date) => inZone(date, reader.timeZone).toPlainDate().toString();
    const sums = sumsBy(calls, ({ startedAt }) => dayOf(startedAt), now);
    const longest = Math.max(...sums.map(({ minutes }) => minutes), 1);
    return [...sums]
      .sort((one, other) => other.key.localeCompare(one.key))
      .slice(0, mostLines)
      .map((sum) => say.usage.dayFact(sum, sum.minutes / longest, reader));
  }
  const sums = sumsBy(calls, by === 'customer' ? ({ customerId }) => customerId : ({ userId }) => userId, now);
  const shown = sums.slice(0, mostLines);
  const names = await Promise.all(
    shown.map(({ key }) => (by === 'customer' ? customerName(office, key) : userName(office, key))),
  );
  const rest = sums.slice(mostLines);
  return [
    ...shown.map((sum, index) => say.usage.sumFact(names[index] ?? sum.key, sum)),
    ...(rest.length > 0 ? [say.usage.restFact(rest.length, rest)] : []),
  ];
}

function customerName({ homes }: Office, id: string): string | undefined {
  return homes.find(({ customerId }) => customerId === id)?.name;
}

async function userName({ session }: Office, id: string): Promise<string | undefined> {
  const user = await session.user(id);
  return user && (user.name || user.email);
}

function buttonsOf({ say }: CommandContext, office: Office, asked: Asked, isSomething: boolean): Card['buttons'] {
  const { line, customer, user } = asked;
  const who = [user ? `#${user.userId}` : '', customer ? `--customer "${customer.replace(/["“”]/gu, '')}"` : ''];
  const pressed = (label: string, days: string, rest: string) =>
    press(label, ['reports', days, rest, ...who].filter((part) => part !== '').join(' '));
  const days = daysOf(line);
  const other = (
    [
      ...(user ? [] : (['person'] as const)),
      ...(['day'] as const),
      ...(office.homes.length > 1 && !customer && !user ? (['customer'] as const) : []),
    ] as const
  ).filter((by) => by !== (line.by ?? (user ? 'day' : 'person')));
  return [
    ...(isSomething ? other.map((by) => pressed(say.usage.by[by], days, `by ${by}`)) : []),
    ...(isSomething ? [pressed(say.usage.export, days, 'export')] : []),
    pressed(say.usage.lastMonth, 'last month', line.by ? `by ${line.by}` : ''),
  ];
}

/** The days of a line as they can be typed again: the first and the last. */
function daysOf({ period: { from, to } }: UsageLine): string {
  return `${from} ${to.subtract({ days: 1 })}`;
}

function exportLink(context: CommandContext, text: Card['body'] & object, scope: UsageScope): Outcome {
  const { say, invocation } = context;
  return privately(context, {
    text,
    card: {
      ...{ title: say.usage.title, tone: 'neutral', body: text, footnote: say.signInFootnote },
      buttons: [{ kind: 'open', label: say.usage.open, url: signInUrl, primary: true }],
    },
    signIn: signInOrigin(invocation, { resumes: false, purpose: 'usage', detail: usageDetail(scope) }),
  });
}
