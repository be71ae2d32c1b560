import { readSpan, type Span } from './spans.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** How long it is to take, as it was said. */
export interface FoundDuration {
  /** Absent: nobody can tell, or it is too long for a meeting (`all day`). */
  readonly minutes?: number;
  readonly vague?: boolean;
}

const leads = [
  "it|we|that|i? should|will|would|must|can|may|might|'ll be done|over|finished|through|sorted in|within|after about|around|under?",
  'should|will|would|must|can be wrapped up in|within about|around|under?',
  'done|over|finished|wrapped in|within about|around|under?',
  'wrapped up in|within about|around|under?',
  'allowing|allow|leaving|reserving|budgeting|setting aside? about|around|at|for? least?',
  'to leave|allow|reserve|keep|plan about|around|at|for? least?',
  'for about|around|approximately|roughly|exactly|maximum|max|only|just',
  'for at least|most',
  'for up to',
  'for the',
  'for a full|good|quick|short|whole',
  'roughly|approximately|approx|circa|around',
  'for',
  'lasting|lasts|last|taking|takes|take|runs|running about|around|approximately|up? to?',
  'it|should|will takes|take',
  'duration|length :|=|of|is',
  'duration|length',
  'max|maximum',
  'minimum|min of?',
  'at least|minimum',
  'no|not longer|more than',
  'less than',
  'under',
];

const wholeDays = [
  'all - day',
  'all day long?',
  'the|a? whole|entire|full day',
  'full - day',
  'whole day',
  'for the? day',
  'all morning|afternoon|evening|week|weekend',
  'the? whole|entire morning|afternoon|evening|week|weekend',
];

/** What people hold that takes days; "90 day plan" is a title. */
const longEvents =
  /^(?:workshop|offsite|training|conference|hackathon|retreat|course|event|summit|seminar|bootcamp|trip|meeting|session)$/u;

/** A length at an index: `for 45 min`, `1h`, `an hour and a half`, `all day`. */
export function readDuration(tokens: Tokens, index: number): Found<FoundDuration> | undefined {
  const whole = afterAny(tokens, index, wholeDays);
  if (whole) return { value: {}, next: whole };
  const loose = afterAny(tokens, index, [
    'for a bit|while|moment|little|second|sec while?',
    'as long as it takes',
    'should|will|could|may|might|must|gonna be a? long|longer|longish one|session|meeting|call?',
    'going to be a? long|longer|longish one|session|meeting|call?',
    'open end',
    'open - ended|end',
  ]);
  if (loose) return { value: { vague: true }, next: loose };
  const counted = readCounted(tokens, index) ?? readLabelled(tokens, index);
  if (counted) return counted;
  for (const lead of leads) {
    const start = after(tokens, index, lead);
    const found = start === undefined || start === index ? undefined : readLed(tokens, start);
    if (found) return found;
  }
  const span = readSpan(tokens, index);
  if (!span) return undefined;
  if (span.value.minutes === 0 && (span.value.days > 0 || span.value.months > 0))
    return readLongEvent(tokens, index, span);
  // "an hour" may begin a sentence, "5 minutes early" says nothing about the length.
  if (
    afterAny(tokens, span.next, [
      'early',
      'late',
      'notice',
      'walk',
      'away',
      'break',
      'warning',
      'buffer',
      'rule',
      'delay',
      'outage',
      'timer',
      'timeout',
      'sla',
    ])
  )
    return undefined;
  // "24 hour hackathon planning" is no meeting of a day.
  const noun = at(tokens, span.next);
  const isNamed = span.value.minutes >= 720 && noun?.kind === 'word' && !smallWords.has(noun.lower) && !noun.glued;
  if (isNamed) return { value: { vague: true }, next: span.next };
  return { value: lengthOf(span.value), next: tail(tokens, span.next) };
}

