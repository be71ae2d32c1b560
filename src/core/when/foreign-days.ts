import { at, lowerAt, type Tokens } from './tokens.ts';

/** "Tomorrow" and "today" in other languages, as far as they are nothing in English. */
const foreignDays =
  /^(?:jutro|dzisiaj|dziś|pojutrze|mañana|demain|domani|dopodomani|amanhã|übermorgen|heute|aujourd'hui|oggi|zítra|dnes|imorgon|huomenna|yarın|bugün|завтра|сегодня|послезавтра|明日|今日|明天|今天|내일|오늘)$/u;

/** A day that was said in another language. */
export function endOfForeignDay(tokens: Tokens, index: number): number | undefined {
  return foreignDays.test(lowerAt(tokens, index)) ? index + 1 : undefined;
}

const words = (...rows: readonly string[]): ReadonlySet<string> => new Set(rows.flatMap((row) => row.split(' ')));

/** Weekdays in other languages, as far as they are nothing else. */
const foreignWeekdays = words(
  'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche',
  'lunes martes miércoles miercoles jueves viernes sábado sabado domingo segunda terça terca quarta quinta sexta',
  'lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi sabato domenica',
  'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag lørdag søndag',
  'poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę miyerkules huwebes biyernes',
);

/** Months in other languages, as far as no English one is written alike. */
const foreignMonths = words(
  'januar februar märz maerz mai juni juli oktober dezember janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre',
  'enero febrero marzo mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março abril maio junho julho setembro outubro novembro dezembro',
  'gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus augusti',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
);

/** A weekday, or a day of a month, in another language: `jueves`, `15 de julio`, `3. Juli`. It matters where no other day was said. */
export function endOfForeignDate(tokens: Tokens, index: number): number | undefined {
  const token = tokens.list[index];
  if (!token || (token.taken && token.taken !== 'people')) return undefined;
  if (token.kind === 'word' && !token.atom)
    return foreignWeekdays.has(token.lower) || foreignWeekdays.has(token.lower.replace(/s$/u, ''))
      ? index + 1
      : undefined;
  if (token.kind !== 'number' || token.text.length > 2) return undefined;
  const next = /^(?:de|di|\.|\u00ba|°)$/u.test(lowerAt(tokens, index + 1)) ? index + 2 : index + 1;
  return at(tokens, next) && foreignMonths.has(lowerAt(tokens, next)) ? next + 1 : undefined;
}