/** `duration 1:30`, `length: 45`: hours and minutes, or minutes, of what the line of a form is about. */
function readLabelled(tokens: Tokens, index: number): Found<FoundDuration> | undefined {
  const label = after(tokens, index, 'duration|length|lasting|lasts :|=|of|is?');
  const isLabel = /^(?:duration|length)$/u.test(tokens.list[index - 2]?.lower ?? '') && tokens.list[index - 1]?.taken;
  const start = label ?? (isLabel ? index : undefined);
  const [first, sign, second] = [start ?? -1, (start ?? -1) + 1, (start ?? -1) + 2].map((one) => at(tokens, one));
  if (start === undefined || first?.kind !== 'number' || first.text.length > 3) return undefined;
  if (sign?.text === ':' && sign.glued && second?.glued && /^[0-5]\d$/u.test(second.text))
    return {
      value: { minutes: Number(first.text) * 60 + Number(second.text) },
      next: after(tokens, start + 3, 'h|hr|hrs|hour|hours') ?? start + 3,
    };
  const isMinutes = usualLengths.has(Number(first.text)) && Number(first.text) > 10 && isBoundary(tokens, start + 1);
  return isMinutes ? { value: { minutes: Number(first.text) }, next: start + 1 } : undefined;
}

/** `quick 15 with @ann`, `grab 20`, `a 30 min`: minutes, where somebody to spend them with follows. */
function readCounted(tokens: Tokens, index: number): Found<FoundDuration> | undefined {
  const quick = afterAny(tokens, index, ['a? quick|short|brief|fast|speedy|cheeky|solid|quickie', 'a']);
  const led = /^(?:grab|need|want|have|take|spare|got|get|steal|borrow|book|block|schedule|find|me|us|for)$/u.test(
    lowerAt(tokens, index - 1),
  );
  const start = quick ?? (led ? index : undefined);
  const number = start === undefined ? undefined : at(tokens, start);
  if (start === undefined || number?.kind !== 'number' || !usualLengths.has(Number(number.text))) return undefined;
  const behind = at(tokens, start + 1);
  const dated = tokens.list[start + 1]?.taken === 'day';
  const company =
    dated || behind?.atom?.kind === 'person' || /^(?:with|w|on|re|about|for|to)$/u.test(behind?.lower ?? '');
  const ends = quick !== undefined && lowerAt(tokens, index) !== 'a' && isBoundary(tokens, start + 1);
  if (!(company || ends) || (!dated && behind?.glued && !isBoundary(tokens, start + 1))) return undefined;
  return { value: { minutes: Number(number.text) }, next: start + 1 };
}

const usualLengths: ReadonlySet<number> = new Set([5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 90]);

function readLongEvent(tokens: Tokens, index: number, span: Found<Span>): Found<FoundDuration> | undefined {
  const hyphen = after(tokens, span.next, '-') ?? span.next;
  const long = span.value.months === 0 && span.value.days <= 14 && /^days?$/u.test(lowerAt(tokens, span.next - 1));
  return long && longEvents.test(lowerAt(tokens, hyphen)) && at(tokens, index)
    ? { value: {}, next: span.next }
    : undefined;
}

function readLed(tokens: Tokens, index: number): Found<FoundDuration> | undefined {
  const minus = after(tokens, index, '-|−|minus|negative');
  const span = readSpan(tokens, minus ?? index);
  if (span) return { value: minus ? {} : lengthOf(span.value), next: tail(tokens, span.next) };
  const number = at(tokens, minus ?? index);
  if (lowerAt(tokens, index - 1) !== 'for' || number?.kind !== 'number') return undefined;
  const next = (minus ?? index) + 1;
  // "for 45" means minutes; "for 2" may be hours, or people.
  if (!isBoundary(tokens, next) || lowerAt(tokens, next) === ':') return undefined;
  const minutes = Number(number.text);
  // "Planning for 2028".
  if (/^20[2-9]\d$/u.test(number.text)) return undefined;
  if (minus) return { value: {}, next };
  return { value: minutes > 10 && usualLengths.has(minutes) ? { minutes } : { vague: true }, next };
}

function tail(tokens: Tokens, index: number): number {
  return (
    afterAny(tokens, index, [
      '-? long',
      "'",
      'at? minimum|least',
      'min',
      'sharp|straight|flat',
      'each time?',
      'in total|length',
      'max|maximum|tops',
      'or so|thereabouts',
      'give or take',
      'at most',
      'duration',
      'timebox|timeboxed|timeslot',
      'time - box|boxed',
    ]) ?? index
  );
}

function lengthOf({ minutes, days, months, vague }: Span): FoundDuration {
  if (vague) return { vague };
  return days > 0 || months > 0 || !Number.isInteger(minutes) ? {} : { minutes };
}
